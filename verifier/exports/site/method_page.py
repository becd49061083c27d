"""How it is judged, told by the code itself: its tables, and its grammar at work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from verifier.core.absence import places_of
from verifier.core.claims import (
    Announced,
    Claim,
    Feed,
    Kind,
    Lab,
    Reason,
    Status,
    Subject,
    status_of,
)
from verifier.core.deadlines import Deadline, NoDeadline, read_deadline
from verifier.core.sweeps import PATIENCE, SHRINKAGE
from verifier.core.verdict import RULE_VERSION
from verifier.exports.headline import RULES
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.rendering import render
from verifier.exports.wording import kind_of, listed, place

SAID_ON = date(2025, 5, 28)
"""The Wednesday on which every phrase of the table is said."""

PHRASES = (
    "in 2 weeks",
    "within the next 2 weeks",
    "in 2-3 weeks",
    "in a couple of weeks",
    "in a few weeks",
    "in 3 months",
    "this week",
    "next week",
    "next month",
    "later this month",
    "by the end of June",
    "early June",
    "mid June",
    "late June",
    "in June",
    "by June",
    "before 15 June",
    "by Friday",
    "next Friday",
    "Q3",
    "H2 2025",
    "this summer",
    "tomorrow",
    "around 10 June",
    "两周内",
    "月底",
    "soon",
    "in the coming weeks",
    "once the paper is accepted",
    "at NeurIPS",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason with its status and when it is given."""

    reason: Reason
    status: Status
    when: str


@dataclass(frozen=True, slots=True)
class Read:
    """One phrase, read by the grammar."""

    phrase: str
    earliest: date | None
    latest: date | None
    how: str
    rule: str
    flags: str


def rules() -> Iterator[Rule]:
    """Give every reason, in the order of the rules."""
    for reason, when in RULES.items():
        yield Rule(reason, status_of(reason), when)


def phrases() -> Iterator[Read]:
    """Read every phrase of the table."""
    for phrase in PHRASES:
        match read_deadline(phrase, SAID_ON):
            case Deadline() as found:
                flags = listed(flag.replace("-", " ") for flag in found.flags)
                yield Read(phrase, found.earliest, found.latest, found.precision, found.rule, flags)
            case NoDeadline(why=why, rule=rule):
                yield Read(phrase, None, None, why.replace("_", " "), rule, "")
            case other:
                assert_never(other)


def places() -> Iterator[tuple[str, str]]:
    """Tell, kind by kind, where a thing must have been looked for before it may be called absent.

    Asked of the rule itself, for a lab with a Hub organisation, a feed and a code host's feed.
    """
    feeds = (Feed("https://lab.example/feed.xml"), Feed("https://github.com/lab/it/releases.atom"))
    lab = Lab("lab", "Lab", "ZZ", "UTC", hub_orgs=("LAB",), feeds=feeds)
    for kind in Kind:
        for part in (Subject(), Subject(repos=("github.com/lab/it",))):
            claim = Claim(
                "lab", "lab", "", Announced(SAID_ON), "", _none(), kind=kind, parts=(part,)
            )
            named = ", the repository named" if part.repos else ""
            yield f"{kind_of(claim)}{named}", listed(map(place, places_of(claim, lab)))


def _none() -> Deadline | NoDeadline:
    return read_deadline("soon", SAID_ON)


def method_page(edition: Edition) -> Page:
    """Render the rules."""
    return render(
        "method/index.html",
        "method.html",
        edition.base_url,
        version=RULE_VERSION,
        rules=list(rules()),
        said_on=SAID_ON,
        phrases=list(phrases()),
        places=list(places()),
        shrinkage=f"{SHRINKAGE:.0%}",
        patience=PATIENCE.days,
    )
