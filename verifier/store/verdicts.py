"""Verdicts. Only transitions are stored: not what only repeats the last verdict.

"Last" is by as-of, then by order of appending: judging a past instant again changes what is known
of that instant, and nothing of what came after. A run that judged a day to come is a forecast: it
stands until the next run, and no later verdict is compared with it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select

from verifier.core.claims import Claim
from verifier.core.verdict import Recorded, Verdict
from verifier.store import chain
from verifier.store.claims import current
from verifier.store.codec import decode, encode, substance
from verifier.store.database import BATCH, batches
from verifier.store.runs import forecasts, passed
from verifier.store.schema import claims, verdicts

_RECORDED = (verdicts.c.content, verdicts.c.since, verdicts.c.run)
_as_of = attrgetter("as_of")


class _Last(NamedTuple):
    number: int
    substance: str
    reason: str
    since: datetime


def append_verdicts(
    connection: Connection, run: int, new: Iterable[Verdict]
) -> dict[str, Verdict | None]:
    """Append the verdicts that say something else than the claim's last one up to their as-of.

    Give those last ones where the reason was another one, by claim; None where there was none.
    """
    before: dict[str, Verdict | None] = {}
    others = [each for each in forecasts(connection) if each != run]
    for as_of, same in groupby(sorted(new, key=_as_of), _as_of):
        for batch in batches(same):
            last = _last(connection, as_of, [verdict.claim for verdict in batch], others)
            before |= _others(connection, batch, last)
            chain.append(connection, verdicts, _transitions(run, batch, last))
    return before


def last_verdicts(connection: Connection, like: Sequence[Verdict]) -> dict[str, Verdict]:
    """Give the last verdict, up to the as-of of these, of each of their claims."""
    found: dict[str, Verdict] = {}
    for as_of, same in groupby(sorted(like, key=_as_of), _as_of):
        for batch in batches(same):
            last = _last(connection, as_of, [v.claim for v in batch], forecasts(connection))
            found |= _read(connection, [one.number for one in last.values()])
    return found


def _read(connection: Connection, numbers: Sequence[int]) -> dict[str, Verdict]:
    query = select(verdicts.c.claim, verdicts.c.content).where(verdicts.c.number.in_(numbers))
    rows = connection.execute(query) if numbers else ()
    return {claim: decode(Verdict, content) for claim, content in rows}


def read_verdicts(
    connection: Connection, as_of: datetime | None, until: int | None = None
) -> dict[str, Recorded]:
    """Give every claim's last verdict up to `as_of`, by claim, sorted; by runs up to `until`."""
    query = _standing_now(connection, as_of, until).order_by(verdicts.c.claim)
    recorded = map(_recorded, connection.execute(query, execution_options={"yield_per": BATCH}))
    return {each.verdict.claim: each for each in recorded}


def read_judged(
    connection: Connection,
    as_of: datetime | None,
    until: int | None = None,
    filed: datetime | None = None,
) -> Iterator[tuple[Claim, Recorded]]:
    """Give the same verdicts, each with its claim as it is now, or was `filed` at an instant.

    By the claims' ids; what is no claim any more is left out.
    """
    claim = current(claims, filed).order_by(None).subquery()
    last = (
        select(verdicts.c.number)
        .where(verdicts.c.claim == claim.c.id, *_standing(connection, as_of, until))
        .order_by(verdicts.c.as_of.desc(), verdicts.c.number.desc())
        .limit(1)
        .correlate(claim)
        .scalar_subquery()
    )
    said = verdicts.alias()
    query = (
        select(said.c.content, said.c.since, said.c.run, claim.c.content)
        .join_from(claim, said, said.c.number == last)
        .order_by(claim.c.id)
    )
    with connection.execute(query, execution_options={"yield_per": BATCH}) as rows:
        for *recorded, content in rows:
            yield decode(Claim, content), _recorded(recorded)


def _standing_now(
    connection: Connection, as_of: datetime | None, until: int | None
) -> Select[str, datetime, int]:
    latest = _latest(*_standing(connection, as_of, until)).subquery()
    query = select(*_RECORDED).join(latest, latest.c.number == verdicts.c.number)
    return query.where(latest.c.place == 1)


