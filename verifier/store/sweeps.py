"""What readings brought: sweeps and facts, appended, and each source's memory of them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Select, func, select, update

from verifier.core.absence import signs, telling
from verifier.core.canon import digest
from verifier.core.claims import Lab
from verifier.core.swept import Outcome, Sweep
from verifier.store import chain
from verifier.store.codec import decode_map, encode_map
from verifier.store.database import BATCH, batches, insert_into
from verifier.store.exchanges import append_exchanges, exchanges_of, first_shown, first_since
from verifier.store.facts import append_facts, scopes_of, stored_by_scope
from verifier.store.schema import sources, sweeps

if TYPE_CHECKING:
    from verifier.core.evidence import Evidence
    from verifier.core.sweeps import Memory, Settled
    from verifier.ports import Kept

READ = frozenset({Outcome.COMPLETE, Outcome.UNCHANGED})
"""What the next reading of a source is compared with."""
FIELDS: tuple[Column[Any], ...] = tuple(sweeps.c[name] for name in Sweep.__dataclass_fields__)
"""The columns a sweep is made of, in the order of its fields."""


def keep(connection: Connection, source: str, settled: "Settled", run: int) -> int:
    """Append a sweep and its facts, and remember them; give how many facts were new."""
    number = _append(connection, settled, run)
    append_exchanges(connection, settled.exchanges, number)
    new = append_facts(connection, settled.observations, number)
    _remember(connection, source, settled, number)
    _listen(connection, source, settled.sweep, number)
    return new


def memory(connection: Connection, source: str) -> "Memory":
    """Give what is known of a source; empty before its first sweep."""
    from verifier.core.sweeps import Memory

    read, controlled, kept = (sweeps.alias(name) for name in ("read", "controlled", "kept"))
    row = connection.execute(
        select(sources.c.known, sources.c.state, controlled.c.began, kept.c.began)
        .add_columns(*(read.c[field.name] for field in FIELDS))
        .outerjoin(read, read.c.number == sources.c.last_read)
        .outerjoin(controlled, controlled.c.number == sources.c.last_controlled)
        .outerjoin(kept, kept.c.number == sources.c.last_kept)
        .where(sources.c.id == source)
    ).one_or_none()
    if row is None:
        return Memory()
    known, state, began, kept_began, *last = row
    sweep = None if last[0] is None else sweep_of(last)
    return Memory(sweep, began, decode_map(known), decode_map(state), kept_began)


def all_sweeps(connection: Connection, places: Iterable[str]) -> dict[str, list[Sweep]]:
    """Give every sweep of some sources by source, in the order they were appended."""
    found: dict[str, list[Sweep]] = {}
    for batch in batches(sorted(set(places))):
        query = select(*FIELDS).where(sweeps.c.source.in_(batch))
        for sweep in map(sweep_of, connection.execute(query.order_by(sweeps.c.number))):
            found.setdefault(sweep.source, []).append(sweep)
    return found


def evidence_by_lab(
    connection: Connection, places: Mapping[Lab, Sequence[str]]
) -> "dict[str, Evidence]":
    """Give the facts in each lab's scopes and every sweep of its places, by the lab's id."""
    from verifier.core.evidence import Evidence

    scopes = {lab: scopes_of(lab, named) for lab, named in places.items()}
    found = stored_by_scope(connection, (scope for each in scopes.values() for scope in each))
    swept = all_sweeps(connection, (place for each in places.values() for place in each))
    return {
        lab.id: Evidence(
            tuple(one.fact for scope in scopes[lab] for one in found.get(scope, ())),
            tuple(sweep for place in dict.fromkeys(named) for sweep in swept.get(place, ())),
        )
        for lab, named in places.items()
    }


def failing_since(
    connection: Connection, since: datetime, until: int
) -> Iterator[tuple[int, Sweep]]:
    """Give each sweep since then, up to run `until`, of sources that failed in any, with its run.

    Source by source, in the order they were appended.
    """
    within = (sweeps.c.began >= since, sweeps.c.run <= until)
    failing = select(sweeps.c.source).where(*within, sweeps.c.outcome.not_in(READ))
    query = (
        select(sweeps.c.run, *FIELDS)
        .where(*within, sweeps.c.source.in_(failing))
        .order_by(sweeps.c.source, sweeps.c.number)
        .execution_options(yield_per=BATCH)
    )
    for run, *fields in connection.execute(query):
        yield run, sweep_of(fields)


def has_swept(connection: Connection, run: int, source: str) -> bool:
    """Tell whether a run has brought a sweep of a source."""
    query = select(sweeps.c.number).where(sweeps.c.run == run, sweeps.c.source == source)
    return connection.scalar(query.limit(1)) is not None


def swept(connection: Connection, run: int) -> list[Sweep]:
    """Give the sweeps of one run, in the order they were appended."""
    query = select(*FIELDS).where(sweeps.c.run == run).order_by(sweeps.c.number)
    return [sweep_of(row) for row in connection.execute(query)]


def sweeps_as_of(
    connection: Connection, places: Iterable[str], as_of: datetime
) -> dict[str, list[Sweep]]:
    """Give those sweeps of some sources that say of absence all that they say at an instant."""
    told = {place: list(of.values()) for place, of in _told(connection, places).items()}
    later = [p for p, some in told.items() if any(sweep.ended > as_of for sweep in some)]
    return told | all_sweeps(connection, later)


def _told(connection: Connection, places: Iterable[str]) -> dict[str, dict[int, Sweep]]:
    """Give by number, for each of some sources, the sweeps that it lists as telling."""
    found: dict[str, dict[int, Sweep]] = {}
    for batch in batches(sorted(set(places))):
        listed = connection.scalars(select(sources.c.telling).where(sources.c.id.in_(batch)))
        for numbers in batches(sorted(int(n) for each in listed for n in each.split())):
            query = select(sweeps.c.number, *FIELDS).where(sweeps.c.number.in_(numbers))
            for number, *fields in connection.execute(query.order_by(sweeps.c.number)):
                one = sweep_of(fields)
                found.setdefault(one.source, {})[number] = one
    return found


def heard(
    swept: Iterable[tuple[int, Sweep]], before: Mapping[int, Sweep] = MappingProxyType({})
) -> Mapping[str, Any]:
    """Tell which of a source's sweeps, given in order by number, are telling.

    And, as `turned`, after which it said something else of itself last, 0 if none of these.
    `before` are the telling ones up to then.
    """
    kept, turned = dict(before), 0
    for number, sweep in swept:
        kept.pop(number, None)
        after = {**kept, number: sweep}
        told = telling(after.values())
        turned = number if signs(kept.values()) != signs(told) else turned
        kept = {each: one for each, one in after.items() if one in told}
    return {"telling": " ".join(map(str, kept)), "turned": turned}


def heard_by_source(connection: Connection) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Derive what `heard` tells of every source from all its sweeps."""
    query = select(sweeps.c.number, *FIELDS).order_by(sweeps.c.source, sweeps.c.number)
    with connection.execute(query.execution_options(yield_per=BATCH)) as rows:
        numbered = ((number, sweep_of(fields)) for number, *fields in rows)
        for source, same in groupby(numbered, lambda each: each[1].source):
            yield source, heard(same)


