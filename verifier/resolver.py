"""The nightly run: read every source once, then decide every claim. Knows only ports."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from verifier.core.claims import Claim, Reason, Status, status_of
from verifier.core.dues import Ends, due_after, ends_by_place
from verifier.core.evidence import Outcome, Sweep
from verifier.core.facts import survey
from verifier.core.sweeps import Memory, Reading, settle
from verifier.core.verdicts import RULE_VERSION, Verdict, judge, untraced
from verifier.core.wakes import concerned, wake_of
from verifier.ports import Asked, Docket, Head, Judgement, Night, Source, Store

Clock = Callable[[], datetime]
Progress = Callable[[str, int, int], None]
"""Told what is being done, how many of it are done, and how many there are."""

BATCH = 1000
"""So many verdicts are recorded at a time."""

TOLD = 10_000
"""So many changes of one run are told one by one; more are only counted."""


class Tracer(Protocol):
    """Reads what others left on one repository, to date what no sweep of ours saw appear."""

    def trace(self, artefact: str) -> Reading:
        """Read one repository's traces. Never raises for a fault of the world."""


@dataclass(frozen=True, slots=True)
class Change:
    """A claim whose status or reason is not what it was."""

    claim: Claim
    old: Verdict | None
    """None: the claim had no verdict before."""
    new: Verdict

    @property
    def by_new_rules(self) -> bool:
        """Whether the old verdict was given by another version of the rules."""
        return self.old is not None and self.old.rule_version != self.new.rule_version


@dataclass(frozen=True, slots=True)
class Decided:
    """What deciding the claims brought."""

    as_of: datetime
    judged: int
    """How many claims had to be judged."""
    reasons: Mapping[Reason, int]
    """How many of all claims stand by each reason now."""
    first: int
    """How many claims had no verdict before."""
    changed: int
    """How many have another reason than before."""
    changes: tuple[Change, ...]
    """Both of these, in the order of the claims' ids: all of them, or the first `TOLD` met."""
    facts: int = 0
    """How many facts the traces added."""

    @property
    def statuses(self) -> Mapping[Status, int]:
        """How many of all claims have each status now."""
        counts = dict.fromkeys(Status, 0)
        for reason, count in self.reasons.items():
            counts[status_of(reason)] += count
        return counts


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run did."""

    run: int
    sweeps: tuple[Sweep, ...]
    facts: int
    """How many facts were new."""
    decided: Decided
    head: Head | None = None
    """How the ledger stood at the end of the run; None where nothing was stored."""

    @property
    def as_of(self) -> datetime:
        """The instant (UTC) the verdicts speak of."""
        return self.decided.as_of

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed, as `Decided` tells it."""
        return self.decided.changes

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


Check = Callable[[Decided], None]
"""Told what a night decided before any of it is kept; raises what keeps it from being kept."""


def _let(_decided: Decided) -> None:
    """Find nothing wrong with a night."""


