import io
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import repeat

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

from tests.exports.materials import SITE, material, rows, written
from verifier.errors import UsageError
from verifier.exports import xlsx
from verifier.exports.rows import COLUMNS, Row
from verifier.exports.sheets import CUT, MOST_UNITS, shortened

PLACES = {name: place for place, name in enumerate(COLUMNS)}


def opened(*given: Row) -> Workbook:
    content = written("xlsx", material(SITE, given) if given else material(SITE))
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(row: Row) -> dict[str, object]:
    """Give the cells of one row as they come back."""
    (line,) = opened(row)["claims"].iter_rows(min_row=2, values_only=True)
    return dict(zip(COLUMNS, line, strict=True))


def test_days_are_days_instants_are_instants_and_numbers_are_numbers() -> None:
    late = opened()["claims"][3]
    kinds = {
        name: (late[place].data_type, late[place].number_format) for name, place in PLACES.items()
    }
    assert kinds["due_date"] == ("d", "yyyy-mm-dd")
    assert kinds["delivered_not_before"] == ("d", "yyyy-mm-dd hh:mm:ss")
    assert kinds["days_late"] == ("n", "General")
    assert kinds["tz_sensitive"] == ("s", "General")
    assert kinds["sources_ok"] == ("s", "General")
    assert late[PLACES["due_date"]].value == datetime(2025, 6, 11)  # noqa: DTZ001 - sheets know no zone


def test_no_cell_is_a_formula_and_text_keeps_its_characters() -> None:
    book = opened()
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    text = book["claims"]["C2"]
    assert text.value == '=HYPERLINK("https://e.org","a")'
    assert text.quotePrefix


def test_the_header_stays_in_sight_and_can_be_filtered() -> None:
    sheet = opened()["claims"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:AI3"
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert all(8 <= sheet.column_dimensions[letter].width <= 62 for letter in "ABCZ")


def test_the_second_sheet_says_what_every_column_says() -> None:
    told = opened()["columns"].iter_rows(min_row=2, max_row=1 + len(COLUMNS), values_only=True)
    assert {name: about for name, about, _ in told} == COLUMNS


def test_the_bytes_do_not_depend_on_the_machines_zone_or_mask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = written("xlsx")
    before = os.umask(0)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    try:
        assert written("xlsx") == first
    finally:
        os.umask(before)


def test_a_day_before_spreadsheets_know_days_is_text() -> None:
    row = rows()[1]._replace(due_date=date(1899, 12, 31), as_of=datetime(1, 1, 1, tzinfo=UTC))
    assert cells(row)["due_date"] == "1899-12-31"
    assert cells(row)["as_of"] == "0001-01-01T00:00:00Z"


@pytest.mark.parametrize("text", ["<r><t>x</t></r>", "<r></r>", "<r>=1+1</r>"])
def test_text_that_looks_like_the_librarys_own_markup_stays_text(text: str) -> None:
    assert cells(rows()[1]._replace(claim_text=text))["claim_text"] == text


def test_text_no_cell_has_room_for_is_cut_and_says_so() -> None:
    cut = cells(rows()[1]._replace(claim_text="é" * (MOST_UNITS + 1)))["claim_text"]
    assert isinstance(cut, str)
    assert len(cut) == MOST_UNITS
    assert cut.endswith(CUT)
    assert shortened("x" * MOST_UNITS) == "x" * MOST_UNITS


@given(st.text(alphabet="a😀\u200f", min_size=1), st.integers(MOST_UNITS // 2, MOST_UNITS + 1))
def test_shortened_text_always_fits(text: str, length: int) -> None:
    text = (text * length)[:length]
    kept = shortened(text)
    assert len(kept.encode("utf-16-le")) <= 2 * MOST_UNITS
    assert text.startswith(kept.removesuffix(CUT))


@given(st.lists(st.text(), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_any_text_comes_back_from_the_workbook_as_it_is(texts: list[str]) -> None:
    given = [rows()[1]._replace(claim_text=text) for text in texts]
    column = opened(*given)["claims"].iter_rows(min_row=2, min_col=3, max_col=3)
    assert [unescape(str(cell.value or "")) for (cell,) in column] == texts


def test_more_claims_than_a_sheet_has_rows_is_told_at_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    with pytest.raises(UsageError, match=r"room for 4 claims.*--lab"):
        written("xlsx", material(given=_many(5)))
    assert written("xlsx", material(given=_many(4)))


def _many(number: int) -> Iterator[Row]:
    return (row for row, _ in zip(repeat(rows()[0]), range(number), strict=False))
