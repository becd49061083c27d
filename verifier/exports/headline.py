"""A verdict as a headline, the shape that goes with its status, and each reason's rule in short."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import assert_never

from verifier.core.claims import Claim, Lab, Reason, Status
from verifier.core.findings import Looked
from verifier.core.verdicts import Verdict
from verifier.exports.rows import days_overdue
from verifier.exports.wording import count

RULES: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.ON_TIME: "it was public before the deadline ended",
        Reason.DELIVERED_UNDATED: "it came, and no deadline had been fixed",
        Reason.DELIVERED_LATE: "it was not public before the deadline had ended",
        Reason.UNDELIVERED: (
            "the deadline passed, and every required place was validly read after it without it"
        ),
        Reason.PARTIAL_ONLY: "the same, and something short of the promise had come",
        Reason.WITHDRAWN: "the promisor took it back, and the deadline passed",
        Reason.NOT_DUE: "the deadline has not passed",
        Reason.NO_FIXED_DEADLINE: '"soon", "in the coming weeks": never late by itself',
        Reason.UNVERIFIED: "due, and a required place was not validly read since",
        Reason.AMBIGUOUS_EVIDENCE: "what is known of its date lies on both sides of the deadline",
        Reason.CONFLICTING_EVIDENCE: "two facts on its date exclude each other",
        Reason.NEEDS_REVIEW: (
            "the only match is a weak one, or an organisation was renamed or is gone"
        ),
        Reason.VOID: "ruled so by a human: what the promise hung on never arose",
    }
)
"""Reason -> when it is given, in the order of the rules."""

SHAPES: Mapping[Status, str] = MappingProxyType(
    {Status.FULFILLED: "\u2713", Status.LATE: "\u25b2", Status.PENDING: "\u25cb"}
)
"""Status -> a shape that tells it without colour."""

_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def long_day(day: date) -> str:
    """Write a day as a newspaper does, in any locale: "28 May 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def headline(claim: Claim, lab: Lab, verdict: Verdict, readings: Sequence[Looked]) -> str:  # noqa: C901, PLR0911, PLR0912 - one headline a reason, and mypy sees that none lacks
    """Say a verdict in a few words, its status first: "Late by 5 days"."""
    match verdict.reason:
        case Reason.ON_TIME:
            return "Fulfilled on time"
        case Reason.DELIVERED_UNDATED:
            return "Fulfilled; no deadline had been fixed"
        case Reason.DELIVERED_LATE:
            return f"Late by {_days(verdict)}"
        case Reason.UNDELIVERED:
            return f"Late: not found{_overdue(claim, lab, verdict, readings)}"
        case Reason.PARTIAL_ONLY:
            return f"Late: only a part came{_overdue(claim, lab, verdict, readings)}"
        case Reason.WITHDRAWN:
            return "Late: withdrawn"
        case Reason.NOT_DUE:
            return f"Pending: due {long_day(verdict.due)}" if verdict.due else "Pending: not due"
        case Reason.NO_FIXED_DEADLINE:
            return "Pending: no deadline was fixed"
        case Reason.UNVERIFIED:
            return "Pending: due, but not verified"
        case Reason.AMBIGUOUS_EVIDENCE:
            return "Pending: on time or late is not settled"
        case Reason.CONFLICTING_EVIDENCE:
            return "Pending: the facts conflict"
        case Reason.NEEDS_REVIEW:
            return "Pending: a person must look"
        case Reason.VOID:
            return "Pending for good: void"
        case _:
            assert_never(verdict.reason)


def _days(verdict: Verdict) -> str:
    least, most = verdict.days_late, verdict.days_late_max
    if least is None:
        return "an unknown number of days"
    if most is None:
        return f"at least {count(least, 'day')}"
    return count(least, "day") if least == most else f"{least} to {count(most, 'day')}"


def _overdue(claim: Claim, lab: Lab, verdict: Verdict, readings: Sequence[Looked]) -> str:
    days = days_overdue(claim, lab, verdict, readings)
    return f", at least {count(days, 'day')} overdue" if days is not None else ""