def read_history(
    connection: Connection, claim: str, until: int | None = None
) -> Sequence[Recorded]:
    """Give all verdicts of one claim, oldest first; by runs up to `until`."""
    query = (
        select(*_RECORDED)
        .where(verdicts.c.claim == claim, *_standing(connection, None, until))
        .order_by(verdicts.c.as_of, verdicts.c.number)
    )
    return [_recorded(row) for row in connection.execute(query)]


def read_histories(
    connection: Connection, as_of: datetime | None, until: int | None = None
) -> Iterator[Sequence[Recorded]]:
    """Give every claim's verdicts up to `as_of`, oldest first, claim by claim."""
    return _histories(connection, *_standing(connection, as_of, until))


def read_histories_since(
    connection: Connection, since: int, until: int
) -> Iterator[Sequence[Recorded]]:
    """Give the same up to run `until`, of the claims that a run after `since` judged anew."""
    anew = select(verdicts.c.claim).where(verdicts.c.run > since, verdicts.c.run <= until)
    return _histories(connection, verdicts.c.claim.in_(anew), verdicts.c.run <= until)


def _histories(
    connection: Connection, *within: ColumnElement[bool]
) -> Iterator[Sequence[Recorded]]:
    query = (
        select(*_RECORDED)
        .where(*within)
        .order_by(verdicts.c.claim, verdicts.c.as_of, verdicts.c.number)
        .execution_options(yield_per=BATCH)
    )
    with connection.execute(query) as rows:
        for _, same in groupby(map(_recorded, rows), lambda each: each.verdict.claim):
            yield tuple(same)


def _standing(
    connection: Connection, as_of: datetime | None, until: int | None
) -> Sequence[ColumnElement[bool]]:
    """Leave out what is about a later instant, by a later run, or by a forecast that passed."""
    about = () if as_of is None else (verdicts.c.as_of <= as_of,)
    return (*about, *_by(until), verdicts.c.run.not_in(passed(connection, until)))


def _by(until: int | None) -> Sequence[ColumnElement[bool]]:
    return () if until is None else (verdicts.c.run <= until,)


def _latest(*within: ColumnElement[bool]) -> Select[int, int]:
    """Number each claim's verdicts from its last one back."""
    place = func.row_number().over(
        partition_by=verdicts.c.claim,
        order_by=(verdicts.c.as_of.desc(), verdicts.c.number.desc()),
    )
    return select(verdicts.c.number, place.label("place")).where(*within)


def _last(
    connection: Connection, as_of: datetime, claims: Sequence[str], foretold: Sequence[int]
) -> dict[str, _Last]:
    within = (verdicts.c.as_of <= as_of, verdicts.c.claim.in_(claims))
    latest = _latest(*within, verdicts.c.run.not_in(foretold)).subquery()
    columns = (
        verdicts.c.claim,
        verdicts.c.number,
        verdicts.c.substance,
        verdicts.c.reason,
        verdicts.c.since,
    )
    query = (
        select(*columns)
        .join(latest, latest.c.number == verdicts.c.number)
        .where(latest.c.place == 1)
    )
    return {row.claim: _Last(*row[1:]) for row in connection.execute(query)}


def _others(
    connection: Connection, batch: Iterable[Verdict], last: dict[str, _Last]
) -> dict[str, Verdict | None]:
    """Read the last verdicts that had another reason than the new ones of these claims."""
    first: dict[str, Verdict | None] = {v.claim: None for v in batch if v.claim not in last}
    known = ((last[v.claim], v.reason) for v in batch if v.claim in last)
    return first | _read(connection, [one.number for one, reason in known if one.reason != reason])


def _transitions(
    run: int, batch: Iterable[Verdict], last: dict[str, _Last]
) -> Iterator[dict[str, Any]]:
    for verdict in batch:
        before = last.get(verdict.claim)
        said = substance(verdict)
        if before is not None and before.substance == said:
            continue
        unbroken = before is not None and before.reason == verdict.reason
        since = before.since if before is not None and unbroken else verdict.as_of
        last[verdict.claim] = _Last(0, said, verdict.reason, since)
        yield {
            "run": run,
            "claim": verdict.claim,
            "as_of": verdict.as_of,
            "status": verdict.status.value,
            "reason": verdict.reason.value,
            "since": since,
            "substance": said,
            "content": encode(verdict),
        }


def _recorded(row: Sequence[Any]) -> Recorded:
    content, since, run = row
    return Recorded(decode(Verdict, content), since, run)
