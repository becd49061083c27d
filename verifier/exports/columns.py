"""Tables: the fields of a named tuple are its columns, their annotations what the columns say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_type_hints

Cell = str | int | bool | date | datetime | None
"""What one cell holds. Instants are UTC; None is an empty cell."""


Record = tuple[Any, ...]
"""A named tuple of cells, in the order of its columns."""

_KINDS = {int: "number", bool: "true or false", date: "day", datetime: "instant"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it says, and what its cells hold."""

    name: str
    about: str
    holds: type
    """str, int, bool, date, datetime, or a StrEnum of all the words there are."""
    optional: bool
    """Whether a cell may be None."""

    @property
    def kind(self) -> str:
        """What its cells hold, in one word."""
        return _KINDS.get(self.holds, "text")

    @property
    def words(self) -> tuple[str, ...]:
        """Every word a cell may hold; empty where any text may stand."""
        return tuple(self.holds) if issubclass(self.holds, StrEnum) else ()


@cache
def shape_of(model: type[Record]) -> tuple[Column, ...]:
    """Give a table's columns, in the order of the file."""
    return tuple(_columns(model))


@cache
def columns_of(model: type[Record]) -> Mapping[str, str]:
    """Give what a table's columns say by their names, in the order of the file."""
    return MappingProxyType({column.name: column.about for column in shape_of(model)})


def _columns(model: type[Record]) -> Iterator[Column]:
    for name, hint in get_type_hints(model, include_extras=True).items():
        held = get_args(hint)[0]
        types = [each for each in get_args(held) or (held,) if each is not NoneType]
        yield Column(name, hint.__metadata__[0], types[0], optional=NoneType in get_args(held))
