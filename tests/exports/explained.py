"""A verdict as a case, and what is told of it."""

from tests.exports.cases import CLAIM, LAB, REPOSITORY, recorded
from verifier.core.canon import digest
from verifier.core.claims import Claim
from verifier.core.findings import Looked
from verifier.core.verdict import Verdict
from verifier.exports.case import Case, Link
from verifier.exports.explanation import explain
from verifier.exports.pages import page


def case(
    given: Verdict, claim: Claim = CLAIM, *readings: Looked, chain: tuple[Link, ...] = ()
) -> Case:
    return Case(claim, LAB, recorded(given), readings, {digest(REPOSITORY): REPOSITORY}, chain)


def told(
    given: Verdict, claim: Claim = CLAIM, *readings: Looked, chain: tuple[Link, ...] = ()
) -> str:
    """The explanation as one line of words."""
    return " ".join(page(explain(case(given, claim, *readings, chain=chain))).split())
