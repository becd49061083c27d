"""Tables: the fields of a flat record are its columns, their annotations what the columns say."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, ClassVar, Protocol, get_type_hints

Cell = str | int | bool | date | datetime | None
"""What one cell holds. Instants are UTC; None is an empty cell."""


class Record(Protocol):
    """A dataclass whose every field is annotated with the line that describes it."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


@cache
def columns_of(model: type[Record]) -> Mapping[str, str]:
    """Give a table's columns with what they say, in the order of the file."""
    hints = get_type_hints(model, include_extras=True)
    return MappingProxyType({name: hint.__metadata__[0] for name, hint in hints.items()})


@cache
def _reader(model: type[Record]) -> "attrgetter[Any]":
    return attrgetter(*columns_of(model))


def cells_of(record: Record) -> tuple[Cell, ...]:
    """Give a record's cells, in the order of its columns."""
    cells: tuple[Cell, ...] = _reader(type(record))(record)
    return cells
