"""The nightly run: read every source once, then decide every claim. Knows only ports."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from verifier.core.absence import bearing_on
from verifier.core.claims import Claim, Lab
from verifier.core.dues import Ends, due_after, ends_by_place
from verifier.core.evidence import Outcome, Sweep
from verifier.core.facts import Survey, survey
from verifier.core.sweeps import Failed, Memory, Reading, settle
from verifier.core.verdicts import RULE_VERSION, Verdict, judge, untraced
from verifier.ports import Head, Recorded, Source, Store

Clock = Callable[[], datetime]
Progress = Callable[[str, int, int], None]
"""Told what is being done, how many of it are done, and how many there are."""


class Tracer(Protocol):
    """Reads what others left on one repository, to date what no sweep of ours saw appear."""

    def trace(self, artefact: str) -> Reading:
        """Read one repository's traces. Never raises for a fault of the world."""


@dataclass(frozen=True, slots=True)
class Change:
    """A claim whose status or reason is not what it was."""

    claim: Claim
    old: Verdict | None
    new: Verdict

    @property
    def by_new_rules(self) -> bool:
        """Whether the old verdict was given by another version of the rules."""
        return self.old is not None and self.old.rule_version != self.new.rule_version


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run did."""

    run: int
    as_of: datetime
    sweeps: tuple[Sweep, ...]
    facts: int
    """How many facts were new."""
    verdicts: tuple[Verdict, ...]
    """One a claim, in the order of their ids."""
    changes: tuple[Change, ...]
    head: Head | None = None
    """How the ledger stood at the end of the run; None where nothing was stored."""

    @property
    def failed(self) -> tuple[Sweep, ...]:
        """The sources that could not be read."""
        return tuple(sweep for sweep in self.sweeps if sweep.outcome is Outcome.FAILED)


def _ignore(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What reading the sources brought."""

    sweeps: tuple[Sweep, ...]
    """One a source, in the order of the sources."""
    facts: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What deciding the claims brought; nothing of it is recorded yet."""

    as_of: datetime
    claims: tuple[Claim, ...]
    verdicts: Mapping[str, Verdict]
    facts: int
    """How many facts the traces added."""


def resolve(  # noqa: PLR0913 - one parameter a thing that can be asked of a run
    store: Store,
    sources: Sequence[Source],
    *,
    clock: Clock,
    as_of: datetime | None = None,
    tracer: Tracer | None = None,
    rules: int = RULE_VERSION,
    workers: int = 8,
    progress: Progress = _ignore,
) -> Summary:
    """Sweep, decide, record. `as_of` (UTC) judges another instant than the end of the sweeps."""
    run = begin(store, clock, as_of)
    swept = sweep(store, sources, run, workers=workers, progress=progress)
    decided = decide(
        store, run, clock=clock, as_of=as_of, tracer=tracer, rules=rules, progress=progress
    )
    return end(store, run, swept, decided, clock)


def begin(store: Store, clock: Clock, as_of: datetime | None = None) -> int:
    """Open a run and give its number."""
    return store.begin_run(clock(), as_of or clock())


def sweep(
    store: Store,
    sources: Sequence[Source],
    run: int,
    *,
    ends: Ends | None = None,
    workers: int = 8,
    progress: Progress = _ignore,
) -> Swept:
    """Read in parallel, settle and store one by one: each source in a transaction of its own.

    A source the run has read already is not read again. `ends` are the deadlines by place, where
    they are known from another part of the run.
    """
    facts = 0
    if ends is None:
        ends = ends_by_place(store.claims(), store.labs())
    sweeps = {sweep.source: sweep for sweep in store.swept(run)}
    unread = [source for source in sources if source.id not in sweeps]
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="source") as pool:
        try:
            for source, memory, reading in _read(store, unread, ends, pool, 2 * workers):
                settled = settle(source.id, reading, memory)
                facts += store.keep(source.id, settled, run, once=True)
                sweeps[source.id] = settled.sweep
                progress("sources", len(sweeps), len(sources))
        except BaseException:  # an interruption waits for what is being read, not for the queue
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return Swept(tuple(sweeps[source.id] for source in sources), facts)


def decide(
    store: Store,
    run: int,
    *,
    clock: Clock,
    as_of: datetime | None = None,
    tracer: Tracer | None = None,
    rules: int = RULE_VERSION,
    progress: Progress = _ignore,
) -> Decided:
    """Judge every claim by what is stored, and again where new traces date what it rests on.

    All verdicts of a run rest on all that the run recorded: so they can be derived again.
    """
    labs, claims = store.labs(), tuple(store.claims())
    at = as_of or clock()
    verdicts = dict(_decide(store, labs, claims, at, rules, progress))
    facts = 0
    if tracer is not None:
        traced, facts = _trace(store, tracer, run, claims, verdicts, progress)
        again = [claim for claim in claims if any(map(labs[claim.lab].owns, traced))]
        at = as_of or clock()
        verdicts |= dict(_decide(store, labs, again, at, rules, progress))
    return Decided(at, claims, verdicts, facts)


def end(store: Store, run: int, swept: Swept, decided: Decided, clock: Clock) -> Summary:
    """Record the verdicts, close the run, tell what changed."""
    claims, verdicts = decided.claims, decided.verdicts
    before = store.verdicts(decided.as_of)
    store.append_verdicts(run, verdicts.values())
    store.end_run(run, clock())
    return Summary(
        run,
        decided.as_of,
        swept.sweeps,
        swept.facts + decided.facts,
        tuple(verdicts[claim.id] for claim in claims),
        _changes(claims, before, verdicts),
        store.head(),
    )


def _read(
    store: Store, sources: Iterable[Source], ends: Ends, pool: ThreadPoolExecutor, ahead: int
) -> Iterator[tuple[Source, Memory, Reading]]:
    """Keep at most `ahead` readings in flight; the store is only touched from this thread."""
    waiting: dict[Future[Reading], tuple[Source, Memory]] = {}
    for source in sources:
        memory = due_after(store.memory(source.id), ends.get(source.id, ()))
        waiting[pool.submit(source.read, memory)] = (source, memory)
        if len(waiting) >= ahead:
            yield from _finished(waiting)
    while waiting:
        yield from _finished(waiting)


def _finished(
    waiting: dict[Future[Reading], tuple[Source, Memory]],
) -> Iterator[tuple[Source, Memory, Reading]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in [each for each in waiting if each in done]:
        source, memory = waiting.pop(future)
        yield source, memory, future.result()


def _decide(
    store: Store,
    labs: Mapping[str, Lab],
    claims: Sequence[Claim],
    as_of: datetime,
    rules: int,
    progress: Progress,
) -> Iterator[tuple[str, Verdict]]:
    surveys: dict[tuple[str, tuple[str, ...]], Survey] = {}
    for done, claim in enumerate(claims, start=1):
        lab = labs[claim.lab]
        heard = (lab.id, claim.sources)
        if heard not in surveys:
            surveys[heard] = survey(store.evidence(lab, bearing_on(claim, lab)), as_of)
        yield claim.id, judge(claim, lab, surveys[heard], rules)
        progress("claims", done, len(claims))


def _trace(
    store: Store,
    tracer: Tracer,
    run: int,
    claims: Sequence[Claim],
    verdicts: Mapping[str, Verdict],
    progress: Progress,
) -> tuple[set[str], int]:
    """Trace each candidate whose date decides something and that was never traced before.

    Give those that were, and how many facts were new.
    """
    wanted = dict.fromkeys(name for claim in claims for name in untraced(verdicts[claim.id]))
    facts = 0
    traced: set[str] = set()
    for done, artefact in enumerate(wanted, start=1):
        place = f"trace:{artefact}"
        memory = store.memory(place)
        if memory.last is None:
            reading = tracer.trace(artefact)
            facts += store.keep(place, settle(place, reading, memory), run)
            if not isinstance(reading, Failed):
                traced.add(artefact)
        progress("traces", done, len(wanted))
    return traced, facts


def _changes(
    claims: Sequence[Claim], before: Mapping[str, Recorded], after: Mapping[str, Verdict]
) -> tuple[Change, ...]:
    changes = []
    for claim in claims:
        new = after[claim.id]
        old = before[claim.id].verdict if claim.id in before else None
        if old is None or (old.status, old.reason) != (new.status, new.reason):
            changes.append(Change(claim, old, new))
    return tuple(changes)