def resolve(  # noqa: PLR0913 - one parameter a thing that can be asked of a run
    store: Store,
    sources: Sequence[Source],
    *,
    clock: Clock,
    as_of: datetime | None = None,
    tracer: Tracer | None = None,
    rules: int = RULE_VERSION,
    everything: bool = False,
    workers: int = 8,
    progress: Progress = _ignore,
) -> Summary:
    """Sweep, decide what may have changed, record.

    `as_of` (UTC) judges another instant than the end of the sweeps; `everything` judges all claims.
    """
    run = begin(store, clock, as_of)
    swept = sweep(store, sources, run, workers=workers, progress=progress)
    decided = decide(
        store,
        run,
        clock=clock,
        as_of=as_of,
        tracer=tracer,
        rules=rules,
        everything=everything,
        progress=progress,
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
        ends = ends_by_place(store.open_claims(), store.labs())
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


def decide(  # noqa: PLR0913 - one parameter a thing that can be asked of a night
    store: Store,
    run: int,
    *,
    clock: Clock,
    as_of: datetime | None = None,
    tracer: Tracer | None = None,
    rules: int = RULE_VERSION,
    everything: bool = False,
    check: Check = _let,
    progress: Progress = _ignore,
) -> Decided:
    """Judge by what is stored the claims that may have changed, and record the verdicts.

    All of them are recorded or, if `check` raises, none. Where a repository's traces would decide,
    they are read first and the night is judged anew, so that all verdicts of a run rest on all
    that the run recorded.
    """
    now = clock()
    at = as_of or now
    tracing = tracer is not None
    asked = Asked(at, is_ahead=at > now, rules=rules, everything=everything, tracing=tracing)
    with store.night(run, asked) as night:
        done = _Deciding(asked, night, progress)
        done.decide()
        if tracer is None or not done.wanted:
            return done.end(check)
        night.withdraw()
    facts = _trace(store, tracer, run, tuple(done.wanted), progress)
    with store.night(run, replace(asked, tracing=False)) as night:
        done = _Deciding(asked, night, progress)
        done.decide()
        return done.end(check, facts)


def end(store: Store, run: int, swept: Swept, decided: Decided, clock: Clock) -> Summary:
    """Close the run, and tell what it did."""
    store.end_run(run, clock())
    facts = swept.facts + decided.facts
    return Summary(run, swept.sweeps, facts, decided, store.head())


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


@dataclass(slots=True)
class _Deciding:
    """Judges a night's dockets, and keeps count of what that changes."""

    asked: Asked
    night: Night
    progress: Progress
    judged: int = 0
    first: int = 0
    changed: int = 0
    changes: list[Change] = field(default_factory=list)
    wanted: dict[str, None] = field(default_factory=dict)
    """The repositories whose traces, never read yet, would decide."""

    def decide(self) -> None:
        """Judge and record all that the night has to be judged."""
        judged: list[Judgement] = []
        for docket in self.night.dockets():
            judged += self._traced(list(self._judge(docket)))
            if len(judged) >= BATCH:
                self._record(judged)
                judged = []
        self._record(judged)

    def _judge(self, docket: Docket) -> Iterator[Judgement]:
        """Judge the claims of a docket that need be."""
        lab, seen = docket.lab, survey(docket.evidence, self.asked.as_of)
        maybe = concerned(docket.maybe, lab, seen, docket.fresh) if docket.maybe else ()
        for claim in (*docket.claims, *maybe):
            verdict = judge(claim, lab, seen, self.asked.rules)
            yield Judgement(claim, verdict, wake_of(claim, lab, verdict, seen))

    def _traced(self, judged: Sequence[Judgement]) -> Iterator[Judgement]:
        """Mark the judgements that the traces of some repository, never read, would decide."""
        asked = {one.claim.id: untraced(one.verdict) for one in judged}
        names = [artefact for artefacts in asked.values() for artefact in artefacts]
        unread = self.night.unread(map(_place, names)) if names else frozenset[str]()
        for one in judged:
            left = [artefact for artefact in asked[one.claim.id] if _place(artefact) in unread]
            self.wanted |= dict.fromkeys(left)
            yield replace(one, untraced=True) if left else one

    def _record(self, judged: Sequence[Judgement]) -> None:
        before = self.night.record(judged)
        for one in judged:
            if one.claim.id in before:
                old = before[one.claim.id]
                self.first += old is None
                self.changed += old is not None
                if len(self.changes) < TOLD:
                    self.changes.append(Change(one.claim, old, one.verdict))
        self.judged += len(judged)
        self.progress("claims", self.judged, self.judged)

    def end(self, check: Check, facts: int = 0) -> Decided:
        """Sum the night up, and have it checked."""
        changes = sorted(self.changes, key=lambda change: change.claim.id)
        decided = Decided(
            as_of=self.asked.as_of,
            judged=self.judged,
            reasons=self.night.tally(),
            first=self.first,
            changed=self.changed,
            changes=tuple(changes),
            facts=facts,
        )
        check(decided)
        return decided


def _trace(
    store: Store, tracer: Tracer, run: int, artefacts: Sequence[str], progress: Progress
) -> int:
    """Read the traces of each of these repositories; give how many facts were new."""
    facts = 0
    for done, artefact in enumerate(artefacts, start=1):
        place = _place(artefact)
        settled = settle(place, tracer.trace(artefact), store.memory(place))
        facts += store.keep(place, settled, run)
        progress("traces", done, len(artefacts))
    return facts


def _place(artefact: str) -> str:
    return f"trace:{artefact}"
