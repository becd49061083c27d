"""Which claims a night has to judge: what every claim waits for, held against what came.

The tables `standing`, `awaited`, `scopes` and `decided` sum up the last night's deciding. They are
written with the verdicts, in one transaction; all of them can be made anew by judging every claim.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, or_, select

from verifier.core.claims import Claim, Reason
from verifier.ports import Asked, Judgement
from verifier.store.codec import decode
from verifier.store.database import BATCH, batches, insert_into
from verifier.store.marks import AWAITS, marked
from verifier.store.schema import (
    awaited,
    claims,
    closings,
    decided,
    evidence,
    heads,
    labs,
    scopes,
    sources,
    standing,
    verdicts,
)
from verifier.store.types import Word

_SINCE = tuple(column for column in decided.c if column.name not in {"number", "as_of", "mark"})
"""How far each table was when it was last looked through for what is new."""
_PLACE = "source:"
"""How the scope of a place begins."""


@dataclass(slots=True)
class Due:
    """What a night has to judge."""

    whole: set[str] = field(default_factory=set)
    """Labs all of whose claims are to be judged."""
    fresh: dict[str, set[int]] = field(default_factory=dict)
    """Labs in whose scopes facts came, with the numbers of those."""
    claims: dict[str, str] = field(default_factory=dict)
    """Claims that are to be judged in any case, with their labs."""

    @property
    def single(self) -> Iterator[str]:
        """The claims of labs in which nothing else happened."""
        return (
            claim
            for claim, lab in self.claims.items()
            if lab not in self.whole and lab not in self.fresh
        )


def is_current(connection: Connection, as_of: datetime) -> bool:
    """Tell whether an instant is not before the last one that was judged."""
    last = connection.scalar(select(decided.c.as_of))
    return last is None or last <= as_of


def everything(connection: Connection) -> Due:
    """Have every claim judged."""
    filed = select(claims.c.lab).where(claims.c.valid_to.is_(None)).distinct()
    return Due(whole=set(connection.scalars(filed)))


def due(connection: Connection, asked: Asked) -> Due:
    """Find what may have changed since the last night."""
    last = connection.execute(select(*_SINCE)).one_or_none()
    if last is None:
        return everything(connection)
    since = last._asdict()
    edited = select(labs.c.id).where(labs.c.number > since["labs"])
    found = Due(whole=set(connection.scalars(edited)))
    for query in _queries(asked, since):
        found.claims.update((claim, lab) for claim, lab in connection.execute(query))
    came = (
        select(scopes.c.lab, evidence.c.number)
        .join(evidence, evidence.c.scope == scopes.c.scope)
        .where(evidence.c.number > since["evidence"])
    )
    for lab, number in connection.execute(came):
        found.fresh.setdefault(lab, set()).add(number)
    return found


def _queries(asked: Asked, since: Mapping[str, int]) -> Iterator[Select[Any, Any]]:
    """Select claims, and their labs, each for one reason to judge them again."""
    stands = select(standing.c.claim, standing.c.lab)
    yield stands.where(standing.c.wakes_at <= asked.as_of)
    yield stands.where(or_(standing.c.rules < asked.rules, standing.c.rules > asked.rules))
    if asked.tracing:
        yield stands.where(standing.c.untraced)
    by_others = verdicts.c.number > since["verdicts"]
    yield stands.join(verdicts, verdicts.c.claim == standing.c.claim).where(by_others)
    yield (
        stands.join(awaited, awaited.c.claim == standing.c.claim)
        .join(sources, sources.c.id == awaited.c.place)
        .where(sources.c.last_controlled > since["sweeps"])
    )
    yield (
        stands.join(scopes, scopes.c.lab == standing.c.lab)
        .join(sources, scopes.c.scope == _PLACE + sources.c.id)
        .where(sources.c.turned > since["sweeps"], standing.c.heeds_places)
    )
    filed = select(claims.c.id, claims.c.lab).where(claims.c.valid_to.is_(None))
    yield filed.where(claims.c.number > since["claims"])  # last: a claim may have moved to a lab


def keep_scopes(connection: Connection, named: Mapping[str, set[str]]) -> None:
    """Remember in which scopes facts bear on labs; one too many only wakes in vain."""
    for batch in batches(named):
        known = select(scopes.c.lab, scopes.c.scope).where(scopes.c.lab.in_(batch))
        there = {(lab, scope) for lab, scope in connection.execute(known)}
        new = [
            marked(scopes, {"lab": lab, "scope": scope})
            for lab in batch
            for scope in sorted(named[lab])
            if (lab, scope) not in there
        ]
        if new:
            connection.execute(insert(scopes), new)


def keep(connection: Connection, judged: Sequence[Judgement]) -> None:
    """Remember what claims just judged stand by and wait for."""
    rows = [_row(one) for one in judged]
    for batch in batches(rows):
        new = insert_into(connection, standing)
        changed = {name: new.excluded[name] for name in batch[0] if name != "claim"}
        connection.execute(new.on_conflict_do_update(index_elements=["claim"], set_=changed), batch)
        ids = [row["claim"] for row in batch]
        connection.execute(delete(awaited).where(awaited.c.claim.in_(ids)))
    places = [{"claim": o.claim.id, "place": p} for o in judged for p in set(o.wake.awaits)]
    for some in batches(places):
        connection.execute(insert(awaited), some)


def _row(judged: Judgement) -> dict[str, Any]:
    row = {
        "claim": judged.claim.id,
        "lab": judged.claim.lab,
        "reason": judged.verdict.reason.value,
        "rules": judged.verdict.rule_version,
        "wakes_at": judged.wake.at,
        "heeds_places": judged.wake.heeds_places,
        "untraced": judged.untraced,
    }
    return marked(standing, row, **{AWAITS: sorted(map(Word.kept, set(judged.wake.awaits)))})


def forget(connection: Connection) -> None:
    """Leave out the claims that are filed no more since the last night."""
    since = connection.scalar(select(decided.c.closings)) or 0
    now = claims.alias("now")
    filed = select(now.c.id).where(now.c.id == claims.c.id, now.c.valid_to.is_(None))
    closed = (
        select(claims.c.id)
        .join(closings, closings.c.version == claims.c.number)
        .where(closings.c.kind == claims.name, closings.c.number > since, ~filed.exists())
    )
    for batch in batches(connection.scalars(closed).all()):
        connection.execute(delete(standing).where(standing.c.claim.in_(batch)))
        connection.execute(delete(awaited).where(awaited.c.claim.in_(batch)))


def seen(connection: Connection) -> dict[str, int]:
    """Tell how far the tables go that a night looks through for what is new."""
    last = {row.name: row.last for row in connection.execute(select(heads))}
    return {column.name: last.get(column.name, 0) for column in _SINCE}


def close(connection: Connection, as_of: datetime, judged: Mapping[str, int]) -> None:
    """Mark as judged what was stored by the start of the night, and the verdicts it appended."""
    appended = seen(connection)[verdicts.name]
    row = marked(decided, {"number": 1, "as_of": as_of, **judged, verdicts.name: appended})
    upsert = insert_into(connection, decided).values(row)
    connection.execute(upsert.on_conflict_do_update(index_elements=["number"], set_=row))


def tally(connection: Connection) -> dict[Reason, int]:
    """Count the claims by what they stand by."""
    query = select(standing.c.reason, func.count()).group_by(standing.c.reason)
    return {Reason(reason): count for reason, count in connection.execute(query)}


def unread(connection: Connection, places: Iterable[str]) -> set[str]:
    """Tell which places were never read."""
    wanted = set(places)
    left = set(wanted)
    for batch in batches(wanted):
        read = select(sources.c.id).where(sources.c.id.in_(batch))
        left.difference_update(connection.scalars(read.where(sources.c.last_read.is_not(None))))
    return left


def open_claims(connection: Connection) -> Iterator[Claim]:
    """Give the claims that were never judged, are not due yet, or whose places still matter."""
    settled = standing.c.wakes_at.is_(None) & ~standing.c.heeds_places
    query = (
        select(claims.c.content)
        .outerjoin(standing, standing.c.claim == claims.c.id)
        .where(claims.c.valid_to.is_(None), or_(standing.c.claim.is_(None), ~settled))
        .execution_options(yield_per=BATCH)
    )
    with connection.execute(query) as rows:
        for (content,) in rows:
            yield decode(Claim, content)
