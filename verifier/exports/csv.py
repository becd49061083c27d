"""CSV (RFC 4180): UTF-8, CRLF, a header always, and no cell a spreadsheet would run."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from types import MappingProxyType

from verifier.exports.columns import Cell, Record, cells_of, columns_of
from verifier.exports.evidence import EvidenceRow
from verifier.exports.guard import guard
from verifier.exports.material import Material
from verifier.exports.rows import Row
from verifier.exports.transitions import Transition
from verifier.exports.wording import stamp

MARK = b"\xef\xbb\xbf"
"""What Excel knows UTF-8 by."""
_PIECE = 1 << 16
"""Characters that are written at a time."""


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
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(columns_of(model))
    for record in records:
        writer.writerow(map(_cell, cells_of(record)))
        if lines.tell() > _PIECE:
            yield _taken(lines)
    yield _taken(lines)


def _taken(lines: io.StringIO) -> bytes:
    """Take what was written so far."""
    taken = lines.getvalue().encode("utf-8", "replace")
    lines.seek(0)
    lines.truncate()
    return taken


def _cell(value: Cell) -> Cell:
    """Give a cell as the csv module is to write it; what is not listed it writes as it should."""
    written = _WRITTEN.get(type(value))
    return value if written is None else written(value)


def _word(value: bool) -> str:  # noqa: FBT001 - a cell, not a switch
    return "true" if value else "false"


_WRITTEN: Mapping[type, Callable[..., str]] = MappingProxyType(
    {str: guard, bool: _word, datetime: stamp}
)
