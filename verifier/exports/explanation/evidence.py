"""Where it was looked, what was seen, what of it counts and which interval that leaves."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from verifier.core.findings import Bound, Finding, Limit, Role, span
from verifier.exports.case import Case
from verifier.exports.deciding import came_later
from verifier.exports.facts import fact_of
from verifier.exports.pages import Line
from verifier.exports.readings import standing
from verifier.exports.wording import instant, place, spanned

ROLES = {
    Role.COUNTS: "counts",
    Role.PARTIAL: "is short of the promise",
    Role.WEAK: "is too weak a match to decide",
    Role.NOT: "does not count",
}
"""Role -> what a reader is told of it."""


def tell_looked(case: Case) -> Iterator[Line]:
    """Tell, place by place, how its reading stands."""
    for looked in case.readings:
        yield Line(f"{place(looked.place)}: {standing(looked)}.", 1)
    if not case.readings:
        yield Line("No place is known in which absence could be shown.")


def tell_findings(case: Case, findings: Iterable[Finding]) -> Iterator[Line]:
    """Tell each artefact: whether it counts, why, and the bounds that date it; earliest first."""
    late = came_later(case.verdict)
    for finding in sorted(findings, key=_when):
        part = f" (part {finding.part + 1})" if len(case.claim.parts) > 1 else ""
        if (finding.part, finding.artefact) in late:
            yield Line(f"{finding.artefact}{part} would count too, but came later.", 1)
            continue
        yield Line(f"{finding.artefact}{part} {ROLES[finding.role]}: {finding.why}.", 1)
        if finding.role in {Role.NOT, Role.WEAK}:
            yield from (Line(url, 2) for url in (finding.url,) if url)
        else:
            yield from _dating(case, finding)


def _when(finding: Finding) -> tuple[datetime, str]:
    return span(finding)[1], finding.artefact


def _dating(case: Case, finding: Finding) -> Iterator[Line]:
    for bound in finding.bounds:
        yield Line(_bound(case, finding, bound), 2)
    if finding.conflict:
        yield Line("These bounds exclude each other.", 2)
    elif finding.bounds and finding.delivery is not None:
        yield Line(f"So it became public {spanned(finding.delivery)}.", 2)


def _bound(case: Case, finding: Finding, bound: Bound) -> str:
    kind = {
        Limit.NOT_BEFORE: "not public before",
        Limit.HARDLY_BEFORE: "hardly public before",
        Limit.NOT_AFTER: "public by",
    }[bound.limit]
    hard = "soft" if bound.limit is Limit.HARDLY_BEFORE else "hard"
    fact = case.facts.get(bound.evidence)
    url = f" {fact_of(fact).url}" if fact is not None and fact_of(fact).url else ""
    return f"{kind} {instant(bound.at)} ({hard}): {bound.why}. {use_of(finding, bound)}{url}"


def use_of(finding: Finding, bound: Bound) -> str:
    """Tell whether a bound dates the delivery, and if not, why."""
    if bound.used:
        return "Used."
    ceiling = finding.delivery.not_after if finding.delivery else None
    if bound.limit is Limit.HARDLY_BEFORE and ceiling is not None and bound.at > ceiling:
        return "Yielded to a hard bound that contradicts it."
    return "Not needed: another is tighter."
