"""What a judgement says: one of three words, its reason, and everything it rests on."""

from dataclasses import dataclass
from datetime import date, datetime

from verifier.core.claims import Reason, Status, status_of
from verifier.core.findings import Finding, Looked
from verifier.core.intervals import Interval

RULE_VERSION = 1
"""Raised whenever a rule of judgement changes; every verdict names the version that gave it."""


_ABSENT = (Reason.UNDELIVERED, Reason.PARTIAL_ONLY)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is judged of one claim, as of one instant. Appended, never overwritten."""

    claim: str
    claim_version: str
    reason: Reason
    as_of: datetime
    rule_version: int = RULE_VERSION
    lab_version: str = ""
    """The version of the lab it was judged with; "" where an earlier release did not say."""
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
    """As first seen; a later change is in `licence_later`."""
    licence_later: str = ""
    """What the licence was changed to since, "" where it is what it was."""
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

    @property
    def rests_on_absence(self) -> bool:
        """Whether it is late because the thing, or some of it, was not there."""
        return self.reason in _ABSENT


@dataclass(frozen=True, slots=True)
class Recorded:
    """A verdict as it is kept."""

    verdict: Verdict
    since: datetime
    """UTC; when the claim got this status and reason (the as-of of the run that first said so)."""
    run: int
