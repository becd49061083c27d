"""Where a clause commits to deliver something, and by what that is known."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from verifier.core.promises import cues, tenses
from verifier.core.promises.headlines import VERBAL, headline_at

_AFTER = re.compile(r"\W*(?:\S+ ){0,3}\S+: +(?:after|upon|once|when|following)\b")
"""A headline that names what the delivery waits for: "Code release: after the review"."""


class Needs(Enum):
    """What must stand beside a commitment for it to be one."""

    NOTHING = auto()
    TIME = auto()
    """A time ahead, be it vague."""
    DATE = auto()
    """A dated time ahead."""


class Commitment(NamedTuple):
    """Where a commitment and its verb of delivery stand, by what it was known, what it needs."""

    start: int
    verb: int
    how: str
    needs: Needs


_PRESENTS = (
    (tenses.YOU_GET, "commitment", Needs.TIME),
    (tenses.PROGRESSIVE, "present tense", Needs.TIME),
    (tenses.DATED, "date given", Needs.TIME),
    (tenses.RELEASE_NAMED, "date given", Needs.TIME),
    (tenses.WE_PRESENT, "our present", Needs.DATE),
    (tenses.UNTIL, "our present", Needs.DATE),
    (tenses.PRESENT, "simple present", Needs.DATE),
)


def outright(clause: str, sentence: str) -> Commitment | None:
    """The commitment a clause states; `would` states one where its sentence tells of somebody."""
    match = cues.COMMITMENT.search(clause)
    if match is None and (match := cues.REPORTED.search(clause)) is not None:
        match = match if cues.SAID.search(sentence) else None
    if match is not None:
        return _placed(match, "commitment", Needs.NOTHING)
    match = cues.PLANNED.search(clause)
    if match is not None:
        return _placed(match, "release planned", Needs.NOTHING)
    if cues.RENEWED_DATE.search(clause) and not VERBAL.search(clause):
        return Commitment(0, 0, "date anew", Needs.NOTHING)
    return open_point(clause)


def open_point(clause: str) -> Commitment | None:
    """The open point of a list that a clause is."""
    if ("[ ]" in clause or "todo" in clause) and (
        cues.TODO.search(clause) or cues.LISTED.search(clause)
    ):
        return Commitment(0, 0, "open point", Needs.NOTHING)
    return None


def implied(clause: str, cleared: str) -> Iterator[Commitment]:
    """The ways a clause speaks of the future without saying so; a time ahead must prove it.

    `cleared` is the clause without what is harmless.
    """
    for pattern, how, needs in _PRESENTS:
        match = pattern.search(clause)
        if match is not None and _holds(pattern, match, cleared):
            yield _placed(match, how, needs)


def headline(cleared: str) -> Commitment | None:
    """What a clause, without what is harmless, promises as a headline."""
    place = headline_at(cleared)
    if place is None:
        return None
    needs = Needs.NOTHING if _AFTER.match(cleared) else Needs.TIME
    return Commitment(place, place, "headline", needs)


def _holds(pattern: re.Pattern[str], match: re.Match[str], cleared: str) -> bool:
    """A present has no other verb before it, a delivery that is named is no mere circumstance."""
    if pattern is tenses.PRESENT:
        colon = cleared.rfind(": ", 0, match.start()) + 1
        return not VERBAL.search(cleared, colon, match.start())
    if pattern is tenses.RELEASE_NAMED and match["verb"]:
        return not tenses.GOVERNED.search(cleared, 0, match.start())
    return True


def _placed(match: re.Match[str], how: str, needs: Needs) -> Commitment:
    verb = max(match.start(), match.start(match.lastgroup or 0))
    return Commitment(match.start(), verb, how, needs)
