"""Which of the facts that were seen decided a verdict, and which only would have counted too."""

from verifier.core.claims import Status
from verifier.core.findings import Bound, Finding, Limit, Role, delivering
from verifier.core.intervals import Interval
from verifier.core.verdict import Verdict


def came_later(verdict: Verdict) -> frozenset[tuple[int, str]]:
    """Name, by part and artefact, what would count too but came after the first that does."""
    first = set(map(_named, delivering(verdict.findings)))
    counted = (finding for finding in verdict.findings if finding.role is Role.COUNTS)
    return frozenset(set(map(_named, counted)) - first)


def _named(finding: Finding) -> tuple[int, str]:
    return finding.part, finding.artefact


def deciding_fact(verdict: Verdict) -> str:
    """Give the digest of the fact that a reader should look up first; "" where there is none.

    Of a late delivery that is what shows it was not public before, of any other what shows it
    public; of what is delivered in parts, of the last part.
    """
    late = verdict.status is Status.LATE
    wanted = verdict.delivery or Interval()
    end = wanted.not_before if late else wanted.not_after
    first = ""
    for finding in delivering(verdict.findings):
        for bound in finding.bounds:
            if not bound.used:
                continue
            if bound.at == end and _is_upper(bound) is not late:
                return bound.evidence
            first = first or bound.evidence
    return first or next(iter(verdict.evidence), "")


def _is_upper(bound: Bound) -> bool:
    return bound.limit is Limit.NOT_AFTER
