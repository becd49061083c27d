"""What reading a phrase gives: a deadline, or a typed no."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exact the promised day is; `quarter` stands for anything longer too."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    APPROX = "approx"


class Why(StrEnum):
    """Why a phrase sets no deadline."""

    VAGUE = "vague"
    EVENT = "event"
    CONDITIONAL = "conditional"
    PAST = "past"
    NOT_A_DATE = "not_a_date"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The calendar days a phrase allows, both inclusive, with the rule that derived them.

    Flags name a choice a reviewer should know of: `later-reading`, `northern-season`,
    `american-date`, `rolled-forward`, `foreign-date`.
    """

    earliest: date
    latest: date
    precision: Precision
    rule: str
    phrase: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoDeadline:
    """A phrase that sets no deadline, and why."""

    why: Why
    phrase: str
    rule: str
