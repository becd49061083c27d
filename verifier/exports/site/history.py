"""What was said before: every verdict a claim had, and every text, newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from verifier.core.claims import Claim, Status
from verifier.core.terms import Deadline
from verifier.core.verdict import Recorded
from verifier.exports.case import Case
from verifier.exports.headline import headline, long_day
from verifier.exports.wording import kind_of, sentence
from verifier.ports import Version


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing about a claim that was filed otherwise before."""

    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Event:
    """A verdict that was given, or a correction of the claim; instants are UTC."""

    at: datetime
    title: str
    status: Status | None = None
    """None: a correction."""
    why: str = ""
    text: str = ""
    """How the promise was worded then, where that is not how it is worded now."""
    ruled_by: str = ""
    corrections: tuple[Correction, ...] = ()


def history_of(case: Case) -> tuple[Event, ...]:
    """Tell what was judged and filed of a claim, newest first."""
    events = [*_verdicts(case), *_corrections(case.versions)]
    return tuple(sorted(events, key=lambda event: event.at, reverse=True))


def first_text(case: Case) -> Version | None:
    """Give the claim as it was first filed, where it was filed otherwise since."""
    first = case.versions[0] if case.versions else None
    return first if first is not None and first.claim.version != case.claim.version else None


def text_then(case: Case, recorded: Recorded) -> Claim:
    """Give the claim as it was filed when a verdict was given."""
    texts = {version.claim.version: version.claim for version in case.versions}
    return texts.get(recorded.verdict.claim_version, case.claim)


def _verdicts(case: Case) -> Iterator[Event]:
    for recorded in case.history or (case.recorded,):
        verdict = recorded.verdict
        claim = text_then(case, recorded)
        yield Event(
            at=verdict.as_of,
            title=headline(claim, case.lab, verdict, verdict.looked),
            status=verdict.status,
            why=sentence(claim, verdict, verdict.looked),
            text=claim.text if claim.text != case.claim.text else "",
            ruled_by=verdict.ruled_by,
        )


def _corrections(versions: Sequence[Version]) -> Iterator[Event]:
    for before, after in pairwise(versions):
        changed = tuple(corrections(before.claim, after.claim))
        if changed:
            yield Event(after.valid_from, "The claim was corrected", corrections=changed)


def corrections(before: Claim, after: Claim) -> Iterator[Correction]:
    """Tell what differs between two texts of a claim, in a reader's words."""
    old, new = _filed(before), _filed(after)
    for what, was in old.items():
        if was != new[what]:
            yield Correction(what, was or "nothing", new[what] or "nothing")


def _filed(claim: Claim) -> Mapping[str, str]:
    deadline, ruling, withdrawn = claim.deadline, claim.ruling, claim.withdrawn
    due = long_day(deadline.latest) if isinstance(deadline, Deadline) else "no fixed day"
    return {
        "Promise": claim.text,
        "Kind": kind_of(claim),
        "Phrase": claim.promise,
        "Announced": long_day(claim.announced.day),
        "Due": due,
        "Reason for the day": claim.due_why,
        "Time zone": claim.time_zone,
        "Days of grace": str(claim.grace_days or ""),
        "What must arrive": "; ".join(
            ", ".join(filter(None, (part.name, part.size, *part.repos, part.pattern)))
            for part in claim.parts
        ),
        "Promisor": claim.promisor,
        "Relayed by": claim.relayed_by,
        "Confirmed": "yes" if claim.confirmed else "",
        "Source": claim.source,
        "Archived": claim.archived,
        "Places to look": ", ".join(claim.sources),
        "Moves the deadline of": claim.revises,
        "Withdrawn": f"{long_day(withdrawn.on)}, {withdrawn.url}" if withdrawn else "",
        "Ruling": f"{ruling.reason} by {ruling.who}, {long_day(ruling.on)}" if ruling else "",
        "Note": " ".join(claim.note.split()),
    }
