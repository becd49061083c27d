"""Editions the tests of the site share."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tests.exports.cases import AS_OF, CLAIM, DELIVERED, LAB, REPOSITORY, recorded
from verifier.core.canon import digest
from verifier.core.claims import Claim, Lab
from verifier.core.findings import Looked
from verifier.core.verdicts import Verdict
from verifier.exports.case import Case, Link
from verifier.exports.site import Edition, Page, build
from verifier.ports import Recorded, Version

BASE = "https://v.example.org/promises"


def case(
    given: Verdict = DELIVERED,
    claim: Claim = CLAIM,
    *readings: Looked,
    lab: Lab = LAB,
    chain: tuple[Link, ...] = (),
) -> Case:
    """A case of one claim, with the one fact it rests on."""
    return Case(claim, lab, recorded(given), readings, {digest(REPOSITORY): REPOSITORY}, chain)


def edition(
    *cases: Case,
    history: Mapping[str, Sequence[Recorded]] | None = None,
    versions: Mapping[str, Sequence[Version]] | None = None,
    base_url: str = BASE,
) -> Edition:
    """An edition of these cases."""
    return Edition(AS_OF, cases, history or {}, versions or {}, {}, base_url=base_url)


def corrected(before: Claim, after: Claim) -> Mapping[str, Sequence[Version]]:
    """The versions of a claim that was corrected once."""
    at = AS_OF - timedelta(days=2)
    old = replace(before, version="0" * 64)
    return {after.id: (Version(old, at - timedelta(days=9), at), Version(after, at))}


def pages(of: Edition) -> dict[str, str]:
    """Every page and file of an edition as text, by its path."""
    built: list[Page] = list(build(of))
    return {page.path: page.content.decode() for page in built}


def page_of(claim: Claim, of: Edition) -> str:
    """One claim's page."""
    return pages(of)[f"claims/{claim.id}/index.html"]
