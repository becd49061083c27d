import re

import pytest

from tests.exports import golden
from tests.exports.materials import SITE, material, rows, written
from verifier.exports import FORMATS, offered
from verifier.exports.material import Material

EMPTY = Material(material().as_of, SITE)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_the_same_as_its_golden_file(name: str) -> None:
    assert golden.made(name) == golden.path_of(name).read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_bytes_the_same_twice(name: str) -> None:
    assert written(name, material(SITE)) == written(name, material(SITE))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written_of_nothing(name: str) -> None:
    assert written(name, EMPTY) or name == "jsonl"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_text_no_encoding_has_a_place_for(name: str) -> None:
    hostile = "a\ud800\0\x1b\ufffe\r\nb"
    given = rows(SITE)[1]._replace(claim_text=hostile, lab=hostile, note=hostile)
    assert written(name, material(SITE, [given]))


def test_every_format_has_a_file_of_its_own_and_is_told_in_a_line() -> None:
    files = [form.file for form in FORMATS.values()]
    assert sorted(set(files)) == sorted(files)
    assert all(re.fullmatch(r"[a-z-]+\.[a-z]+", file) for file in files)
    assert all(form.about and "\n" not in form.about for form in FORMATS.values())


def test_without_a_site_all_is_offered_but_what_needs_its_address() -> None:
    offers = {form.file: b"".join(pieces) for form, pieces in offered(material())}
    everything = {form.file for form in FORMATS.values()}
    assert everything - offers.keys() == {"reviews.json"}
    assert all(offers.values())
