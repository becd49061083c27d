"""A claim's own page: what was promised, what came of it, and everything that rests on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from verifier.core.claims import Reason
from verifier.core.findings import Looked, Role
from verifier.exports.case import Case, Link, slips
from verifier.exports.explanation.deadline import tell_deadline
from verifier.exports.explanation.evidence import tell_looked
from verifier.exports.explanation.promise import tell_promise
from verifier.exports.headline import headline
from verifier.exports.links import permalink
from verifier.exports.openness import GATES, companions
from verifier.exports.site.citing import bibtex, citation, embed
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.history import first_text, history_of
from verifier.exports.site.rendering import render
from verifier.exports.site.seen import came_after, rested_on, seen
from verifier.exports.site.timeline import timeline_of
from verifier.exports.wording import kind_of, late_by, sentence, spanned

_GROWS = frozenset({Reason.UNDELIVERED, Reason.PARTIAL_ONLY})


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
        counted=list(seen(case, {Role.COUNTS, Role.PARTIAL})),
        others=[*seen(case, {Role.WEAK, Role.NOT}), *came_after(case)],
        rested=list(rested_on(case)),
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
        review=_for_machines(edition.reviews.get(claim.id)),
    )


def _for_machines(review: Mapping[str, Any] | None) -> Markup:
    """Write JSON-LD so that nothing in it can end the element it stands in."""
    if review is None:
        return Markup("")
    text = json.dumps({"@context": "https://schema.org", **review}, ensure_ascii=False)
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - no mark of HTML is left in it


def readings_shown(case: Case) -> tuple[Looked, ...]:
    """Choose the readings a page tells of: today's where absence is the verdict, else its own."""
    return case.readings if case.verdict.reason in _GROWS else case.verdict.looked


def promises_of(case: Case) -> list[Promise]:
    """Tell the promises of a claim's chain, oldest first."""
    return [Promise(link, _said(link, case), link.claim.id == case.claim.id) for link in case.chain]


def _said(link: Link, case: Case) -> str:
    verdict = link.verdict
    return headline(link.claim, case.lab, verdict, verdict.looked) if verdict else "Not judged yet"


def _moved_by(case: Case) -> Link | None:
    """Give the promise that moved this one's deadline, if one did."""
    return next((link for link in case.chain if link.claim.revises == case.claim.id), None)
