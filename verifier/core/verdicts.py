"""The verdict: one of three words, its reason, and everything it rests on."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from verifier.core.claims import Reason, Status, status_of
from verifier.core.evidence import Interval

RULE_VERSION = 1
"""Raised whenever a rule of judgement changes; every verdict names the version that gave it."""


class Role(StrEnum):
    """What an artefact that was seen is to the claim."""

    COUNTS = "counts"
    PARTIAL = "partial"
    WEAK = "weak"
    NOT = "does_not_count"


@dataclass(frozen=True, slots=True)
class Bound:
    """One limit to when an artefact became public (UTC), and the fact that sets it."""

    at: datetime
    above: bool
    """True: public by then. False: not public before then."""
    hard: bool
    """A soft bound yields to a hard one that contradicts it."""
    why: str
    evidence: str
    """The fact's digest."""
    used: bool = True
    """False: it yielded, or another bound is tighter and says the same."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One artefact that was looked at for a claim: whether it counts, why, and since when."""

    artefact: str
    role: Role
    why: str
    part: int = 0
    """Which part of the promise it bears on, from 0."""
    delivery: Interval | None = None
    conflict: bool = False
    bounds: tuple[Bound, ...] = ()
    evidence: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """One place that must be read before absence counts, and how its reading stands."""

    place: str
    at: datetime | None = None
    """UTC; when the last valid reading began. None: there was none."""
    proves: bool = False
    """Whether that reading began after the deadline and is controlled."""
    trouble: str = ""
    """Why the latest reading does not count, in plain words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is judged of one claim, as of one instant. Appended, never overwritten."""

    claim: str
    claim_version: str
    reason: Reason
    as_of: datetime
    rule_version: int = RULE_VERSION
    due: date | None = None
    deadline_end: datetime | None = None
    """UTC; the first instant after the deadline, grace included."""
    delivery: Interval | None = None
    """UTC instants between which the promised thing became public."""
    delivered_on: date | None = None
    """The lab's own calendar day of `delivery.not_after`."""
    days_late: int | None = None
    """At least so many calendar days, on the lab's calendar."""
    days_late_max: int | None = None
    tz_sensitive: bool = False
    """Whether the lab's own zone would give another verdict."""
    zone_reading: str = ""
    """What the lab's own zone would say, in plain words, where it differs."""
    findings: tuple[Finding, ...] = ()
    looked: tuple[Looked, ...] = ()
    evidence: tuple[str, ...] = ()
    """Digests of the facts it rests on."""
    missing: tuple[str, ...] = ()
    licence: str = ""
    licence_class: str = ""
    completeness: str = ""
    gated: str = ""
    removed: Interval | None = None
    """When what had been delivered was taken away again."""
    ruled_by: str = ""

    @property
    def status(self) -> Status:
        """The word the reason belongs to."""
        return status_of(self.reason)
