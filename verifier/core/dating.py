"""When an artefact became public: bounds from facts, and the interval they leave.

Hard bounds come from clocks the promisor does not hold: the Hub's, ours, a witness's, and from the
lab's own word that the thing *is* out (it is out by then). Soft bounds come from below only: the
start of the day on which the lab says so, and the commit that completed the weights. A soft bound
that a hard one contradicts was a later mention, and yields. Hard against hard is a conflict.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import assert_never
from zoneinfo import ZoneInfo

from verifier.core.artefacts import Artefact
from verifier.core.claims import Voice
from verifier.core.evidence import (
    Author,
    Completeness,
    Entry,
    Gating,
    Medium,
    Observation,
    Repository,
    Trace,
    TraceKind,
)
from verifier.core.findings import Bound, Limit
from verifier.core.intervals import Interval
from verifier.core.openness import Card

HUB_FLOOR = datetime(2022, 3, 2, tzinfo=UTC).date()
"""The Hub dates everything created before it kept such dates to this day: it says nothing."""

SIGHTING_OWNERS = 3
"""So many distinct outside owners naming a base model count as a sighting of its weights."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The interval the bounds leave, and every bound with whether it was used."""

    delivery: Interval
    bounds: tuple[Bound, ...]
    conflict: bool = False


def date_artefact(
    artefact: Artefact, cards: Sequence[Card], releases: Iterable[Entry], zone: ZoneInfo
) -> Dated:
    """Date an artefact from its states, the entries that say it is out, and outsiders' traces.

    `cards` are those of its states, in their order; `zone` is the lab's own calendar, on which an
    announcement's day begins.
    """
    marks = artefact.marks
    bounds = (
        *_of_states(tuple(zip(artefact.states, cards, strict=True)), marks),
        *_of_entries(releases, marks, zone),
        *_of_traces(artefact.traces, marks),
    )
    return settle_bounds(bounds)


def settle_bounds(bounds: Iterable[Bound]) -> Dated:
    """Let the tightest hard bounds stand, soft ones only where no hard one contradicts them."""
    ordered = sorted(set(bounds), key=lambda b: (b.at, b.limit, b.why, b.evidence))
    floor = max((b.at for b in ordered if b.limit is Limit.NOT_BEFORE), default=None)
    ceiling = min((b.at for b in ordered if b.limit is Limit.NOT_AFTER), default=None)
    if floor is not None and ceiling is not None and floor > ceiling:
        shown = tuple(replace(b, used=b.at in {floor, ceiling}) for b in ordered)
        return Dated(Interval(floor, ceiling), shown, conflict=True)
    below = [b.at for b in ordered if _holds_below(b, ceiling)]
    delivery = Interval(max(below, default=None), ceiling)
    held = (b if _is_edge(b, delivery) else replace(b, used=False) for b in ordered)
    return Dated(delivery, tuple(held))


def _holds_below(bound: Bound, ceiling: datetime | None) -> bool:
    match bound.limit:
        case Limit.NOT_AFTER:
            return False
        case Limit.NOT_BEFORE:
            return True
        case Limit.HARDLY_BEFORE:
            return ceiling is None or bound.at <= ceiling
        case _:
            assert_never(bound.limit)


def _is_edge(bound: Bound, delivery: Interval) -> bool:
    edge = delivery.not_after if bound.limit is Limit.NOT_AFTER else delivery.not_before
    return bound.at == edge


def _of_states(
    states: Sequence[tuple[Repository, Card]], marks: Mapping[Observation, str]
) -> Iterator[Bound]:
    whole = (state for state, card in states if card.is_public_whole)
    first = min(whole, key=lambda state: state.seen_at, default=None)
    for state, card in states:
        if first is not None and state.seen_at > first.seen_at:
            continue  # what became of it after it was whole says nothing on when it came
        mark = marks[state]
        yield from _creation(state, mark)
        if state is not first and _known_short(card):
            yield Bound(state.seen_at, Limit.NOT_BEFORE, "seen without complete weights", mark)
    if first is not None:
        mark = marks[first]
        yield Bound(first.seen_at, Limit.NOT_AFTER, first.seen_by or "seen complete", mark)
        if first.absent_at is not None:
            why = "not there in the last valid reading"
            yield Bound(first.absent_at, Limit.NOT_BEFORE, why, mark)


