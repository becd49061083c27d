"""What a claim's evidence comes to, artefact by artefact and place by place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from verifier.core.intervals import Interval

_NEVER = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


class Role(StrEnum):
    """What an artefact that was seen is to the claim."""

    COUNTS = "counts"
    PARTIAL = "partial"
    WEAK = "weak"
    NOT = "does_not_count"


class Limit(StrEnum):
    """How a fact limits a delivery in time."""

    NOT_BEFORE = "not_before"
    """Hard: it was not public before then."""
    HARDLY_BEFORE = "hardly_before"
    """Soft: it was hardly public before then; yields to a hard bound that contradicts it."""
    NOT_AFTER = "not_after"
    """Hard: it was public by then."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One limit to when an artefact became public (UTC), and the fact that sets it."""

    at: datetime
    limit: Limit
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


def delivering(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Pick, of what counts, what can have been the first of its part to come.

    What surely came later would have counted too, but no delivery rests on it.
    """
    counted = [finding for finding in findings if finding.role is Role.COUNTS]
    first: dict[int, datetime] = {}
    for finding in counted:
        end = span(finding)[1]
        first[finding.part] = min(first.get(finding.part, end), end)
    return tuple(finding for finding in counted if span(finding)[0] <= first[finding.part])


def span(finding: Finding) -> tuple[datetime, datetime]:
    """Give the ends of a finding's delivery (UTC), the ends of time where there is none."""
    delivery = finding.delivery or Interval()
    return delivery.not_before or _NEVER[0], delivery.not_after or _NEVER[1]
