"""The kinds of word the grammar tells apart."""

from enum import IntEnum, auto
from typing import NamedTuple


class Kind(IntEnum):
    """What a word is to the grammar; its value, where it has one, stands in the token."""

    END = auto()
    UNKNOWN = auto()
    NUMBER = auto()
    NUMBER_AND_HALF = auto()
    ARTICLE = auto()  # a, an
    FEW = auto()  # couple, few, several
    HALF = auto()
    ORDINAL = auto()  # in letters
    NTH = auto()  # in digits: 12th
    LAST = auto()  # "last week" is over, "the last week of June" is not
    UNIT = auto()
    UNITS = auto()
    BUSINESS = auto()
    WEEKEND = auto()
    THE = auto()
    OF = auto()
    TO = auto()  # joins two readings: to, or, and, -, /
    THIS = auto()
    NEXT = auto()
    COMING = auto()
    FOLLOWING = auto()
    PART = auto()
    MONTH = auto()
    WEEKDAY = auto()
    SEASON = auto()
    QUARTER = auto()
    HALF_YEAR = auto()
    YEAR = auto()
    DATE = auto()  # yyyymmdd
    AMERICAN_DATE = auto()  # yyyymmdd, written month first
    YEAR_MONTH = auto()  # yyyymm
    MONTH_DAY = auto()  # mmdd, American
    DAY_MONTH = auto()  # mmdd, written day first
    RELATIVE_DAY = auto()
    HOLIDAY = auto()  # mmdd, or 0 for the fourth Thursday of November
    DAY_PART = auto()
    ISO_WEEK = auto()
    IN = auto()
    WITHIN = auto()
    BY = auto()
    BEFORE = auto()
    AFTER = auto()
    FROM = auto()
    AT = auto()  # at, during, with: what follows and is no date is an event
    HEDGE = auto()
    NOISE = auto()
    LATEST = auto()  # "at the latest", after the date
    VAGUE = auto()
    EVENT = auto()
    CONDITION = auto()
    AS_SOON = auto()  # a condition, unless a date follows
    PAST = auto()
    OPEN = auto()  # fiscal calendars, lower bounds, denials: nothing to be late for


class Unit(IntEnum):
    """A length of time."""

    MINUTE = auto()
    HOUR = auto()
    DAY = auto()
    WEEK = auto()
    FORTNIGHT = auto()
    MONTH = auto()
    QUARTER = auto()
    HALF = auto()
    YEAR = auto()
    DECADE = auto()


class Part(IntEnum):
    """A part of a longer time."""

    EARLY = auto()
    MID = auto()
    LATE = auto()
    END = auto()
    LATER = auto()


class Token(NamedTuple):
    """One word of a phrase and what it stands for."""

    kind: Kind
    value: int = 0


END = Token(Kind.END)
UNKNOWN = Token(Kind.UNKNOWN)
