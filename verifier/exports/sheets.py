"""One sheet of a workbook, written line by line: each cell by its type, text always as text."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from verifier.exports.columns import Cell
from verifier.exports.guard import runs
from verifier.exports.wording import stamp

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_UNITS = 32_767
"""UTF-16 units a cell has room for."""
CUT = " [cut here: a cell holds no more; the CSV has the whole]"
_FIRST_YEAR = 1900
"""Spreadsheets know no earlier one."""
_NARROW, _WIDE = 8, 60


class Pen:
    """Writes one sheet from its first line to its last; characters wide as its columns need."""

    def __init__(self, book: "Workbook", name: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._header = book.add_format({"bold": True, "bottom": 1})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._quoted = book.add_format({"quote_prefix": True})
        self._widths: list[int] = []
        self.line = 0

    def head(self, names: Iterable[str]) -> None:
        """Write the header."""
        for place, name in enumerate(names):
            self._sheet.write_string(0, place, name, self._header)
            self._widths.append(len(name))
        self.line = 1

    def write(self, cells: Iterable[Cell]) -> None:
        """Write the next line."""
        for place, cell in enumerate(cells):
            self._widths[place] = max(self._widths[place], self._cell(place, cell))
        self.line += 1

    def end(self, *, frozen: int = 0) -> None:
        """Freeze the header and so many columns, offer filters, make the columns wide enough."""
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, min(max(width, _NARROW), _WIDE) + 1)
        self._sheet.freeze_panes(1, frozen)
        self._sheet.autofilter(0, 0, max(self.line - 1, 1), len(self._widths) - 1)

    def _cell(self, place: int, cell: Cell) -> int:
        """Write one cell; tell how many characters it shows."""
        match cell:
            case None | "":
                return 0
            case bool():  # a real one would be read as the formula =FALSE() by LibreOffice
                return self._text(place, str(cell).lower())
            case int():
                self._sheet.write_number(self.line, place, cell)
                return len(str(cell))
            case datetime() if cell.astimezone(UTC).year >= _FIRST_YEAR:
                bare = cell.astimezone(UTC).replace(tzinfo=None, microsecond=0)
                self._sheet.write_datetime(self.line, place, bare, self._instant)
                return len("2026-08-22 23:59:59")
            case datetime():
                return self._text(place, stamp(cell))
            case date() if cell.year >= _FIRST_YEAR:
                at = datetime.combine(cell, time.min)
                self._sheet.write_datetime(self.line, place, at, self._day)
                return len("2026-08-22")
            case date():
                return self._text(place, cell.isoformat())
            case str():
                return self._text(place, cell)

    def _text(self, place: int, text: str) -> int:
        """Write text as text; what would run if somebody typed it in is marked as quoted."""
        text = shortened(text.encode("utf-8", "replace").decode())
        style = self._quoted if runs(text) else None
        if text.startswith("<r>") and text.endswith("</r>"):
            # xlsxwriter takes that for rich text of its own making, and would not escape it.
            self._sheet.write_rich_string(self.line, place, "<", "r", text[2:])
        else:
            self._sheet.write_string(self.line, place, text, style)
        return len(text)


def shortened(text: str) -> str:
    """Cut text that no cell has room for, and say so at its end."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_UNITS:
        return text
    room = 2 * (MOST_UNITS - len(CUT))
    return units[:room].decode("utf-16-le", "ignore") + CUT
