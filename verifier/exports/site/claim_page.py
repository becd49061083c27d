"""A claim's own page: what was promised, what came of it, and everything that rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from verifier.core.claims import Reason
from verifier.core.findings import Bound, Finding, Limit, Looked, Role
from verifier.exports.case import Case, Link, slips
from verifier.exports.deciding import came_later, span
from verifier.exports.explanation.deadline import tell_deadline
from verifier.exports.explanation.evidence import ROLES, tell_looked, use_of
from verifier.exports.explanation.promise import tell_promise
from verifier.exports.facts import fact_of
from verifier.exports.headline import headline
from verifier.exports.links import permalink
from verifier.exports.openness import GATES, companions
from verifier.exports.site.citing import bibtex, citation, embed
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.history import first_text, history_of
from verifier.exports.site.rendering import render
from verifier.exports.site.timeline import timeline_of
from verifier.exports.wording import kind_of, late_by, sentence, spanned

_LIMITS = {
    Limit.NOT_BEFORE: "not public before",
    Limit.HARDLY_BEFORE: "hardly public before",
    Limit.NOT_AFTER: "public by",
}
_GROWS = frozenset({Reason.UNDELIVERED, Reason.PARTIAL_ONLY})


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


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of the chain."""

    link: Link
    headline: str
    here: bool


def path_of(claim: str) -> str:
    """Tell where a claim's page lies."""
    return f"claims/{claim}/index.html"


def claim_page(case: Case, edition: Edition) -> Page:
    """Render one claim's page.

    What a verdict looked at is shown as it stood when the verdict was given; only where absence
    is the verdict does the page follow the latest readings. So a quiet night leaves it alone.
    """
    readings = readings_shown(case)
    case = replace(case, readings=readings)
    claim, verdict = case.claim, case.verdict
    said = headline(claim, case.lab, verdict, readings)
    url = permalink(edition.base_url, claim.id)
    return render(
        path_of(claim.id),
        "claim.html",
        edition.base_url,
        case=case,
        claim=claim,
        lab=case.lab,
        verdict=verdict,
        headline=said,
        sentence=sentence(claim, verdict, readings),
        kind=kind_of(claim),
        late_by=late_by(verdict) if verdict.days_late or verdict.days_late_max else "",
        spanned=spanned(verdict.delivery) if verdict.delivery else "",
        timeline=timeline_of(case, readings),
        promise=list(tell_promise(case)),
        deadline=list(tell_deadline(case)),
        looked=list(tell_looked(case)),
        follows=verdict.reason in _GROWS,
        counted=list(_seen(case, {Role.COUNTS, Role.PARTIAL})),
        others=[*_seen(case, {Role.WEAK, Role.NOT}), *_later(case)],
        rested=list(_rested(case)),
        companions=companions(case),
        gate=GATES.get(verdict.gated, "gating unknown"),
        chain=promises_of(case),
        slips=slips(case.chain),
        moved_by=_moved_by(case),
        first=first_text(case),
        history=history_of(case),
        citation=citation(case, said, url),
        bibtex=bibtex(case, said, url),
        embed=embed(case, said, url),
        url=url,
    )


def readings_shown(case: Case) -> tuple[Looked, ...]:
    """Choose the readings a page tells of: today's where absence is the verdict, else its own."""
    return case.readings if case.verdict.reason in _GROWS else case.verdict.looked


def _seen(case: Case, roles: set[Role]) -> Iterator[Seen]:
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
            )


def _later(case: Case) -> Iterator[Seen]:
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


def _rested(case: Case) -> Iterator[Rested]:
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


def promises_of(case: Case) -> list[Promise]:
    """Tell the promises of a claim's chain, oldest first."""
    return [Promise(link, _said(link, case), link.claim.id == case.claim.id) for link in case.chain]


def _said(link: Link, case: Case) -> str:
    verdict = link.verdict
    return headline(link.claim, case.lab, verdict, verdict.looked) if verdict else "Not judged yet"


def _moved_by(case: Case) -> Link | None:
    """Give the promise that moved this one's deadline, if one did."""
    return next((link for link in case.chain if link.claim.revises == case.claim.id), None)
