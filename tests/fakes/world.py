"""Builders for a small world: one lab, its claims, and what was seen of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from verifier.core.claims import Announced, Claim, Feed, Kind, Lab, Subject, Voice
from verifier.core.deadlines import Deadline, NoDeadline, read_deadline
from verifier.core.evidence import (
    Author,
    Check,
    Completeness,
    Entry,
    Evidence,
    Gating,
    Medium,
    Observation,
    Repository,
    Shows,
    Trace,
    TraceKind,
)
from verifier.core.intervals import Interval
from verifier.core.swept import Outcome, Sweep
from verifier.core.verdict import Verdict
from verifier.core.verdicts import decide

M1 = "MiniMaxAI/MiniMax-M1-80k"
M3 = "MiniMaxAI/MiniMax-M3"
ANNOUNCED = date(2025, 5, 28)
RECORDED = datetime(2026, 8, 22, tzinfo=UTC)
LAB = Lab(
    "minimax",
    "MiniMax",
    "CN",
    "Asia/Shanghai",
    hub_orgs=("MiniMaxAI",),
    github_orgs=("MiniMax-AI",),
    feeds=(Feed("https://minimax.example/feed.xml"),),
)


def at(text: str) -> datetime:
    """Read `2025-06-16T15:39` (UTC where no offset is given) or a bare day's first instant."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def claim(
    phrase: str = "in 2 weeks",
    name: str = "",
    *,
    kind: Kind = Kind.OPEN_WEIGHTS,
    announced: date = ANNOUNCED,
    deadline: Deadline | NoDeadline | None = None,
    **changes: object,
) -> Claim:
    """Make a claim of MiniMax; a name makes its only part a named one."""
    made = Claim(
        id="minimax-claim",
        lab="minimax",
        text="weights",
        announced=Announced(announced),
        promise=phrase,
        deadline=deadline or read_deadline(phrase, announced),
        kind=kind,
        parts=(Subject(name),),
        version="v1",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


def repo(
    artefact: str,
    seen: str,
    *,
    created: str = "",
    complete: Completeness = Completeness.COMPLETE,
    gated: Gating = Gating.NONE,
    **changes: object,
) -> Repository:
    """Make one state of a repository, complete unless it is told otherwise."""
    made = Repository(
        id=artefact,
        seen_at=at(seen),
        recorded_at=RECORDED,
        source="test",
        url=f"https://huggingface.co/{artefact}",
        created=Interval.at(at(created)) if created else Interval(),
        declared=complete,
        gated=gated,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


def entry(
    published: str,
    *artefacts: str,
    title: str = "weights are out",
    shows: Shows = Shows.RELEASE,
    voice: Voice = Voice.PROMISOR,
    weak: bool = False,
    medium: Medium = Medium.POST,
) -> Entry:
    """Make a dated statement about artefacts."""
    return Entry(
        url=f"https://minimax.example/{published}",
        title=title,
        voice=voice,
        published=Interval.at(at(published)),
        recorded_at=RECORDED,
        source="test",
        shows=shows,
        artefacts=artefacts,
        lab="minimax",
        medium=medium,
        weak=weak,
    )


def trace(
    artefact: str,
    kind: TraceKind,
    when: str,
    who: str = "somebody",
    author: Author = Author.OUTSIDER,
) -> Trace:
    """Make one trace that somebody left."""
    return Trace(artefact, kind, at(when), who, author, RECORDED, "test", "https://hf.example/d/1")


def sweep(
    began: str,
    source: str = "hub:MiniMaxAI",
    *,
    controlled: bool = True,
    outcome: Outcome = Outcome.COMPLETE,
    fault: str = "",
    covers_since: str = "",
) -> Sweep:
    """Make one reading of a source, complete and controlled unless it is told otherwise."""
    return Sweep(
        source,
        at(began),
        at(began),
        outcome,
        controlled=controlled,
        fault=fault,
        covers_since=at(covers_since) if covers_since else None,
        items=3,
    )


def check(
    when: str, place: str, *looked_for: str, found: Completeness = Completeness.NONE
) -> Check:
    """Make a look by hand that did not find the thing."""
    return Check(
        who="A. Editor",
        when=Interval.at(at(when)),
        place=place,
        looked_for=looked_for,
        lab="minimax",
        recorded_at=RECORDED,
        source="test",
        url="https://minimax.example/checked",
        found=found,
        missing=("weights",) if found is Completeness.PARTIAL else (),
    )


def judged(
    promise: Claim,
    *evidence: Observation | Sweep,
    as_of: str = "2026-08-22T23:59:59",
    lab: Lab = LAB,
) -> Verdict:
    """Judge a claim by these facts and sweeps."""
    observations = tuple(e for e in evidence if not isinstance(e, Sweep))
    sweeps = tuple(e for e in evidence if isinstance(e, Sweep))
    return decide(promise, lab, Evidence(observations, sweeps), at(as_of))
