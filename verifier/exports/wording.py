"""The words all faces share: instants, counts, places, and a verdict in one sentence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from types import MappingProxyType

from verifier.core.claims import Claim, Kind, Reason
from verifier.core.findings import Looked
from verifier.core.intervals import Interval
from verifier.core.verdict import Verdict

_KINDS = {
    Kind.OPEN_WEIGHTS: "open weights",
    Kind.OPEN_SOURCE: "open source",
    Kind.MODEL: "a model",
    Kind.DATASET: "a data set",
    Kind.CODE: "code",
    Kind.POST: "a post",
}


def instant(at: datetime) -> str:
    """Write a UTC instant to the minute, to the second where it has seconds."""
    at = at.astimezone(UTC)
    return f"{at:%Y-%m-%d %H:%M:%S} UTC" if at.second else f"{at:%Y-%m-%d %H:%M} UTC"


@lru_cache(4096)
def stamp(at: datetime) -> str:
    """Write a UTC instant for machines: ISO 8601 to the second, with Z."""
    return at.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def count(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: "1 day", "2 days"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def percent(share: float) -> int:
    """Write a share from 0 to 1 as whole percent; only all is 100, and only nothing 0."""
    return round(100 * share) if share in {0, 1} else min(99, max(1, round(100 * share)))


def listed(items: Iterable[str]) -> str:
    """Join as in a sentence: "a", "a and b", "a, b and c"."""
    words = list(items)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def kind_of(claim: Claim) -> str:
    """Name what was promised: "open weights"."""
    return _KINDS[claim.kind]


def place(source: str) -> str:
    """Name a place for a reader: "hub:Qwen" is Qwen's page on the Hugging Face Hub."""
    kind, mark, rest = source.partition(":")
    match kind if mark else "":
        case "hub":
            return f"{rest} on the Hugging Face Hub"
        case "feed":
            return f"the feed {rest}"
        case "archive":
            return f"the archive {rest}"
        case "trace":
            return f"what others left on {rest}"
        case _:
            return source


def not_found(readings: Sequence[Looked]) -> str:
    """Say what absence means, and no more: "not found in X, Y as of T"."""
    read = [looked for looked in readings if looked.at is not None]
    if not read:
        return "not found in the places that were read"
    places = ", ".join(place(looked.place) for looked in read)
    return f"not found in {places} as of {instant(min(r.at for r in read if r.at is not None))}"


def late_by(verdict: Verdict) -> str:
    """Say by how much a delivery is late: "5 days", "at least 1 day, at most 3"."""
    least, most = verdict.days_late, verdict.days_late_max
    if least is None:
        return "an unknown number of days"
    if most is None:
        return f"at least {count(least, 'day')}"
    return (
        count(least, "day") if least == most else f"at least {count(least, 'day')}, at most {most}"
    )


_SENTENCES: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.ON_TIME: "It was public by {by}, and the deadline ended at {end}: on time.",
        Reason.DELIVERED_UNDATED: (
            "It was public by {by}; the promise named no fixed deadline, so it is fulfilled and "
            "counts in no rate of punctuality."
        ),
        Reason.DELIVERED_LATE: (
            "It was not public before {before}, and the deadline had ended at {end}: "
            "late by {late}."
        ),
        Reason.UNDELIVERED: "The deadline ended at {end}, and it was {absent}: late.",
        Reason.PARTIAL_ONLY: (
            "The deadline ended at {end}. Something came, but short of the promise{missing}; the "
            "whole was {absent}: late."
        ),
        Reason.WITHDRAWN: (
            "The promise was withdrawn{withdrawn}, and its deadline ended at {end}: late."
        ),
        Reason.NOT_DUE: (
            "Nothing that counts was seen, and the deadline ends at {end}: pending, not due."
        ),
        Reason.NO_FIXED_DEADLINE: (
            "The promise names no fixed deadline, so it can never be late by itself: pending."
        ),
        Reason.UNVERIFIED: (
            "It was due on {due}, but not every place that must be read was validly read after the "
            "deadline, so nothing is known about its absence: pending, unverified."
        ),
        Reason.AMBIGUOUS_EVIDENCE: (
            "It became public {span}, and the deadline ended at {end}: pending, for the evidence "
            "does not say on which side of it."
        ),
        Reason.CONFLICTING_EVIDENCE: (
            "Facts about one delivery exclude each other: pending until that is resolved."
        ),
        Reason.NEEDS_REVIEW: (
            "What was seen is too weak a match to decide on: pending until a person looks."
        ),
        Reason.VOID: ("The condition the promise hung on never arose: pending for good, void."),
    }
)
"""Reason -> what a verdict of it says; a new reason needs a line here."""


def sentence(claim: Claim, verdict: Verdict, readings: Sequence[Looked]) -> str:
    """Say in one sentence which rule gave the verdict."""
    return _SENTENCES[verdict.reason].format(
        by=_upper(verdict),
        before=_lower(verdict),
        span=spanned(verdict.delivery or Interval()),
        late=late_by(verdict),
        due=claim.due or "no fixed day",
        end=instant(verdict.deadline_end) if verdict.deadline_end else "no fixed instant",
        absent=not_found(readings),
        missing=f" (missing: {listed(verdict.missing)})" if verdict.missing else "",
        withdrawn=f" on {claim.withdrawn.on}" if claim.withdrawn else "",
    )


def spanned(interval: Interval) -> str:
    """Say when something happened (UTC), as far as its interval tells."""
    first, last = interval.not_before, interval.not_after
    if last is None:
        return f"at {instant(first)} or later" if first is not None else "at an unknown instant"
    if first is None:
        return f"by {instant(last)}, since when is not known"
    if first == last:
        return f"at {instant(last)}"
    return f"between {instant(first)} and {instant(last)}"


def _lower(verdict: Verdict) -> str:
    at = verdict.delivery.not_before if verdict.delivery else None
    return instant(at) if at else "an unknown instant"


def _upper(verdict: Verdict) -> str:
    at = verdict.delivery.not_after if verdict.delivery else None
    return instant(at) if at else "an unknown instant"


def remarks(claim: Claim, verdict: Verdict, readings: Sequence[Looked]) -> str:
    """Gather what a reader of one line must know beside its columns; "" where there is nothing."""
    said = [
        not_found(readings) if verdict.rests_on_absence else "",
        f"missing: {listed(verdict.missing)}" if verdict.missing else "",
        verdict.zone_reading if verdict.tz_sensitive else "",
        f"taken away again by {_removed(verdict)}" if verdict.removed else "",
        f"its licence was changed to {verdict.licence_later} since"
        if verdict.licence_later
        else "",
        f"a ruling: {claim.ruling.why}" if claim.ruling and verdict.ruled_by else "",
        "reported by a third party only" if claim.relayed_by and not claim.confirmed else "",
        f"{count(claim.grace_days, 'day')} of stated grace" if claim.grace_days else "",
        claim.note,
    ]
    return "; ".join(" ".join(text.split()) for text in said if text)


def _removed(verdict: Verdict) -> str:
    at = verdict.removed.not_after if verdict.removed else None
    return instant(at) if at else "an unknown instant"
