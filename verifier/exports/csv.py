"""CSV (RFC 4180): UTF-8, CRLF, a header always, and no cell a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from verifier.exports.guard import guard
from verifier.exports.rows import COLUMNS, Cell, Row, cells_of
from verifier.exports.wording import stamp

MEDIA_TYPE = "text/csv; charset=utf-8"
_BOM = b"\xef\xbb\xbf"


def render(rows: Iterable[Row]) -> Iterator[bytes]:
    """Write a header and a line a row."""
    yield _line(COLUMNS)
    for row in rows:
        yield _line(_text(value) for _, value in cells_of(row))


def render_for_excel(rows: Iterable[Row]) -> Iterator[bytes]:
    """Write the same behind the mark that tells a spreadsheet it is UTF-8."""
    yield _BOM
    yield from render(rows)


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")


def _text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime():
            return stamp(value)
        case date() | int():
            return str(value)
        case str():
            return guard(value)
