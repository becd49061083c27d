"""CSV (RFC 4180): UTF-8, CRLF, a header always, and no cell a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain

from verifier.exports.columns import Cell, Record, cells_of, columns_of
from verifier.exports.evidence import EvidenceRow
from verifier.exports.guard import guard
from verifier.exports.material import Material
from verifier.exports.rows import Row
from verifier.exports.transitions import Transition
from verifier.exports.wording import stamp

MARK = b"\xef\xbb\xbf"
"""What Excel knows UTF-8 by."""


def render(material: Material) -> Iterator[bytes]:
    """Write the claims: a header and a line a claim."""
    return table(Row, material.rows)


def render_evidence(material: Material) -> Iterator[bytes]:
    """Write what was looked at for each claim."""
    return table(EvidenceRow, material.evidence)


def render_history(material: Material) -> Iterator[bytes]:
    """Write the changes of every claim's status and reason."""
    return table(Transition, material.transitions)


def render_for_excel(material: Material) -> Iterator[bytes]:
    """Write the claims behind the mark that tells Excel a file is UTF-8."""
    return chain([MARK], render(material))


def table(model: type[Record], records: Iterable[Record]) -> Iterator[bytes]:
    """Write a header, and a line a record, of any flat record."""
    yield _line(columns_of(model))
    for record in records:
        yield _line(map(_text, cells_of(record)))


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
