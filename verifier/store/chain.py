"""The chain: every row of the ledger carries a hash of itself and of the row before it.

A row's `link` is the SHA-256, in hexadecimal, of three lines: the link of the row before it in
the same table ("" before the first), the table's name, and the row as canonical JSON (RFC 8785).
Columns that are NULL are left out of it, so that a nullable column added later changes no old
link; instants are ISO 8601 in UTC. What is written later than its row (`valid_to`, `ended`) is not
in it: closings and seals, which are chained themselves, say what it must be.

`heads` holds each table's last number and link; a seal holds all of them at the end of a run, and
the seal's own link is the head of that night: whoever kept it can tell that nothing before it was
changed, taken away, put in or cut off.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec.json import Encoder
from sqlalchemy import Connection, Select, Table, select, update
from sqlalchemy.exc import StatementError

from verifier.store.bulk import insert_rows
from verifier.store.schema import (
    claims,
    closings,
    evidence,
    exchanges,
    heads,
    labs,
    runs,
    seals,
    stamps,
    sweeps,
    verdicts,
)
from verifier.store.types import Utc, Word

if TYPE_CHECKING:
    from verifier.ports import Head

CHAINED: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            labs,
            claims,
            closings,
            runs,
            sweeps,
            exchanges,
            evidence,
            verdicts,
            seals,
            stamps,
        )
    }
)
"""The tables whose rows are chained, by name."""

WRITTEN_LATER: Mapping[str, str] = MappingProxyType(
    {"labs": "valid_to", "claims": "valid_to", "runs": "ended"}
)
"""The one column of a table that is filled in after its row was chained."""


@lru_cache(maxsize=256)
def _in_utc(in_utc: datetime) -> str:
    """Write an instant of UTC; rows come by the thousand with the same one."""
    return in_utc.isoformat().replace("+00:00", "Z")


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        error = ValueError(f"{value} has no time zone")
        raise StatementError(str(error), None, None, error)
    return _in_utc(value.astimezone(UTC))


_canonical = Encoder(order="sorted").encode


def append(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> range:
    """Number, link and insert rows of the same columns, all but `number` and `link` given.

    Give their numbers. The rows may be made one by one, without asking the database anything. The
    caller's transaction must be a writing one: there is one writer at a time.
    """
    stream = iter(rows)
    one = next(stream, None)
    if one is None:
        return range(0)
    end = _end(connection, table, tuple(one))
    first = end.last + 1
    insert_rows(connection, table, (*one, "number", "link"), map(end.add, chain([one], stream)))
    moved = update(heads).where(heads.c.name == table.name)
    connection.execute(moved.values(last=end.last, link=end.link))
    return range(first, end.last + 1)


class _End:
    """Where a table's chain ends, for rows of these columns."""

    def __init__(self, table: Table, names: Sequence[str], last: int, link: str) -> None:
        self._table = table.name
        self._values_of = itemgetter(*names, "number")
        self._words = [name for name in names if isinstance(table.c[name].type, Word)]
        self._instants = [name for name in names if isinstance(table.c[name].type, Utc)]
        self._optional = [name for name in names if table.c[name].nullable]
        self.last = last
        self.link = link

    def add(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """Number and link a row, and give its values as the database will hold them."""
        self.last += 1
        said = {**row, "number": self.last}
        for name in self._words:
            value = said[name]
            if type(value) is not str or not value.isascii() or "\0" in value:
                said[name] = _kept(value)
        for name in self._instants:
            if (instant := said[name]) is not None:
                said[name] = _instant(instant)
        values = self._values_of(said)
        for name in self._optional:
            if said[name] is None:
                del said[name]
        self.link = _link(self.link, self._table, said)
        return (*values, self.link)


def _end(connection: Connection, table: Table, names: Sequence[str]) -> _End:
    head = select(heads.c.last, heads.c.link).where(heads.c.name == table.name)
    last, link = connection.execute(head).one()
    return _End(table, names, last, link)


def link_of(before: str, table: str, row: Mapping[str, Any]) -> str:
    """Give the link of a row as stored; columns that are written later must not be in it.

    Raises UnicodeEncodeError for text with halves of surrogate pairs, which is never stored.
    """
    said = {
        name: _instant(value) if isinstance(value, datetime) else value
        for name, value in row.items()
        if value is not None and name != "link"
    }
    return _link(before, table, said)


def _link(before: str, table: str, said: Mapping[str, Any]) -> str:
    return hashlib.sha256(f"{before}\n{table}\n".encode() + _canonical(said)).hexdigest()


def standing(connection: Connection) -> str:
    """Give every table's last number and link as canonical JSON, seals left out."""
    query = select(heads.c.name, heads.c.last, heads.c.link).where(heads.c.name != seals.name)
    return _canonical(
        {name: [last, link] for name, last, link in connection.execute(query)}
    ).decode()


def seal(connection: Connection, run: int, at: datetime, held: str | None = None) -> None:
    """Write down how the whole ledger stands at the end of a run, and why it is held if it is."""
    row = {"run": run, "at": at, "heads": standing(connection), "held": held}
    append(connection, seals, [row])


def newest(connection: Connection, at: datetime | None = None) -> "Head | None":
    """Give the last seal, or the last one by an instant; None where there is none."""
    query = select(seals).order_by(seals.c.number.desc()).limit(1)
    return _head(connection, query if at is None else query.where(seals.c.at <= at))


def find(connection: Connection, link: str) -> "Head | None":
    """Give the seal of this link, None where there is none."""
    return _head(connection, select(seals).where(seals.c.link == link).limit(1))


def _head(connection: Connection, query: Select[Any]) -> "Head | None":
    from verifier.ports import Head

    row = connection.execute(query).first()
    return None if row is None else Head(row.number, row.run, row.at, row.link)


def _kept(value: str | None) -> str | None:
    """Hash what the database will hold, not what it cannot."""
    # Of an enumeration's member a driver may write the name.
    return None if value is None else Word.kept(str(value))
