"""The files in a real spreadsheet program: LibreOffice opens them, and writes what it understood.

`make office` installs it where it is missing; without it these tests are skipped, and say so.
"""

import csv
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.exports.hostile import CELLS, hostile_rows, places_of, whole
from tests.exports.materials import material, written
from verifier.exports.columns import shape_of
from verifier.exports.guard import guard
from verifier.exports.rows import COLUMNS, Row
from verifier.exports.sheets import shortened

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(
    OFFICE is None and not os.environ.get("VERIFIER_OFFICE"),
    reason="LibreOffice is not installed: `make office` installs it and runs these tests",
)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT, _STANDARD = 2, 1
_AS_DESCRIBED = "/".join(
    f"{place}/{_TEXT if issubclass(column.holds, str) else _STANDARD}"
    for place, column in enumerate(shape_of(Row), 1)
)
"""How to import each column, in LibreOffice's words: text as text, all else as it looks."""
_AS_TEXT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false"


class Office:
    """LibreOffice with a profile of its own, and a folder to write to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0

    def convert(self, file: Path, to: str, *options: str) -> Path:
        """Have a file opened, and what it was understood as written in another format."""
        self._number += 1
        target = self._folder / str(self._number)
        profile = (self._folder / "profile").as_uri()
        subprocess.run(
            [
                str(OFFICE),
                f"-env:UserInstallation={profile}",
                "--headless",
                *options,
                "--convert-to",
                to,
                "--outdir",
                str(target),
                str(file),
            ],
            check=True,
            capture_output=True,
            timeout=100,
        )
        (made,) = target.iterdir()
        return made


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The hostile rows in each format a spreadsheet opens."""
    folder = tmp_path_factory.mktemp("files")
    found = {}
    for name in ("csv", "csv-excel", "xlsx"):
        found[name] = folder / f"{name}.{name[:4].removesuffix('-')}"
        found[name].write_bytes(written(name, material(given=list(hostile_rows()))))
    return found


def understood(file: Path) -> Iterator[ET.Element]:
    """Give every cell of a flat OpenDocument sheet."""
    return ET.parse(file).getroot().iter(f"{_TABLE}table-cell")


def formulas(file: Path) -> list[str]:
    return [cell.attrib[f"{_TABLE}formula"] for cell in understood(file) if _runs(cell)]


def _runs(cell: ET.Element) -> bool:
    return f"{_TABLE}formula" in cell.attrib


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def held(text: str) -> str:
    """Give text with line ends of one kind: LibreOffice does not tell them apart."""
    return whole(text).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("csv", ["--infilter=CSV:44,34,76,1"]),
        ("csv", [f"--infilter=CSV:44,34,76,1,{_AS_DESCRIBED}"]),
        ("csv", ["--infilter=CSV:44,34,76,1,,0,false,true"]),
        ("csv-excel", []),
        ("xlsx", []),
    ],
    ids=["csv", "csv-as-described", "csv-detecting-all", "csv-excel", "xlsx"],
)
def test_no_cell_is_understood_as_a_formula(
    office: Office, files: dict[str, Path], name: str, options: list[str]
) -> None:
    made = office.convert(files[name], "fods", *options)
    assert formulas(made) == []
    assert sum(1 for _ in understood(made)) > len(CELLS)


def test_the_check_would_see_a_formula(office: Office, tmp_path: Path) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_bytes(b"a,b\r\n=1+1,x\r\n")
    assert formulas(office.convert(bare, "fods")) == ["of:=1+1"]


def test_nothing_is_lost_of_a_workbook(office: Office, files: dict[str, Path]) -> None:
    lines = read(office.convert(files["xlsx"], _AS_TEXT))
    assert list(lines[0]) == list(COLUMNS)
    for line, text in zip(lines, CELLS.values(), strict=True):
        assert {held(line[name]) for name in places_of(text)} == {held(shortened(whole(text)))}


def test_nothing_is_lost_of_a_csv_whose_text_is_imported_as_text(
    office: Office, files: dict[str, Path]
) -> None:
    how = f"--infilter=CSV:44,34,76,1,{_AS_DESCRIBED}"
    lines = read(office.convert(files["csv"], _AS_TEXT, how))
    for line, text in zip(lines, CELLS.values(), strict=True):
        kept = held(guard(whole(text))).replace("\0", "")  # LibreOffice reads no NUL from text
        assert {held(line[name]) for name in places_of(text)} == {kept}


def test_days_are_days_and_instants_are_instants(office: Office, files: dict[str, Path]) -> None:
    kinds = Counter(
        cell.get(f"{_OFFICE}date-value", "")
        for cell in understood(office.convert(files["xlsx"], "fods"))
        if cell.get(f"{_OFFICE}value-type") == "date"
    )
    assert kinds["2025-06-11"] == len(CELLS), "due_date"
    assert kinds["2025-06-16T15:00:07"] == len(CELLS), "delivered_not_after"
    days = Counter(
        cell.get(f"{_OFFICE}date-value", "")
        for cell in understood(office.convert(files["csv-excel"], "fods"))
        if cell.get(f"{_OFFICE}value-type") == "date"
    )
    assert days["2025-06-11"] == len(CELLS)
