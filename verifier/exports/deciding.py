"""Which of the facts that were seen decided a verdict, and which only would have counted too."""

from datetime import UTC, datetime

from verifier.core.claims import Status
from verifier.core.evidence import Interval
from verifier.core.findings import Bound, Finding, Limit, Role
from verifier.core.verdicts import Verdict

_NEVER = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def span(finding: Finding) -> tuple[datetime, datetime]:
    """Give the ends of a finding's delivery, the ends of time where there is none."""
    delivery = finding.delivery or Interval()
    return delivery.not_before or _NEVER[0], delivery.not_after or _NEVER[1]


def came_later(verdict: Verdict) -> frozenset[tuple[int, str]]:
    """Name, by part and artefact, what would count too but came after the first that does."""
    counted = [finding for finding in verdict.findings if finding.role is Role.COUNTS]
    first: dict[int, datetime] = {}
    for finding in counted:
        first[finding.part] = min(first.get(finding.part, _NEVER[1]), span(finding)[1])
    return frozenset(
        (finding.part, finding.artefact)
        for finding in counted
        if span(finding)[0] > first[finding.part]
    )


def deciding_fact(verdict: Verdict) -> str:
    """Give the digest of the fact that a reader should look up first; "" where there is none.

    Of a late delivery that is what shows it was not public before, of any other what shows it
    public; of what is delivered in parts, of the last part.
    """
    later = came_later(verdict)
    counted = [
        finding
        for finding in verdict.findings
        if finding.role is Role.COUNTS and (finding.part, finding.artefact) not in later
    ]
    late = verdict.status is Status.LATE
    wanted = verdict.delivery or Interval()
    end = wanted.not_before if late else wanted.not_after
    used = [bound for finding in counted for bound in finding.bounds if bound.used]
    decisive = [bound for bound in used if bound.at == end and _is_upper(bound) is not late]
    rested = [bound.evidence for bound in (*decisive, *used)] or list(verdict.evidence)
    return rested[0] if rested else ""


def _is_upper(bound: Bound) -> bool:
    return bound.limit is Limit.NOT_AFTER
