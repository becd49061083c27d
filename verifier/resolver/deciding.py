"""The second half of a night: the claims that may have changed are judged, and recorded."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from verifier.core.claims import Claim, Reason, Status, status_of
from verifier.core.facts import survey
from verifier.core.sweeps import Reading, settle
from verifier.core.verdict import RULE_VERSION, Verdict
from verifier.core.verdicts import judge, untraced
from verifier.core.wakes import concerned, wake_of
from verifier.ports import Asked, Docket, Judgement, Night, Store
from verifier.resolver.progress import Clock, Progress, ignore

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
    overturned: int
    """How many of these did not only go from one reason to be pending to another."""
    changes: tuple[Change, ...]
    """Both of these, in the order of the claims' ids: all of them, or the first `TOLD` met."""
    facts: int = 0
    """How many facts the traces added."""
    held: tuple[str, ...] = ()
    """Why nothing of it was recorded; empty where it was."""

    @property
    def statuses(self) -> Mapping[Status, int]:
        """How many of all claims have each status now."""
        counts = dict.fromkeys(Status, 0)
        for reason, count in self.reasons.items():
            counts[status_of(reason)] += count
        return counts


Check = Callable[[Decided], tuple[str, ...]]
"""Told what a night decided before any of it is kept; says what speaks against keeping it."""


def _let(_decided: Decided) -> tuple[str, ...]:
    """Find nothing wrong with a night."""
    return ()


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
    progress: Progress = ignore,
) -> Decided:
    """Judge by what is stored the claims that may have changed, and record the verdicts.

    All of them are recorded or, if `check` objects, none. Where a repository's traces would decide,
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


@dataclass(slots=True)
class _Deciding:
    """Judges a night's dockets, and keeps count of what that changes."""

    asked: Asked
    night: Night
    progress: Progress
    judged: int = 0
    first: int = 0
    changed: int = 0
    overturned: int = 0
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
                self.overturned += old is not None and _overturns(old, one.verdict)
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
            overturned=self.overturned,
            changes=tuple(changes),
            facts=facts,
        )
        held = check(decided)
        if held:
            self.night.withdraw()
        return replace(decided, held=held)


def _overturns(old: Verdict, new: Verdict) -> bool:
    return not (old.status is Status.PENDING and new.status is Status.PENDING)


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