def _known_short(card: Card) -> bool:
    short = card.weights in {Completeness.PARTIAL, Completeness.NONE}
    return short or card.gated is Gating.MANUAL


def _creation(state: Repository, mark: str) -> Iterator[Bound]:
    created = state.created.not_before
    if created is None or created.date() <= HUB_FLOOR:
        return
    yield Bound(created, Limit.NOT_BEFORE, "repository created, often in private", mark)


def _of_entries(
    entries: Iterable[Entry], marks: Mapping[Observation, str], zone: ZoneInfo
) -> Iterator[Bound]:
    for entry in entries:
        published, mark = entry.published, marks[entry]
        if entry.medium is Medium.COMMIT:
            if published.not_before is not None:
                yield Bound(
                    published.not_before, Limit.HARDLY_BEFORE, "commit that completed it", mark
                )
            yield Bound(entry.recorded_at, Limit.NOT_AFTER, "read by us", mark)
            continue
        own = entry.voice is Voice.PROMISOR
        if published.not_after is not None:
            why = "announced as out by the lab" if own else "seen by others"
            yield Bound(published.not_after, Limit.NOT_AFTER, why, mark)
        if own and published.not_before is not None:
            day = published.not_before.astimezone(zone).date()
            start = datetime.combine(day, time.min, zone).astimezone(UTC)
            yield Bound(
                start, Limit.HARDLY_BEFORE, "start of the day of the lab's announcement", mark
            )


def _of_traces(traces: Sequence[Trace], marks: Mapping[Observation, str]) -> Iterator[Bound]:
    commits = [t for t in traces if t.kind is TraceKind.WEIGHTS_COMMIT]
    talks = [t for t in traces if t.kind is TraceKind.DISCUSSION and t.author is Author.OUTSIDER]
    completed = min(commits, key=lambda t: t.at, default=None)
    talk = min(talks, key=lambda t: t.at, default=None)
    # A talk before the completing commit was about a placeholder, or the commits were rewritten
    # since: neither dates the weights then.
    agree = talk is None or completed is None or completed.at <= talk.at
    if talk is not None and agree:
        yield Bound(talk.at, Limit.NOT_AFTER, "discussed by an outsider", marks[talk])
    if completed is not None and agree:
        why = "commit that completed the weights"
        yield Bound(completed.at, Limit.HARDLY_BEFORE, why, marks[completed])
    third = _third_owner(traces)
    if third is not None:
        why = "built upon by a third outside owner"
        yield Bound(third.at, Limit.NOT_AFTER, why, marks[third])


def _third_owner(traces: Sequence[Trace]) -> Trace | None:
    """Find the first derivative of the third distinct owner: the first alone may be a late edit."""
    owners: set[str] = set()
    built = [t for t in traces if t.kind is TraceKind.DERIVATIVE and t.author is Author.OUTSIDER]
    for trace in sorted(built, key=lambda t: (t.at, t.who)):
        owners.add(trace.who.casefold())
        if len(owners) == SIGHTING_OWNERS:
            return trace
    return None


def first_of(intervals: Iterable[Interval]) -> Interval:
    """Date the first of several events, any of which would do."""
    found = list(intervals)
    lows = [i.not_before for i in found]
    highs = [i.not_after for i in found if i.not_after is not None]
    low = None if None in lows else min((at for at in lows if at is not None), default=None)
    return Interval(low, min(highs, default=None))


def last_of(intervals: Iterable[Interval]) -> Interval:
    """Date the last of several events, all of which are needed."""
    found = list(intervals)
    lows = [i.not_before for i in found if i.not_before is not None]
    highs = [i.not_after for i in found]
    high = None if None in highs else max((at for at in highs if at is not None), default=None)
    return Interval(max(lows, default=None), high)
