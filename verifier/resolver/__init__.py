"""The nightly run: read every source once, then decide every claim. Knows only ports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from verifier.core.breaker import Figures, misgivings
from verifier.core.swept import Outcome, Sweep
from verifier.core.verdict import RULE_VERSION
from verifier.ports import Head, Source, Store
from verifier.resolver.deciding import Change, Check, Decided, Tracer, decide
from verifier.resolver.progress import Clock, Progress, ignore
from verifier.resolver.reading import Swept, sweep

__all__ = [
    "Change",
    "Check",
    "Clock",
    "Decided",
    "Progress",
    "Summary",
    "Swept",
    "Tracer",
    "begin",
    "breaker",
    "confirm",
    "decide",
    "end",
    "resolve",
    "sweep",
]


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


def resolve(  # noqa: PLR0913 - one parameter a thing that can be asked of a run
    store: Store,
    sources: Sequence[Source],
    *,
    clock: Clock,
    as_of: datetime | None = None,
    tracer: Tracer | None = None,
    rules: int = RULE_VERSION,
    everything: bool = False,
    guard: Callable[[Swept], Check] | None = None,
    workers: int = 8,
    progress: Progress = ignore,
) -> Summary:
    """Sweep, decide what may have changed, record.

    `as_of` (UTC) judges another instant than the end of the sweeps; `everything` judges all claims.
    `guard` says by what was read what would hold the verdicts: `breaker`, unless another is given.
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
        check=(guard or breaker)(swept),
        progress=progress,
    )
    return end(store, run, swept, decided, clock)


def confirm(store: Store, *, clock: Clock, progress: Progress = ignore) -> Summary | None:
    """Publish the verdicts that the last run held; None where it held none.

    They are drawn again from what was stored, as of the instant the held run speaks of.
    """
    held = store.held()
    if held is None:
        return None
    run = begin(store, clock, held.as_of)
    decided = decide(store, run, clock=clock, as_of=held.as_of, progress=progress)
    return end(store, run, Swept((), 0), decided, clock)


def begin(store: Store, clock: Clock, as_of: datetime | None = None) -> int:
    """Open a run and give its number."""
    return store.begin_run(clock(), as_of or clock())


def breaker(swept: Swept) -> Check:
    """Hold a night whose readings failed too often, or that would change too many verdicts."""
    failed = sum(sweep.outcome is Outcome.FAILED for sweep in swept.sweeps)

    def check(decided: Decided) -> tuple[str, ...]:
        published = sum(decided.reasons.values()) - decided.first
        return misgivings(Figures(len(swept.sweeps), failed, published, decided.overturned))

    return check


def end(store: Store, run: int, swept: Swept, decided: Decided, clock: Clock) -> Summary:
    """Close the run, and tell what it did."""
    store.end_run(run, clock(), decided.held)
    facts = swept.facts + decided.facts
    return Summary(run, swept.sweeps, facts, decided, store.head())
