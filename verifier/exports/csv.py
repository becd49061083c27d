"""CSV (RFC 4180): UTF-8, CRLF, a header always, and no cell a spreadsheet would run."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice
from types import MappingProxyType
from typing import Any

from verifier.exports.columns import Cell, Record, columns_of, shape_of
from verifier.exports.evidence import EvidenceRow
from verifier.exports.guard import guarded
from verifier.exports.material import Material
from verifier.exports.rows import Row
from verifier.exports.transitions import Transition
from verifier.exports.wording import stamp

MARK = b"\xef\xbb\xbf"
"""What Excel knows UTF-8 by."""
_BATCH = 250
"""Lines that are written at a time."""


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
    """Write a header, and a line a record, of any flat record; column by column, which is fast."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(columns_of(model))
    forms = [_WRITTEN.get(column.holds, _as_it_is) for column in shape_of(model)]
    lines_of = iter(records)
    while batch := list(islice(lines_of, _BATCH)):
        columns = zip(*batch, strict=True)
        written = [form(cells) for form, cells in zip(forms, columns, strict=True)]
        writer.writerows(zip(*written, strict=True))
        yield _taken(lines)
    yield _taken(lines)


def _taken(lines: io.StringIO) -> bytes:
    """Take what was written so far."""
    taken = lines.getvalue().encode("utf-8", "replace")
    lines.seek(0)
    lines.truncate()
    return taken


def _as_it_is(cells: Sequence[Any]) -> Sequence[Cell]:
    """Leave to the csv module what it writes as it should."""
    return cells


def _words(cells: Sequence[Any]) -> Sequence[Cell]:
    return [None if cell is None else "true" if cell else "false" for cell in cells]


def _stamps(cells: Sequence[Any]) -> Sequence[Cell]:
    told = {cell: stamp(cell) for cell in set(cells) if cell is not None}
    return list(map(told.get, cells))


_WRITTEN: Mapping[type, Callable[[Sequence[Any]], Sequence[Cell]]] = MappingProxyType(
    {str: guarded, bool: _words, datetime: _stamps}
)
"""What a column holds -> how its cells are written."""
