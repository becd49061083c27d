"""What was seen for a claim, as a page shows it: artefacts, the bounds that date them, facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from verifier.core.findings import Bound, Finding, Limit, Role, span
from verifier.exports.case import Case
from verifier.exports.deciding import came_later
from verifier.exports.explanation.evidence import ROLES, use_of
from verifier.exports.facts import fact_of
from verifier.exports.wording import spanned

_LIMITS = {
    Limit.NOT_BEFORE: "not public before",
    Limit.HARDLY_BEFORE: "hardly public before",
    Limit.NOT_AFTER: "public by",
}


@dataclass(frozen=True, slots=True)
class Limited:
    """One bound of a delivery, as a row."""

    limit: str
    at: datetime
    hard: bool
    why: str
    use: str
    url: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One artefact that was looked at, and what it is to the promise."""

    artefact: str
    role: str
    why: str
    url: str
    bounds: tuple[Limited, ...] = ()
    outcome: str = ""
    part: str = ""
    """Which part of a promise of several it bears on."""


@dataclass(frozen=True, slots=True)
class Rested:
    """One fact the verdict rests on."""

    kind: str
    what: str
    url: str
    seen_at: datetime | None
    recorded_at: datetime
    source: str
    sha256: str


def seen(case: Case, roles: set[Role]) -> Iterator[Seen]:
    """Tell what was seen, what decided first; what would count too but came later is left out."""
    late = came_later(case.verdict)
    for finding in sorted(case.verdict.findings, key=span):
        if finding.role in roles and (finding.part, finding.artefact) not in late:
            dated = finding.role in {Role.COUNTS, Role.PARTIAL}
            yield Seen(
                finding.artefact,
                ROLES[finding.role],
                finding.why,
                finding.url,
                tuple(_limited(case, finding, finding.bounds)) if dated else (),
                _outcome(finding) if dated else "",
                _part(case, finding),
            )


def _part(case: Case, finding: Finding) -> str:
    parts = len(case.claim.parts)
    return f"part {finding.part + 1} of {parts}" if parts > 1 else ""


def came_after(case: Case) -> Iterator[Seen]:
    """Tell what would count too, and came when the promise was kept already."""
    late = came_later(case.verdict)
    for finding in sorted(case.verdict.findings, key=span):
        if (finding.part, finding.artefact) in late:
            why = "it came after the first that counts"
            yield Seen(finding.artefact, "would count too", why, finding.url)


def _outcome(finding: Finding) -> str:
    if finding.conflict:
        return "These bounds exclude each other."
    if finding.bounds and finding.delivery is not None:
        return f"So it became public {spanned(finding.delivery)}."
    return ""


def _limited(case: Case, finding: Finding, bounds: Iterable[Bound]) -> Iterator[Limited]:
    for bound in bounds:
        fact = case.facts.get(bound.evidence)
        yield Limited(
            _LIMITS[bound.limit],
            bound.at,
            bound.limit is not Limit.HARDLY_BEFORE,
            bound.why,
            use_of(finding, bound),
            fact_of(fact).url if fact is not None else "",
            bound.evidence,
        )


def rested_on(case: Case) -> Iterator[Rested]:
    """Tell the facts the verdict names, as far as the store still has them."""
    for mark in case.verdict.evidence:
        fact = case.facts.get(mark)
        if fact is not None:
            told = fact_of(fact)
            yield Rested(
                told.kind,
                told.what,
                told.url,
                told.seen_at,
                fact.recorded_at,
                fact.source,
                mark,
            )
