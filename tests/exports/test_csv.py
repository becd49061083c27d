import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from tests.exports.materials import material, rows, written
from verifier.exports.columns import columns_of
from verifier.exports.evidence import EvidenceRow
from verifier.exports.material import Material
from verifier.exports.rows import COLUMNS
from verifier.exports.transitions import Transition


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_lines_end_as_the_standard_asks_and_the_header_comes_first() -> None:
    content = written("csv")
    assert content.count(b"\r\n") == len(rows()) + 1
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert read(content)[0] == list(COLUMNS)


def test_a_csv_of_nothing_is_its_header() -> None:
    nothing = Material(material().as_of)
    assert read(written("csv", nothing)) == [list(COLUMNS)]
    assert read(written("evidence", nothing)) == [list(columns_of(EvidenceRow))]
    assert read(written("history", nothing)) == [list(columns_of(Transition))]


def test_excel_gets_the_same_behind_a_mark() -> None:
    assert written("csv-excel") == b"\xef\xbb\xbf" + written("csv")


def test_a_formula_is_quoted_in_every_table() -> None:
    for name in ("csv", "history"):
        assert b"\"'=HYPERLINK(" in written(name)


@given(st.text())
def test_any_text_comes_back_from_the_csv_but_for_its_guard(text: str) -> None:
    row = rows()[1]._replace(claim_text=text)
    lines = read(written("csv", material(given=[row])))
    assert [len(line) for line in lines] == [len(COLUMNS)] * 2
    assert lines[1][2] in {text, "'" + text}
