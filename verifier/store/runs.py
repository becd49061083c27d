"""Runs: when each began and ended, what instant it speaks of, and what was held of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, case, exists, func, or_, select, update

from verifier.store import chain
from verifier.store.schema import queued, runs, seals

if TYPE_CHECKING:
    from verifier.ports import Held

_DAY = timedelta(days=1)


def begin_run(connection: Connection, at: datetime, as_of: datetime) -> int:
    """Open a run and give its number."""
    (number,) = chain.append(connection, runs, [{"began": at, "as_of": as_of}])
    return number


def end_run(connection: Connection, run: int, at: datetime, held: Sequence[str] = ()) -> None:
    """Mark a run finished, seal all that was written until then, and why its verdicts are held."""
    chain.seal(connection, run, at, "\n".join(held) or None)
    connection.execute(update(runs).where(runs.c.number == run).values(ended=at))


def last_run(connection: Connection) -> datetime | None:
    """Give the instant that the last published run speaks of: its end, or the one it judged.

    A look back at an earlier day is not what the ledger speaks of, unless there is nothing else:
    then the latest of these days is. What confirms a held night speaks of that night, though.
    """
    held_then = seals.alias("held_then")
    confirms = exists().where(held_then.c.held.is_not(None), held_then.c.at == runs.c.as_of)
    looks_back = and_(runs.c.as_of < runs.c.began, ~confirms)
    was_held = exists().where(seals.c.run == runs.c.number, seals.c.held.is_not(None))
    query = (
        select(runs.c.began, runs.c.as_of, runs.c.ended)
        .where(runs.c.ended.is_not(None), ~was_held, runs.c.number.not_in(passed(connection)))
        .order_by(case((looks_back, 1), else_=0))
        .order_by(case((looks_back, runs.c.as_of)).desc(), runs.c.number.desc())
    )
    row = connection.execute(query.limit(1)).first()
    return None if row is None else _spoken_of(*row)


def forecasts(connection: Connection) -> list[int]:
    """Name the runs that judged a day to come, oldest first."""
    query = select(runs.c.number, runs.c.began, runs.c.as_of, runs.c.ended).where(
        or_(runs.c.ended.is_(None), runs.c.as_of > runs.c.ended)
    )
    return [
        number
        for number, began, as_of, ended in connection.execute(query.order_by(runs.c.number))
        if as_of > (ended or began + _DAY)
    ]


def passed(connection: Connection, until: int | None = None) -> list[int]:
    """Name the forecasts that no longer stand, for a later run has ended; up to a run, if any."""
    foretold = forecasts(connection)
    if not foretold:
        return []
    newest = select(func.max(runs.c.number)).where(runs.c.ended.is_not(None))
    if until is not None:
        newest = newest.where(runs.c.number <= until)
    last = connection.scalar(newest) or 0
    return [run for run in foretold if run < last]


def ended_by(connection: Connection, at: datetime) -> int:
    """Give the number of the last run that had ended by an instant, 0 before the first."""
    query = select(func.max(runs.c.number)).where(runs.c.ended <= at)
    return connection.scalar(query) or 0


def held(connection: Connection) -> "Held | None":
    """Give the last finished run if its verdicts are held, None where they are published."""
    query = (
        select(runs.c.number, runs.c.began, runs.c.as_of, runs.c.ended, seals.c.held)
        .join(seals, seals.c.run == runs.c.number)
        .order_by(runs.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None or row.held is None:
        return None
    from verifier.ports import Held

    return Held(
        row.number, _spoken_of(row.began, row.as_of, row.ended), tuple(row.held.split("\n"))
    )


def cut_short(connection: Connection) -> datetime | None:
    """Give the beginning of the last run if it never came to its end and no workers share it."""
    shared = exists().where(queued.c.run == runs.c.number)
    query = select(runs.c.began, runs.c.ended, shared.label("shared"))
    row = connection.execute(query.order_by(runs.c.number.desc()).limit(1)).first()
    began: datetime | None = None if row is None or row.ended or row.shared else row.began
    return began


def _spoken_of(began: datetime, as_of: datetime, ended: datetime) -> datetime:
    return as_of if as_of < began else max(as_of, ended)
