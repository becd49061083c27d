"""What changed lately: every verdict that was given, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from verifier.core.verdict import Recorded
from verifier.exports.case import Case
from verifier.exports.headline import headline
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.history import text_then
from verifier.exports.site.rendering import render
from verifier.exports.transitions import changes_of
from verifier.exports.wording import sentence

MOST = 500
"""Changes one page shows; the file of all of them is among the downloads."""

_FEEDS = frozenset({"changes.atom", "changes.json", "deadlines.ics"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One change of one claim's verdict."""

    at: datetime
    case: Case
    old: Recorded | None
    new: Recorded
    headline: str
    why: str


def turns_of(edition: Edition) -> list[Turn]:
    """List every change of a status or reason, newest first; of one night the latest promise."""
    found = [turn for case in edition.cases for turn in _of(case)]
    found.sort(key=_newest, reverse=True)
    return found


def _newest(turn: Turn) -> tuple[datetime, date, str]:
    claim = turn.case.claim
    return turn.at, claim.announced.day, claim.id


def _of(case: Case) -> Iterator[Turn]:
    for old, new in changes_of(case.history or (case.recorded,)):
        verdict, claim = new.verdict, text_then(case, new)
        yield Turn(
            verdict.as_of,
            case,
            old,
            new,
            headline(claim, case.lab, verdict, verdict.looked),
            sentence(claim, verdict, verdict.looked),
        )


def changes_page(edition: Edition) -> Page:
    """Render the changes, a section a day."""
    turns = turns_of(edition)
    days = groupby(turns[:MOST], key=lambda turn: turn.at.date())
    return render(
        "changes/index.html",
        "changes.html",
        edition.base_url,
        as_of=edition.as_of,
        days=[(day, list(same)) for day, same in days],
        shown=min(len(turns), MOST),
        total=len(turns),
        feeds=[each for each in edition.downloads if each.name in _FEEDS],
    )
