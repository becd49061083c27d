"""What is written after its row was chained: closings say when, seals say when."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, and_, or_, select

from verifier.ports import Damage
from verifier.store.schema import claims, closings, labs, runs, seals


def closed_as_said(connection: Connection) -> Iterator[Damage]:
    """Compare `valid_to` with the closings, and `ended` with the seals."""
    for table in (labs, claims):
        yield from _versions(connection, table)
    either = or_(runs.c.ended.is_(None) != seals.c.number.is_(None), runs.c.ended != seals.c.at)
    query = select(runs.c.number).outerjoin(seals, seals.c.run == runs.c.number).where(either)
    for number in connection.scalars(query.order_by(runs.c.number)):
        yield Damage("runs", str(number), "ended", "is not when the run was sealed")


def _versions(connection: Connection, table: Table) -> Iterator[Damage]:
    mine = and_(closings.c.kind == table.name, closings.c.version == table.c.number)
    either = or_(
        table.c.valid_to.is_(None) != closings.c.number.is_(None),
        table.c.valid_to != closings.c.at,
    )
    query = select(table.c.number).outerjoin(closings, mine).where(either)
    for number in connection.scalars(query.order_by(table.c.number)):
        yield Damage(table.name, str(number), "valid_to", "is not when the version was closed")
    orphans = (
        select(closings.c.number)
        .outerjoin(table, closings.c.version == table.c.number)
        .where(closings.c.kind == table.name, table.c.number.is_(None))
    )
    for number in connection.scalars(orphans.order_by(closings.c.number)):
        yield Damage("closings", str(number), "version", f"closes what is not in {table.name}")
