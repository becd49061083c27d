"""Named days and months: "June 12", "12-14 June 2025", "the 12th", "Christmas"."""

from collections.abc import Callable
from datetime import date, timedelta

from verifier.core.deadlines.cursor import Cursor
from verifier.core.deadlines.kinds import Kind, Unit
from verifier.core.deadlines.spans import Span, add_months, month_span, one_day
from verifier.core.terms import Precision

_DAYS = frozenset({Kind.NUMBER, Kind.NTH, Kind.ORDINAL})
_LENGTHS = frozenset({Kind.UNIT, Kind.UNITS})
_SENTENCE = frozenset({Kind.NOISE, Kind.UNKNOWN, Kind.VAGUE, Kind.HEDGE, Kind.OPEN})
_NTHS = frozenset({Kind.NTH, Kind.ORDINAL})
_MAY = 5
_LAST_DAY = 31
_LEAP_REACH = 8


def year_after(c: Cursor) -> int | None:
    """Pass "2026", "of 2026", "of next year", "this year"."""
    at = c.at
    while c.tokens[c.at].kind in {Kind.OF, Kind.THE, Kind.IN}:
        c.at += 1
    kind, value = c.tokens[c.at]
    if kind is Kind.YEAR:
        c.at += 1
        return value
    if kind is Kind.THIS or kind is Kind.NEXT:
        after = c.tokens[c.at + 1]
        if after.kind is Kind.UNIT and after.value == Unit.YEAR:
            c.at += 2
            return c.announced.year + (kind is Kind.NEXT)
    c.at = at
    return None


def day_in(c: Cursor, month: int, day: int, year: int | None, rule: str) -> Span:
    """One day; without a year the next such day from the announcement on."""
    if year is not None:
        return one_day(date(year, month, day), rule)
    for ahead in range(_LEAP_REACH + 1):
        try:
            found = date(c.announced.year + ahead, month, day)
        except ValueError:
            if day == 29 and month == 2:  # noqa: PLR2004 leap day
                continue
            raise
        if found >= c.announced:
            if ahead:
                c.flag("rolled-forward")
            return one_day(found, rule)
    raise OverflowError(month)


def month_in(c: Cursor, month: int, year: int | None, rule: str) -> Span:
    """One month; without a year the next such month that is not over."""
    if year is None:
        year = c.announced.year
        if month < c.announced.month:
            c.flag("rolled-forward")
            year += 1
    return month_span(year, month, rule)


def month_first(c: Cursor) -> Span | None:
    """Read "June", "June 2025", "June 12", "June 12-14, 2025", "April 6th or 7th"."""
    month = c.tokens[c.at].value
    if month == _MAY and c.at == 0 and c.tokens[1].kind in _SENTENCE:
        return None
    c.at += 1
    at = c.at
    c.take(Kind.THE)
    day = _day(c)
    if day is None:
        c.at = at
        return month_in(c, month, year_after(c), "month")
    other = _other_day(c)
    return _days(c, month, day, other)


def day_first(c: Cursor) -> Span | None:
    """Read "12 June", "the 12th of June", "the 12th", "the 12th of next month"."""
    nth = c.tokens[c.at].kind in _NTHS
    day = _day(c)
    if day is None:
        return None
    other = _other_day(c)
    at = c.at
    c.take(Kind.OF)
    kind, value = c.tokens[c.at]
    if kind is Kind.MONTH:
        c.at += 1
        return _days(c, value, day, other)
    c.at = at
    return _nth(c, day, other) if nth and kind is not Kind.UNKNOWN else None


def _days(c: Cursor, month: int, day: int, other: int | None) -> Span:
    year = year_after(c)
    first = day_in(c, month, day, year, "date")
    if other is None:
        return first
    last = day_in(c, month, other, year, "date")
    return Span(min(first.first, last.first), last.last, Precision.DAY, "dates")


def _day(c: Cursor) -> int | None:
    """A day of the month that is no count of something."""
    kind, value = c.tokens[c.at]
    if kind not in _DAYS or not 1 <= value <= _LAST_DAY:
        return None
    if c.tokens[c.at + 1].kind in _LENGTHS:
        return None
    c.at += 1
    return value


def _other_day(c: Cursor) -> int | None:
    """The second day of "6th or 7th" and "12-14"."""
    at = c.at
    if c.take(Kind.TO):
        c.take(Kind.THE)
        other = _day(c)
        after = c.tokens[c.at].kind
        if other is not None and (
            after is not Kind.MONTH or c.tokens[at - 2].kind is not Kind.MONTH
        ):
            return other
    c.at = at
    return None


def _nth(c: Cursor, day: int, other: int | None) -> Span:
    """Read "the 12th", of this month, of the next, or the next 12th there is."""
    start = c.announced
    at = c.at
    while c.tokens[c.at].kind in {Kind.OF, Kind.THE}:
        c.at += 1
    which, unit = c.tokens[c.at].kind, c.tokens[c.at + 1]
    if which in {Kind.THIS, Kind.NEXT} and unit == (Kind.UNIT, Unit.MONTH):
        c.at += 2
        start = add_months(start.replace(day=1), int(which is Kind.NEXT))
    elif c.tokens[c.at] == (Kind.UNIT, Unit.MONTH):
        c.at += 1
    else:
        c.at = at
    last = other or day
    month = start.replace(day=1)
    while True:
        end = month_span(month.year, month.month, "").last.day
        if last <= end and month.replace(day=last) >= start:
            first = month.replace(day=min(day, last))
            return Span(first, month.replace(day=last), Precision.DAY, "day of the month")
        month = add_months(month, 1)


def explicit(c: Cursor) -> Span | None:
    """Whatever date begins here; the kinds it can begin with are EXPLICIT."""
    return EXPLICIT[c.tokens[c.at].kind](c)


def numeric(c: Cursor) -> Span | None:
    """2025-06-30, 6/30, 30.06., 2025-06: American order is flagged."""
    kind, value = c.tokens[c.at]
    c.at += 1
    if kind is Kind.YEAR_MONTH:
        return month_span(value // 100, value % 100, "month")
    if kind is Kind.MONTH_DAY or kind is Kind.DAY_MONTH:
        if kind is Kind.MONTH_DAY:
            c.flag("american-date")
        return day_in(c, value // 100, value % 100, year_after(c), "numeric date")
    year, month, day = value // 10_000, value // 100 % 100, value % 100
    if kind is Kind.AMERICAN_DATE:
        c.flag("american-date")
        if day <= 12 and date(year, month, day) < c.announced:  # noqa: PLR2004 months
            month, day = day, month
    return one_day(date(year, month, day), "numeric date")


def holiday(c: Cursor) -> Span | None:
    """A holiday that has a date of its own; value 0 is the fourth Thursday of November."""
    value = c.tokens[c.at].value
    c.at += 1
    year = year_after(c)
    if value:
        return day_in(c, value // 100, value % 100, year, "holiday")
    found = _fourth_thursday(year or c.announced.year)
    if year is None and found < c.announced:
        found = _fourth_thursday(c.announced.year + 1)
    return one_day(found, "holiday")


def _fourth_thursday(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


EXPLICIT: dict[Kind, Callable[[Cursor], Span | None]] = {
    Kind.MONTH: month_first,
    Kind.NUMBER: day_first,
    Kind.NTH: day_first,
    Kind.DATE: numeric,
    Kind.AMERICAN_DATE: numeric,
    Kind.MONTH_DAY: numeric,
    Kind.DAY_MONTH: numeric,
}
