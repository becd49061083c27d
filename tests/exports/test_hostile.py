import csv
import io
import re

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from tests.exports.hostile import CELLS, hostile_rows, places_of, whole
from tests.exports.materials import material, written
from verifier.exports.guard import guard
from verifier.exports.rows import COLUMNS
from verifier.exports.sheets import shortened

RUNS = tuple("=+-@＝＋－＠﹦﹢﹣﹫\t\r")


@pytest.fixture(scope="module")
def cells_of_csv() -> list[dict[str, str]]:
    content = written("csv", material(given=list(hostile_rows())))
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.fixture(scope="module")
def cells_of_xlsx() -> list[dict[str, object]]:
    content = written("xlsx", material(given=list(hostile_rows())))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"]
    lines = book["claims"].iter_rows(min_row=2, values_only=True)
    return [dict(zip(COLUMNS, line, strict=True)) for line in lines]


def test_the_corpus_is_large_and_no_cell_is_in_it_twice() -> None:
    assert len(set(CELLS.values())) == len(CELLS) >= 60


@pytest.mark.parametrize("name", CELLS)
def test_a_hostile_cell_is_whole_in_the_csv_and_none_that_runs(
    name: str, cells_of_csv: list[dict[str, str]]
) -> None:
    cells = cells_of_csv[list(CELLS).index(name)]
    text = whole(CELLS[name])
    assert {cells[column] for column in places_of(CELLS[name])} == {guard(text)}
    assert not cells["note"].lstrip(" \n\0\u00a0\u200b\u200f\ufeff").startswith(RUNS)
    assert cells["due_date"] == "2025-06-11"


@pytest.mark.parametrize("name", CELLS)
def test_a_hostile_cell_is_whole_in_the_workbook(
    name: str, cells_of_xlsx: list[dict[str, object]]
) -> None:
    cells = cells_of_xlsx[list(CELLS).index(name)]
    for column in places_of(CELLS[name]):
        assert unescape(str(cells[column])) == shortened(whole(CELLS[name]))


def test_nothing_but_hostile_cells_is_quoted(cells_of_csv: list[dict[str, str]]) -> None:
    quoted = {name for name, cells in zip(CELLS, cells_of_csv, strict=True) if _added(name, cells)}
    assert quoted >= {"formula", "dde", "full-width at", "leading tab", "a dash", "handle"}
    assert not quoted & {"quote", "Chinese", "emoji", "date", "array formula", "blank", "Hebrew"}
    assert all(re.match(r"[^\w\"'<{]", CELLS[name]) for name in quoted)


def _added(name: str, cells: dict[str, str]) -> bool:
    return cells["note"] != whole(CELLS[name])
