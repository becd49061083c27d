"""A record in JSON's own types."""

from datetime import date, datetime

from verifier.exports.columns import Cell, Record, columns_of
from verifier.exports.wording import stamp


def as_plain(record: Record) -> dict[str, str | int | bool | None]:
    """Give a record's cells by column, in order; instants as ISO 8601 with Z."""
    names = columns_of(type(record))
    return {name: _plain(cell) for name, cell in zip(names, record, strict=True)}


def _plain(value: Cell) -> str | int | bool | None:
    match value:
        case datetime():
            return stamp(value)
        case date():
            return value.isoformat()
        case _:
            return value
