import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system

from tests.exports.materials import SITE, material, rows, written
from verifier.exports import FORMATS
from verifier.exports.columns import columns_of
from verifier.exports.evidence import EvidenceRow
from verifier.exports.material import Material
from verifier.exports.rows import Row
from verifier.exports.transitions import Transition

MODELS = {"claims": Row, "evidence": EvidenceRow, "history": Transition}


def validated(folder: Path, given: Material) -> list[list[str]]:
    """Write a package, and give what Frictionless finds wrong in it."""
    for name, pieces in FORMATS["datapackage"].files(given):
        (folder / name).write_bytes(b"".join(pieces))
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return [list(map(str, found)) for found in report.flatten(["type", "note", "rowNumber"])]


def described(given: Material | None = None) -> dict[str, Any]:
    package: dict[str, Any] = json.loads(written("datapackage", given))
    return package


def test_frictionless_finds_the_package_valid(tmp_path: Path) -> None:
    assert validated(tmp_path, material(SITE)) == []


def test_frictionless_finds_a_package_of_nothing_valid(tmp_path: Path) -> None:
    assert validated(tmp_path, Material(material().as_of)) == []


def test_frictionless_finds_hostile_text_valid(tmp_path: Path) -> None:
    hostile = '=1+1\r\n"quoted",\ttab\u200f\ud800'
    given = rows()[1]._replace(claim_text=hostile, note=hostile, licence=hostile)
    assert validated(tmp_path, material(given=[rows()[0], given])) == []


def test_frictionless_would_find_a_changed_file(tmp_path: Path) -> None:
    assert validated(tmp_path, material()) == []
    file = tmp_path / "history.csv"
    file.write_bytes(file.read_bytes().replace(b",late,", b",soon,"))
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert {found[0] for found in report.flatten(["type"])} >= {"hash-count", "constraint-error"}


def test_the_files_are_those_of_their_formats_and_the_hashes_are_theirs() -> None:
    given = material(SITE)
    files = {name: b"".join(pieces) for name, pieces in FORMATS["datapackage"].files(given)}
    assert list(files) == ["claims.csv", "evidence.csv", "history.csv", "datapackage.json"]
    for name, form in (("claims.csv", "csv"), ("evidence.csv", "evidence")):
        assert files[name] == written(form, given)
    assert files["datapackage.json"] == written("datapackage", given)
    for resource in described(given)["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


@pytest.mark.parametrize("name", MODELS)
def test_every_column_is_described_as_in_the_data_dictionary(name: str) -> None:
    (resource,) = (each for each in described()["resources"] if each["name"] == name)
    fields = resource["schema"]["fields"]
    assert {each["name"]: each["description"] for each in fields} == columns_of(MODELS[name])


def test_fields_have_types_words_and_keys() -> None:
    claims, evidence, history = (each["schema"] for each in described()["resources"])
    fields = {each["name"]: each for each in claims["fields"]}
    assert fields["due_date"]["type"] == "date"
    assert fields["as_of"] == {
        "name": "as_of",
        "type": "datetime",
        "description": "The instant the row speaks of.",
        "constraints": {"required": True},
    }
    assert fields["status"]["constraints"]["enum"] == ["fulfilled", "late", "pending"]
    assert "constraints" not in fields["note"]
    assert claims["primaryKey"] == ["claim_id"]
    assert history["primaryKey"] == ["claim_id", "changed_at"]
    reference = {"resource": "claims", "fields": ["claim_id"]}
    for schema in (evidence, history):
        assert schema["foreignKeys"] == [{"fields": ["claim_id"], "reference": reference}]


def test_the_package_names_its_site_where_there_is_one() -> None:
    assert described(material(SITE))["homepage"] == f"{SITE}/"
    assert "homepage" not in described(material())
