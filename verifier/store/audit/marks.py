"""What a night goes by, and who was told what: each row against its mark."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Table, select

from verifier.core.absence import bearing_on
from verifier.core.claims import Claim, Lab
from verifier.ports import Damage
from verifier.store.audit.raw import Row, rows_of
from verifier.store.codec import decode
from verifier.store.database import BATCH, batches
from verifier.store.facts import scopes_of
from verifier.store.marks import AWAITS, mark_of
from verifier.store.schema import awaited, claims, decided, labs, scopes, standing

_CHANGED = "is not as it was written"


def marks(connection: Connection, table: Table) -> Iterator[Damage]:
    """Compare every row of a table with its mark."""
    for row, odd in rows_of(connection, table):
        yield from _compared(table, row, odd, row)


def waits(connection: Connection) -> Iterator[Damage]:
    """Compare what every claim stands by and waits for with its mark; see that none is missing."""
    for batch in batches(rows_of(connection, standing)):
        places: dict[object, list[object]] = {row["claim"]: [] for row, _ in batch}
        named = awaited.c.claim.in_([name for name in places if isinstance(name, str)])
        query = select(awaited.c.claim, awaited.c.place).where(named).order_by(awaited.c.place)
        for claim, place in connection.execute(query):
            places[claim].append(place)
        for row, odd in batch:
            yield from _compared(standing, row, odd, {**row, AWAITS: places[row["claim"]]})
    yield from _missing(connection)


def heeded(connection: Connection) -> Iterator[Damage]:
    """Compare every scope with its mark; see that none is missing that bears on a known claim."""
    yield from marks(connection, scopes)
    known = {
        (lab, scope) for lab, scope in connection.execute(select(scopes.c.lab, scopes.c.scope))
    }
    for lab, scope in _needed(connection):
        if (lab, scope) not in known:
            yield Damage("scopes", f"{lab}/{scope}", "", "is missing")


def awaits(connection: Connection) -> Iterator[Damage]:
    """Find what no claim waits for; what a claim does not wait for any more, its mark tells."""
    known = awaited.outerjoin(standing, standing.c.claim == awaited.c.claim)
    query = select(awaited.c.claim, awaited.c.place).select_from(known)
    for claim, _ in connection.execute(query.where(standing.c.claim.is_(None))):
        yield Damage("awaited", str(claim), "", "is of a claim that waits for nothing")


def _compared(table: Table, row: Row, odd: list[str], marked: Row) -> Iterator[Damage]:
    key = "/".join(str(row[column.name]) for column in table.primary_key.columns)
    for each in odd:
        yield Damage(table.name, key, each, "holds what was never written there")
    said = {name: value for name, value in marked.items() if name != "mark"}
    if not odd and mark_of(table.name, said) != row["mark"]:
        yield Damage(table.name, key, "", _CHANGED)


def _missing(connection: Connection) -> Iterator[Damage]:
    """Find claims that the last night knew, and that stand by nothing."""
    known = claims.outerjoin(standing, standing.c.claim == claims.c.id)
    query = select(claims.c.id).select_from(known).where(*_seen(claims))
    for id_ in connection.scalars(query.where(standing.c.claim.is_(None))):
        yield Damage("standing", str(id_), "", "is missing")


def _needed(connection: Connection) -> Iterator[tuple[str, str]]:
    """Give labs with the scopes in which facts bear on what the last night knew of them."""
    filed = connection.scalars(select(labs.c.content).where(*_seen(labs)))
    known = {lab.id: lab for lab in (decode(Lab, content) for content in filed)}
    query = select(claims.c.content).where(*_seen(claims)).execution_options(yield_per=BATCH)
    done = set()
    with connection.execute(query) as rows:
        for (content,) in rows:
            claim = decode(Claim, content)
            lab = known.get(claim.lab)
            if lab is not None and (lab.id, claim.sources) not in done:
                done.add((lab.id, claim.sources))
                for scope in scopes_of(lab, bearing_on(claim, lab)):
                    yield lab.id, scope


def _seen(versions: Table) -> tuple[ColumnElement[bool], ...]:
    """Select what holds, and held when the last night looked; nothing before the first one."""
    last = select(decided.c[versions.name]).scalar_subquery()
    return versions.c.valid_to.is_(None), versions.c.number <= last
