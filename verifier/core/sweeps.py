"""From a reading to a sweep: what changed, and whether absence may be concluded.

A reading is what a source returns. It never erases: "unchanged" and "failed" leave every fact
standing, and what a reading did not show is absent only if the reading is controlled.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import assert_never

from verifier.core.canon import digest
from verifier.core.evidence import Entry, Observation, Removal, Repository
from verifier.core.exchanges import Exchange, clock_ahead
from verifier.core.intervals import Interval
from verifier.core.swept import Outcome, Sweep

SHRINKAGE = 0.2
"""A listing that lost more than this share of what was known is not believed to be whole."""

PATIENCE = timedelta(days=7)
"""A loss that whole listings keep showing for so long is believed after all."""

MOST_AHEAD = timedelta(hours=1)
"""Of a clock that is further ahead a deadline may only seem to have passed."""

_DOUBTED = "doubted_since"


@dataclass(frozen=True, slots=True)
class Read:
    """The source answered: what it holds now."""

    began: datetime
    ended: datetime
    observations: tuple[Observation, ...]
    """Everything seen, known before or not; the settling keeps what is new."""
    whole: bool = True
    """Whether every page and item arrived and could be read."""
    fault: str = ""
    """A stable code of why it is not whole, or may not be concluded from."""
    detail: str = ""
    exists: bool = True
    """Whether the source itself is known to exist (an organisation that answers)."""
    live: bool = True
    """Whether facts are as of this reading; False for recorded evidence with dates of its own."""
    covers_since: datetime | None = None
    """For feeds: the oldest entry's date. None: the source lists everything it has."""
    overlaps: bool = False
    """For feeds: an entry of the last reading is still there, so nothing fell between."""
    requests: int = 1
    sha256: str = ""
    """Of the bodies of its exchanges, one after the other."""
    state: Mapping[str, str] = field(default_factory=dict)
    """What the source wants back next time (validators, hashes)."""
    exchanges: tuple[Exchange, ...] = ()
    """What went over the wire, in order."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The source said, or its bytes showed, that nothing changed since the last reading."""

    began: datetime
    ended: datetime
    requests: int = 1
    state: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failed:
    """The source could not be read, or not be believed. Never a statement about the world."""

    began: datetime
    ended: datetime
    fault: str
    """A stable code ("http_503", "timeout", "not_a_feed", "gone", "renamed")."""
    detail: str
    """For a reader: what happened, at which address."""
    requests: int = 1


Reading = Read | Unchanged | Failed


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a source from its earlier readings. Empty before the first."""

    last: Sweep | None = None
    """The last complete or unchanged sweep."""
    controlled_began: datetime | None = None
    """When the last controlled sweep began."""
    known: Mapping[str, str] = field(default_factory=dict)
    """The latest state of each thing seen and not gone: its key, and its `fingerprint`."""
    state: Mapping[str, str] = field(default_factory=dict)
    kept_began: datetime | None = None
    """When the last controlled sweep began of which the bodies are kept."""
    full_from: datetime | None = None
    """A reading from then on (UTC) asks for all there is, changed or not, and is kept."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A reading's yield: the sweep, the facts that are new, and the source's next memory."""

    sweep: Sweep
    observations: tuple[Observation, ...] = ()
    known: Mapping[str, str] | None = None
    """The full new map of things seen; None: as before."""
    state: Mapping[str, str] | None = None
    exchanges: tuple[Exchange, ...] = ()
    """What is to be kept of what went over the wire; the rest is known by its hash alone."""


def key_of(observation: Observation) -> str:
    """Name the thing an observation is a state of."""
    match observation:
        case Repository(id=artefact):
            return artefact
        case Entry(url=url, title=title):
            return url or title
        case _:
            return digest(observation)


def fingerprint(observation: Observation) -> str:
    """Hash a fact without our own dates, so that seeing it again is not a change.

    A repository's begins with the Hub's own id of it and a space, by which a rename is known.
    """
    match observation:
        case Repository(hub_id=identity):
            bare = replace(observation, seen_at=_EPOCH, recorded_at=_EPOCH, absent_at=None)
            return f"{identity} {digest(bare)}"
        case Entry():
            return digest(replace(observation, recorded_at=_EPOCH))
        case _:
            return digest(observation)


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def settle(source: str, reading: Reading, memory: Memory) -> Settled:
    """Judge one reading against what was known before it."""
    match reading:
        case Failed():
            return Settled(_sweep(source, reading, Outcome.FAILED))
        case Unchanged():
            return Settled(_unchanged(source, reading, memory), state=reading.state or None)
        case Read():
            settled = _read(source, reading, memory)
            return replace(settled, exchanges=_to_keep(reading, settled, memory))
        case _:
            assert_never(reading)


def is_due(memory: Memory, began: datetime) -> bool:
    """Tell whether a reading that begins then is to be had in full, and kept."""
    return memory.full_from is not None and memory.full_from <= began


def _to_keep(reading: Read, settled: Settled, memory: Memory) -> tuple[Exchange, ...]:
    """Keep what shows something new, and the first look after a deadline that shows absence."""
    is_news = bool(settled.observations)
    is_proof = settled.sweep.controlled and is_due(memory, reading.began)
    return reading.exchanges if is_news or is_proof else ()


