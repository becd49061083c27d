"""JSON: the same columns with JSON's own types, one claim a line."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from verifier.exports.rows import Cell, Row, cells_of
from verifier.exports.wording import stamp

MEDIA_TYPE = "application/json"


def render(rows: Iterable[Row]) -> Iterator[bytes]:
    """Write an array of objects, keys in the order of the columns, empty cells as null or ""."""
    before = "[\n"
    for row in rows:
        value = {name: _plain(cell) for name, cell in cells_of(row)}
        yield f"{before}{json.dumps(value, ensure_ascii=False)}".encode("utf-8", "replace")
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def _plain(value: Cell) -> str | int | bool | None:
    match value:
        case datetime():
            return stamp(value)
        case date():
            return value.isoformat()
        case _:
            return value
