"""From a lab's evidence to the facts of one claim: matched, dated, and looked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import assert_never

from verifier.core.absence import (
    live_places,
    look,
    organisation_gone,
    places_of,
)
from verifier.core.artefacts import Artefact, gather
from verifier.core.canon import digest
from verifier.core.checks import found_in_part, is_for
from verifier.core.claims import Claim, Lab
from verifier.core.evidence import (
    Check,
    Entry,
    Evidence,
    Medium,
    Observation,
    Removal,
    Repository,
    Trace,
)
from verifier.core.findings import Finding, Looked, Role
from verifier.core.intervals import Interval
from verifier.core.matching import find
from verifier.core.subjects import Case
from verifier.core.swept import Sweep


@dataclass(frozen=True, slots=True)
class Survey:
    """A lab's evidence as of one instant: what there was to be seen, by artefact."""

    as_of: datetime
    artefacts: Mapping[str, Artefact]
    checks: tuple[Check, ...]
    sweeps: tuple[Sweep, ...]
    next_at: datetime | None = None
    """The first later instant at which more of what is known comes to be seen."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What one claim's verdict is drawn from."""

    claim: Claim
    lab: Lab
    as_of: datetime
    artefacts: Mapping[str, Artefact]
    findings: tuple[Finding, ...]
    looked: tuple[Looked, ...]
    checks: tuple[Check, ...]
    """Looks by hand for this claim's thing."""
    short: tuple[str, ...]
    """What a check after the deadline still missed where it found some of it."""
    moved: bool
    """Whether the organisation was renamed or is gone."""

    def of(self, role: Role, part: int | None = None) -> tuple[Finding, ...]:
        """Pick the findings of one role, of one part or of all."""
        return tuple(f for f in self.findings if f.role is role and part in {None, f.part})

    @property
    def open_parts(self) -> tuple[int, ...]:
        """The parts of the promise for which nothing that counts was seen."""
        parts = range(len(self.claim.parts))
        return tuple(part for part in parts if not self.of(Role.COUNTS, part))


def survey(evidence: Evidence, as_of: datetime) -> Survey:
    """Take what was to be seen at `as_of` (UTC), in an order of its own, whatever it came in."""
    marks = evidence.marks or tuple(map(digest, evidence.observations))
    marked = sorted(zip(marks, evidence.observations, strict=True), key=itemgetter(0))
    seen = {o: mark for mark, o in marked if is_visible(o, as_of)}
    instants = [*map(_visible_at, evidence.observations), *(s.ended for s in evidence.sweeps)]
    return Survey(
        as_of,
        gather(seen),
        tuple(o for o in seen if isinstance(o, Check)),
        tuple(sorted((s for s in evidence.sweeps if s.ended <= as_of), key=digest)),
        next_at=min((at for at in instants if at > as_of), default=None),
    )


def is_visible(observation: Observation, as_of: datetime) -> bool:
    """Tell whether a fact was there to be seen at that instant, by the world's date."""
    return _visible_at(observation) <= as_of


def _visible_at(observation: Observation) -> datetime:
    match observation:
        case Repository(seen_at=at) | Trace(at=at):
            return at
        case Entry(medium=Medium.COMMIT, recorded_at=at):
            return at
        case Entry(published=Interval(not_after=latest), recorded_at=at):
            return latest or at
        case Removal(gone=when) | Check(when=when):
            return when.not_after or observation.recorded_at
        case _:
            assert_never(observation)


def weigh(claim: Claim, lab: Lab, seen: Survey) -> Facts:
    """Match, date and look for everything one claim asks about."""
    checks = tuple(check for check in seen.checks if is_for(check, claim))
    end = claim.deadline_end()
    findings = (
        finding
        for part in range(len(claim.parts))
        for finding in find(Case(claim, lab, part, seen.artefacts))
    )
    return Facts(
        claim,
        lab,
        seen.as_of,
        seen.artefacts,
        findings=tuple(findings),
        looked=look(claim, lab, seen.sweeps, checks),
        checks=checks,
        short=found_in_part(checks, end) if end is not None else (),
        moved=organisation_gone(live_places(places_of(claim, lab), seen.sweeps), seen.sweeps),
    )
