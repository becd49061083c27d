"""A lab's page: its record, and everything it promised."""

from collections import Counter
from collections.abc import Sequence

from verifier.core.claims import Status
from verifier.exports.case import Case
from verifier.exports.site.claims_page import entries_of
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.rendering import render


def lab_page(cases: Sequence[Case], edition: Edition) -> Page:
    """Render the page of the lab whose claims these are."""
    lab = cases[0].lab
    tally = Counter(case.verdict.status for case in cases)
    return render(
        f"labs/{lab.id}/index.html",
        "lab.html",
        edition.base_url,
        lab=lab,
        entries=list(entries_of(cases)),
        tally=[(status, tally[status]) for status in Status],
    )
