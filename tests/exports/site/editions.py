"""Editions the tests of the site share."""

from dataclasses import replace
from datetime import timedelta

from tests.exports.cases import AS_OF, CLAIM, DELIVERED, LAB, REPOSITORY, recorded
from verifier.core.canon import digest
from verifier.core.claims import Claim, Lab
from verifier.core.findings import Looked
from verifier.core.verdict import Verdict
from verifier.exports.case import Case
from verifier.exports.site import Edition, Page, build
from verifier.ports import Version

BASE = "https://v.example.org/promises"


def case(
    given: Verdict = DELIVERED,
    claim: Claim = CLAIM,
    *readings: Looked,
    lab: Lab = LAB,
    **changes: object,
) -> Case:
    """A case of one claim, with the one fact it rests on."""
    made = Case(claim, lab, recorded(given), readings, {digest(REPOSITORY): REPOSITORY})
    return replace(made, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


def edition(*cases: Case, base_url: str = BASE) -> Edition:
    """An edition of these cases."""
    return Edition(AS_OF, cases, {}, base_url=base_url)


def corrected(before: Claim, after: Claim) -> tuple[Version, ...]:
    """The versions of a claim that was corrected once."""
    at = AS_OF - timedelta(days=2)
    old = replace(before, version="0" * 64)
    return Version(old, at - timedelta(days=9), at), Version(after, at)


def pages(of: Edition) -> dict[str, str]:
    """Every page and file of an edition as text, by its path."""
    built: list[Page] = list(build(of))
    return {page.path: page.content.decode() for page in built}


def page_of(claim: Claim, of: Edition) -> str:
    """One claim's page."""
    return pages(of)[f"claims/{claim.id}/index.html"]
