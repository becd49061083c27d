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
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from json.encoder import encode_basestring
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, Table, select, update

from verifier.ports import Head
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
from verifier.store.types import Word

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
    return _in_utc(value.astimezone(UTC))


_canonical = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_instant
).encode
_WRITERS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {str: encode_basestring, int: str, datetime: lambda value: f'"{_instant(value)}"'}
)
"""What `_canonical` gives for a value of these types, without an encoder a row."""


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
        numbered = (*names, "number")
        self._table = table.name
        self._names = names
        self._words = [at for at, name in enumerate(names) if isinstance(table.c[name].type, Word)]
        self._said = [(f'"{name}":', numbered.index(name)) for name in sorted(numbered)]
        self.last = last
        self.link = link

    def add(self, row: Mapping[str, Any]) -> Sequence[Any]:
        """Number and link a row, and give its values as the database will hold them."""
        values = [row[name] for name in self._names]
        for at in self._words:
            values[at] = _kept(values[at])
        self.last += 1
        values.append(self.last)
        self.link = _link(
            self.link,
            self._table,
            [said + _written(values[at]) for said, at in self._said if values[at] is not None],
        )
        values.append(self.link)
        return values


def _end(connection: Connection, table: Table, names: Sequence[str]) -> _End:
    head = select(heads.c.last, heads.c.link).where(heads.c.name == table.name)
    last, link = connection.execute(head).one()
    return _End(table, names, last, link)


def link_of(before: str, table: str, row: Mapping[str, Any]) -> str:
    """Give the link of a row as stored; columns that are written later must not be in it."""
    said = [
        f'"{name}":{_written(value)}'
        for name, value in sorted(row.items())
        if value is not None and name != "link"
    ]
    return _link(before, table, said)


def _link(before: str, table: str, said: Iterable[str]) -> str:
    lines = f"{before}\n{table}\n{{{','.join(said)}}}"
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def _written(value: object) -> str:
    return _WRITERS.get(type(value), _canonical)(value)


def standing(connection: Connection) -> str:
    """Give every table's last number and link as canonical JSON, seals left out."""
    query = select(heads.c.name, heads.c.last, heads.c.link).where(heads.c.name != seals.name)
    return _canonical({name: [last, link] for name, last, link in connection.execute(query)})


def seal(connection: Connection, run: int, at: datetime, held: str | None = None) -> None:
    """Write down how the whole ledger stands at the end of a run, and why it is held if it is."""
    row = {"run": run, "at": at, "heads": standing(connection), "held": held}
    append(connection, seals, [row])


def newest(connection: Connection, at: datetime | None = None) -> Head | None:
    """Give the last seal, or the last one by an instant; None where there is none."""
    query = select(seals).order_by(seals.c.number.desc()).limit(1)
    return _head(connection, query if at is None else query.where(seals.c.at <= at))


def find(connection: Connection, link: str) -> Head | None:
    """Give the seal of this link, None where there is none."""
    return _head(connection, select(seals).where(seals.c.link == link).limit(1))


def _head(connection: Connection, query: Select[Any]) -> Head | None:
    row = connection.execute(query).first()
    return None if row is None else Head(row.number, row.run, row.at, row.link)


def _kept(value: str | None) -> str | None:
    """Hash what the database will hold, not what it cannot."""
    if value is None:
        return None
    value = str(value)  # of an enumeration's member a driver may write the name
    return value if value.isascii() and "\0" not in value else Word.kept(value)
