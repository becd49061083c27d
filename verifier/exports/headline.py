"""A verdict as a headline, the shape that goes with its status, and each reason's rule in short."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import assert_never

from verifier.core.claims import Claim, Lab, Reason, Status
from verifier.core.findings import Looked
from verifier.core.verdict import Verdict
from verifier.exports.readings import days_overdue
from verifier.exports.rows import Row
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


def headline(claim: Claim, lab: Lab, verdict: Verdict, readings: Sequence[Looked]) -> str:
    """Say a verdict in a few words, its status first: "Late by 5 days"."""
    return _said(
        verdict.reason,
        verdict.due,
        (verdict.days_late, verdict.days_late_max),
        days_overdue(claim, lab, verdict, readings),
    )


def headline_of(row: Row) -> str:
    """Say the same of a row."""
    late = (row.days_late, row.days_late_max)
    return _said(row.reason, row.due_date, late, row.days_overdue)


def _said(  # noqa: C901, PLR0911, PLR0912 - one headline a reason, and mypy sees that none lacks
    reason: Reason, due: date | None, late: tuple[int | None, int | None], overdue: int | None
) -> str:
    match reason:
        case Reason.ON_TIME:
            return "Fulfilled on time"
        case Reason.DELIVERED_UNDATED:
            return "Fulfilled; no deadline had been fixed"
        case Reason.DELIVERED_LATE:
            return f"Late by {_days(*late)}"
        case Reason.UNDELIVERED:
            return f"Late: not found{_overdue(overdue)}"
        case Reason.PARTIAL_ONLY:
            return f"Late: only a part came{_overdue(overdue)}"
        case Reason.WITHDRAWN:
            return "Late: withdrawn"
        case Reason.NOT_DUE:
            return f"Pending: due {long_day(due)}" if due else "Pending: not due"
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
            assert_never(reason)


def _days(least: int | None, most: int | None) -> str:
    if least is None:
        return "an unknown number of days"
    if most is None:
        return f"at least {count(least, 'day')}"
    return count(least, "day") if least == most else f"{least} to {count(most, 'day')}"


def _overdue(days: int | None) -> str:
    return f", at least {count(days, 'day')} overdue" if days is not None else ""
