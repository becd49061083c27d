"""Tables that are rewritten: what they must hold follows from what is chained."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, column, exists, func, select, table

from verifier.core.exchanges import Body, unpack
from verifier.ports import Damage
from verifier.store.audit.raw import rows_of
from verifier.store.chain import CHAINED
from verifier.store.schema import REVISION, exchanges, heads, sweeps
from verifier.store.schema import bodies as _bodies
from verifier.store.schema import sources as _sources
from verifier.store.sweeps import READ, heard_by_source

_VERSION = table("alembic_version", column("version_num"))
_IS_KEPT = exists().where(exchanges.c.sweep == sweeps.c.number)
_NOTHING = hashlib.sha256(b"{}").hexdigest()


def sources(connection: Connection) -> Iterator[Damage]:
    """Derive every source's pointers and maps from its sweeps."""
    expected = _expected(connection)
    for row, odd in rows_of(connection, _sources):
        name = row["id"]
        for each in odd:
            yield Damage("sources", name, each, "holds what was never written there")
        wanted = expected.pop(name, None)
        if wanted is None:
            yield Damage("sources", name, "id", "was never read")
            continue
        for each in ("known", "state"):
            row[each] = hashlib.sha256(str(row[each]).encode("utf-8", "replace")).hexdigest()
        for each, value in wanted.items():
            if row[each] != value:
                yield Damage("sources", name, each, "is not what its sweeps left behind")
    for name in expected:
        yield Damage("sources", name, "", "is missing")


def heads_are_known(connection: Connection) -> Iterator[Damage]:
    """Find ends of chains that there are not; those that there are, the walk compares."""
    for row, odd in rows_of(connection, heads):
        for each in odd:
            yield Damage("heads", row["name"], each, "holds what was never written there")
        if row["name"] not in CHAINED:
            yield Damage("heads", row["name"], "name", "is no chain")


def revision(connection: Connection) -> Iterator[Damage]:
    """See that the database is of this release's version, and says so once."""
    found = list(connection.scalars(select(_VERSION.c.version_num)))
    if found != [REVISION]:
        said = f"says {', '.join(map(str, found))}, and not {REVISION}"
        yield Damage("alembic_version", "", "version_num", said)


def bodies(connection: Connection) -> Iterator[Damage]:
    """Unpack every body, and see that it is the one of its address and that all are there."""
    for row, odd in rows_of(connection, _bodies):
        for each in odd:
            yield Damage("bodies", str(row["sha256"]), each, "holds what was never written there")
        if not odd and unpack(Body(**row)) is None:
            yield Damage("bodies", row["sha256"], "", "is not what its address says")
    named = exchanges.outerjoin(_bodies, exchanges.c.body == _bodies.c.sha256)
    missing = select(exchanges.c.number, exchanges.c.body).select_from(named)
    missing = missing.where(exchanges.c.kept, _bodies.c.sha256.is_(None))
    for number, mark in connection.execute(missing.order_by(exchanges.c.number)):
        yield Damage("bodies", mark, "", f"is missing: exchange {number} names it")
    kept = exists().where(exchanges.c.body == _bodies.c.sha256, exchanges.c.kept)
    for mark in connection.scalars(select(_bodies.c.sha256).where(~kept)):
        yield Damage("bodies", mark, "", "is named by no exchange")


def _expected(connection: Connection) -> dict[str, dict[str, Any]]:
    """Give what each source's row must hold, maps by their hash."""
    number = sweeps.c.number
    query = select(
        sweeps.c.source,
        func.max(number).label("last"),
        func.max(number).filter(sweeps.c.outcome.in_(READ)).label("last_read"),
        func.max(number).filter(sweeps.c.controlled).label("last_controlled"),
        func.max(number).filter(sweeps.c.controlled, _IS_KEPT).label("last_kept"),
    ).group_by(sweeps.c.source)
    found: dict[str, dict[str, Any]] = {
        row["source"]: {**row, "known": _NOTHING, "state": _NOTHING}
        for row in connection.execute(query).mappings()
    }
    for name, told in heard_by_source(connection):
        found[name] |= told
    for name in ("known", "state"):
        mark = sweeps.c[f"{name}_sha256"]
        latest = select(func.max(number)).where(mark.is_not(None)).group_by(sweeps.c.source)
        for source, value in connection.execute(
            select(sweeps.c.source, mark).where(number.in_(latest))
        ):
            found.setdefault(source, {"source": source})[name] = value
    for row in found.values():
        del row["source"]
    return found
