"""Labs and claims as versions: a new one closes the one before, and none is ever deleted."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    func,
    or_,
    select,
    type_coerce,
    update,
)

from verifier.core.canon import digest
from verifier.core.claims import Claim, Lab
from verifier.store import chain
from verifier.store.codec import decode, encode
from verifier.store.database import BATCH, batches
from verifier.store.schema import claims, closings, labs
from verifier.store.types import Utc

if TYPE_CHECKING:
    from verifier.ports import Loaded, Version

T = TypeVar("T", Lab, Claim)


def database_clock(connection: Connection) -> datetime:
    """Give the database's own time, UTC."""
    return connection.scalars(select(type_coerce(func.current_timestamp(), Utc))).one()


def save(
    connection: Connection, now: datetime, new_labs: Iterable[Lab], new_claims: Iterable[Claim]
) -> "Loaded":
    """Store what is new or changed, close what is gone; tell which claims those were."""
    _save(connection, labs, now, new_labs, _lab_row)
    return _save(connection, claims, now, new_claims, _claim_row)


def read_labs(connection: Connection, at: datetime | None = None) -> dict[str, Lab]:
    """Give every lab's current version by id, or the one that held at an instant."""
    return _read_labs(connection, current(labs, at))


def read_claims(connection: Connection, at: datetime | None = None) -> Sequence[Claim]:
    """Give every claim's current version, or the one that held at an instant; sorted by id."""
    rows = connection.execute(current(claims, at), execution_options={"yield_per": BATCH})
    return [decode(Claim, row.content) for row in rows]


def read_versions(connection: Connection, at: datetime | None = None) -> "dict[str, list[Version]]":
    """Give the versions of every claim that has several, oldest first, by the claim's id.

    With `at`, those that had been filed by then.
    """
    from verifier.ports import Version

    several = select(claims.c.id).where(claims.c.valid_to.is_not(None))
    query = (
        select(claims.c.id, claims.c.content, claims.c.valid_from, claims.c.valid_to)
        .where(claims.c.id.in_(several))
        .order_by(claims.c.id, claims.c.valid_from, claims.c.number)
        .execution_options(yield_per=BATCH)
    )
    found: dict[str, list[Version]] = {}
    if at is not None:
        query = query.where(claims.c.valid_from <= at)
    for row in connection.execute(query):
        version = Version(decode(Claim, row.content), row.valid_from, row.valid_to)
        found.setdefault(row.id, []).append(version)
    return found


def current_labs(connection: Connection, ids: Collection[str]) -> dict[str, Lab]:
    """Give the current version of some labs by id."""
    return _read_labs(connection, current(labs).where(labs.c.id.in_(ids)))


def _read_labs(connection: Connection, query: Select[tuple[str, str, str]]) -> dict[str, Lab]:
    rows = connection.execute(query)
    return {row.id: replace(decode(Lab, row.content), version=row.version) for row in rows}


def claims_of(connection: Connection, of_labs: Sequence[str]) -> Iterator[Claim]:
    """Give every current claim of some labs, lab by lab, as somebody goes through them."""
    query = _contents().where(claims.c.lab.in_(of_labs)).order_by(claims.c.lab, claims.c.id)
    with connection.execute(query, execution_options={"yield_per": BATCH}) as rows:
        for (content,) in rows:
            yield decode(Claim, content)


def claims_named(connection: Connection, ids: Sequence[str]) -> list[Claim]:
    """Give the current version of these claims, lab by lab."""
    query = _contents().where(claims.c.id.in_(ids)).order_by(claims.c.lab, claims.c.id)
    return [decode(Claim, content) for (content,) in connection.execute(query)]


def _contents() -> Select[str]:
    return select(claims.c.content).where(claims.c.valid_to.is_(None))


def current(table: Table, at: datetime | None = None) -> Select[tuple[str, str, str]]:
    """Ask for id, version and content of what holds now, or held at an instant; sorted by id."""
    columns = table.c
    holds: ColumnElement[bool] = columns.valid_to.is_(None)
    if at is not None:
        holds = and_(columns.valid_from <= at, or_(holds, columns.valid_to > at))
    return select(columns.id, columns.version, columns.content).where(holds).order_by(columns.id)


def _lab_row(lab: Lab) -> dict[str, str]:
    return {"id": lab.id, "version": lab.version or digest(lab)}


def _claim_row(claim: Claim) -> dict[str, str]:
    return {"id": claim.id, "version": claim.version or digest(claim), "lab": claim.lab}


def _save(
    connection: Connection,
    table: Table,
    now: datetime,
    items: Iterable[T],
    row_of: Callable[[T], dict[str, str]],
) -> "Loaded":
    from verifier.ports import Loaded

    columns = table.c
    versions = select(columns.id, columns.version, columns.number).where(columns.valid_to.is_(None))
    current = {id_: (version, number) for id_, version, number in connection.execute(versions)}
    added: list[str] = []
    unchanged: list[str] = []
    changed: dict[int, T] = {}

    def stored(item: T) -> dict[str, Any]:
        return {**row_of(item), "content": encode(item), "valid_from": now}

    def new() -> Iterator[dict[str, Any]]:
        for item in items:
            if item.id not in current:
                added.append(item.id)
                yield stored(item)
                continue
            version, number = current.pop(item.id)
            if version == row_of(item)["version"]:
                unchanged.append(item.id)
            else:
                changed[number] = item

    chain.append(connection, table, new())
    for numbers in batches(changed):
        _close(connection, table, now, numbers)
        chain.append(connection, table, (stored(changed[number]) for number in numbers))
    _close(connection, table, now, (number for _, number in current.values()))
    return Loaded(
        tuple(added),
        tuple(item.id for item in changed.values()),
        tuple(unchanged),
        tuple(sorted(current)),
    )


def _close(connection: Connection, table: Table, now: datetime, numbers: Iterable[int]) -> None:
    for batch in batches(numbers):
        closed = ({"kind": table.name, "version": number, "at": now} for number in batch)
        chain.append(connection, closings, closed)
        rows = update(table).where(table.c.number.in_(batch))
        connection.execute(rows.values(valid_to=now))