def _sweep(source: str, reading: Read | Failed, outcome: Outcome) -> Sweep:
    return Sweep(
        source=source,
        began=reading.began,
        ended=reading.ended,
        outcome=outcome,
        fault=reading.fault,
        detail=reading.detail,
        requests=reading.requests,
    )


def _unchanged(source: str, reading: Unchanged, memory: Memory) -> Sweep:
    last = memory.last
    return Sweep(
        source=source,
        began=reading.began,
        ended=reading.ended,
        outcome=Outcome.UNCHANGED,
        controlled=last is not None and last.controlled,
        fault="" if last is not None else "unchanged_unread",
        detail="" if last is not None else "nothing changed since a reading that is not stored",
        covers_since=last.covers_since if last is not None else None,
        items=last.items if last is not None else 0,
        requests=reading.requests,
        sha256=last.sha256 if last is not None else "",
    )


def _read(source: str, reading: Read, memory: Memory) -> Settled:
    seen = {key_of(observation): observation for observation in reading.observations}
    fault, detail = _control(reading, seen.keys(), memory)
    state = dict(reading.state)
    if fault in _LOSSES:
        since = memory.state.get(_DOUBTED, reading.began.isoformat())
        if reading.began - datetime.fromisoformat(since) >= PATIENCE:
            fault, detail = "", ""
        else:
            state[_DOUBTED] = since
    sweep = replace(
        _sweep(source, reading, Outcome.COMPLETE if reading.whole else Outcome.INCOMPLETE),
        controlled=not fault,
        fault=fault,
        detail=detail,
        covers_since=_covers_since(reading, memory),
        items=len(seen),
        sha256=reading.sha256,
    )
    if not reading.live:
        return Settled(sweep, reading.observations, state=state)
    identities = {mark.partition(" ")[0] for mark in memory.known.values()} - {""}
    prints = {key: fingerprint(observation) for key, observation in seen.items()}
    new = tuple(
        _dated(observation, reading, memory, identities)
        for key, observation in seen.items()
        if memory.known.get(key) != prints[key]
    )
    gone: tuple[Removal, ...] = ()
    known = {**memory.known, **prints}
    if sweep.controlled and reading.covers_since is None:
        gone = _gone(source, reading, memory, seen.keys())
        known = prints
    return Settled(sweep, (*new, *gone), known, state)


_LOSSES = frozenset({"shrunk", "unfamiliar"})


def _control(reading: Read, seen: AbstractSet[str], memory: Memory) -> tuple[str, str]:
    """Give the code and the words for why absence may not be concluded; empty if it may."""
    if not reading.whole or reading.fault:
        return reading.fault or "incomplete", reading.detail or "not every item arrived"
    if not reading.live:
        return "recorded", "recorded evidence shows what was, not what is absent"
    if (ahead := clock_ahead(reading.exchanges)) > MOST_AHEAD:
        hours = f"{ahead / timedelta(hours=1):.0f} h"
        return "clock_ahead", f"this machine's clock is {hours} ahead of the server's: set it right"
    if not seen:
        return "empty", "an empty list is not believed"
    if not reading.exists:
        return "unconfirmed", "nothing showed that the source itself exists"
    if reading.covers_since is None:
        lost = len(memory.known.keys() - seen)
        if lost and lost == len(memory.known):
            return "unfamiliar", "none of the items seen before is still there"
        if lost > len(memory.known) * SHRINKAGE:
            return "shrunk", f"{lost} of {len(memory.known)} known items are missing"
    return "", ""


def _covers_since(reading: Read, memory: Memory) -> datetime | None:
    """Tell since when nothing was missed: by the window, or by an unbroken series of sweeps."""
    last = memory.last
    if reading.covers_since is None or last is None or last.covers_since is None:
        return reading.covers_since
    if reading.overlaps:
        return min(reading.covers_since, last.covers_since)
    return reading.covers_since


def _dated(
    observation: Observation, reading: Read, memory: Memory, identities: AbstractSet[str]
) -> Observation:
    """Fill in what only the series of readings knows: when the thing was last not there.

    What a reading shows was there by its end, and not necessarily by its beginning.
    """
    match observation:
        case Repository(id=name, hub_id=identity):
            # A renamed one was not there under this name, yet not absent either.
            renamed = name not in memory.known and identity in identities
            return replace(
                observation,
                seen_at=reading.ended,
                recorded_at=reading.ended,
                absent_at=None if renamed else memory.controlled_began,
            )
        case Entry(published=Interval(not_before=None, not_after=None)):
            # One that was there before and reads otherwise now was edited, not published anew.
            is_new = reading.overlaps and key_of(observation) not in memory.known
            since = memory.controlled_began if is_new else None
            return replace(observation, published=Interval(since, reading.ended))
        case _:
            return observation


def _gone(
    source: str, reading: Read, memory: Memory, seen: AbstractSet[str]
) -> tuple[Removal, ...]:
    return tuple(
        Removal(
            artefact=key,
            gone=Interval(memory.controlled_began, reading.ended),
            recorded_at=reading.ended,
            source=source,
            url="",
        )
        for key in memory.known
        if key not in seen
    )