def last_sweeps(connection: Connection, places: Iterable[str]) -> list[Sweep]:
    """Give the latest sweep of each of some sources, sorted by source."""
    found: list[Sweep] = []
    for batch in batches(sorted(set(places))):
        query = _pointed_at(sources.c.last).where(sources.c.id.in_(batch))
        found += map(sweep_of, connection.execute(query))
    return found


def standing(connection: Connection) -> Mapping[str, Sequence[Sweep]]:
    """Give every source's last sweep and, where it is another one, its last controlled one."""
    found: dict[str, tuple[Sweep, ...]] = {}
    for pointer in (sources.c.last, sources.c.last_controlled):
        for sweep in map(sweep_of, connection.execute(_pointed_at(pointer))):
            before = found.get(sweep.source, ())
            found[sweep.source] = before if sweep in before else (*before, sweep)
    return found


def standing_at(
    connection: Connection, at: datetime, until: int | None
) -> Mapping[str, Sequence[Sweep]]:
    """Give the same as it was at an instant (UTC); by runs up to `until`, if any."""
    within = [sweeps.c.ended <= at]
    if until is not None:
        within.append(sweeps.c.run <= until)
    found: dict[str, tuple[Sweep, ...]] = {}
    for more in ((), (sweeps.c.controlled,)):
        last = select(func.max(sweeps.c.number)).where(*within, *more).group_by(sweeps.c.source)
        query = select(*FIELDS).where(sweeps.c.number.in_(last)).order_by(sweeps.c.source)
        for sweep in map(sweep_of, connection.execute(query)):
            before = found.get(sweep.source, ())
            found[sweep.source] = before if sweep in before else (*before, sweep)
    return found


