"""The scoreboard: what came of the promises, in numbers, and what is news."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from verifier.core.claims import Reason, Status
from verifier.exports.case import Case
from verifier.exports.site.changes_page import turns_of
from verifier.exports.site.claims_page import Entry, entries_of
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.rendering import render

_NEWS = 6
_MOST = 8


def front_page(edition: Edition) -> Page:
    """Render the scoreboard."""
    entries = list(entries_of(edition.cases))
    tally = Counter(case.verdict.status for case in edition.cases)
    return render(
        "index.html",
        "front.html",
        edition.base_url,
        as_of=edition.as_of,
        total=len(entries),
        tally=[(status, tally[status]) for status in Status],
        overdue=_overdue(entries),
        coming=_coming(entries),
        turns=turns_of(edition)[:_NEWS],
    )


def _overdue(entries: Sequence[Entry]) -> list[Entry]:
    """Give what is late and still out, the longest overdue first."""
    out = {Reason.UNDELIVERED, Reason.PARTIAL_ONLY}
    found = [entry for entry in entries if entry.case.verdict.reason in out]
    return list(islice(sorted(found, key=lambda entry: _due(entry.case)), _MOST))


def _coming(entries: Sequence[Entry]) -> list[Entry]:
    """Give what falls due next."""
    found = [entry for entry in entries if entry.case.verdict.reason is Reason.NOT_DUE]
    return list(islice(sorted(found, key=lambda entry: _due(entry.case)), _MOST))


def _due(case: Case) -> tuple[str, str]:
    return str(case.claim.due or ""), case.claim.id