def kept(
    connection: Connection, facts: Iterable[str], since: Mapping[str, datetime]
) -> "list[Kept]":
    """Give the kept sweeps that first showed these facts, or what is absent since then."""
    from verifier.ports import Kept

    shown = first_shown(connection, facts)
    numbers = sorted({*shown, *first_since(connection, since)})
    found = exchanges_of(connection, numbers)
    query = select(sweeps.c.number, *FIELDS).where(sweeps.c.number.in_(numbers))
    return [
        Kept(sweep_of(row), found[number], tuple(shown.get(number, ())))
        for number, *row in connection.execute(query.order_by(sweeps.c.number))
    ]


def _pointed_at(pointer: Column[Any]) -> Select[Any]:
    return select(*FIELDS).join(sources, sweeps.c.number == pointer).order_by(sources.c.id)


def sweep_of(row: Sequence[Any]) -> Sweep:
    """Make a sweep of those columns."""
    fields = dict(zip(Sweep.__dataclass_fields__, row, strict=True))
    return Sweep(**{**fields, "outcome": Outcome(fields["outcome"])})


def _append(connection: Connection, settled: "Settled", run: int) -> int:
    """Give the sweep's number; one that the run has already brought keeps the number it has."""
    mark = digest(settled.sweep)
    same = select(sweeps.c.number).where(sweeps.c.run == run, sweeps.c.digest == mark)
    number = connection.scalar(same)
    if number is None:
        row = {
            **asdict(settled.sweep),
            "run": run,
            "digest": mark,
            "known_sha256": map_digest(settled.known),
            "state_sha256": map_digest(settled.state),
        }
        (number,) = chain.append(connection, sweeps, [row])
    return int(number)


def map_digest(texts: Mapping[str, str] | None) -> str | None:
    """Hash a map as it is stored; None where a sweep brought none."""
    return None if texts is None else hashlib.sha256(encode_map(texts).encode()).hexdigest()


def _listen(connection: Connection, source: str, sweep: Sweep, number: int) -> None:
    """List the source's telling sweeps anew, and mark it if they say something else of it now."""
    now = heard([(number, sweep)], _told(connection, [source]).get(source, {}))
    row = {name: value for name, value in now.items() if value}
    connection.execute(update(sources).where(sources.c.id == source).values(row))


def _remember(connection: Connection, source: str, settled: "Settled", number: int) -> None:
    """Move the source's pointers, and write its maps where the sweep brought new ones."""
    row: dict[str, Any] = {"last": number}
    if settled.sweep.outcome in READ:
        row["last_read"] = number
    if settled.sweep.controlled:
        row["last_controlled"] = number
        if settled.exchanges:
            row["last_kept"] = number
    if settled.known is not None:
        row["known"] = encode_map(settled.known)
    if settled.state is not None:
        row["state"] = encode_map(settled.state)
    insert = insert_into(connection, sources).values(
        {"known": "{}", "state": "{}", **row, "id": source}
    )
    connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=row))
