"""Calendar arithmetic: units, parts of units and steps from a day, as inclusive spans of days.

Everything here raises ValueError or OverflowError past the ends of the calendar.
"""

from calendar import isleap
from datetime import date, timedelta
from typing import NamedTuple

from verifier.core.deadlines.kinds import Part, Unit
from verifier.core.terms import Precision

_PRECISION = {
    Unit.DAY: Precision.DAY,
    Unit.WEEK: Precision.WEEK,
    Unit.FORTNIGHT: Precision.WEEK,
    Unit.MONTH: Precision.MONTH,
}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120}
_HALF_DAYS = {Unit.DAY: 1, Unit.WEEK: 4, Unit.FORTNIGHT: 7, Unit.MONTH: 15, Unit.QUARTER: 45}
_SEASON_STARTS = {1: (3, 21), 2: (6, 21), 3: (9, 23), 4: (12, 22)}
_FRIDAY = 4
_HOURS = 24
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


class Span(NamedTuple):
    """Days from first to last, both inclusive, and the rule that found them."""

    first: date
    last: date
    precision: Precision
    rule: str


def precision_of(unit: Unit) -> Precision:
    """How exact a day is that was promised as one of these."""
    return _PRECISION.get(unit, Precision.QUARTER)


def one_day(day: date, rule: str) -> Span:
    """A single day."""
    return Span(day, day, Precision.DAY, rule)


def month_length(year: int, month: int) -> int:
    """The days of a month."""
    if not 1 <= month <= len(_LENGTHS):
        raise ValueError(month)
    return _LENGTHS[month - 1] + (month == _FEBRUARY and isleap(year))


def add_months(day: date, count: int) -> date:
    """The same day so many months on, clamped to the month's end."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def step(day: date, count: int, unit: Unit, *, and_half: bool = False) -> date:
    """The day so many units on; hours are rounded up to days, minutes are the same day."""
    if unit in _DAYS:
        days = count * _DAYS[unit] + (_HALF_DAYS[unit] if and_half else 0)
        return day + timedelta(days=days)
    if unit in _MONTHS:
        halves = 6 if and_half and unit is Unit.YEAR else 0
        reached = add_months(day, count * _MONTHS[unit] + halves)
        return reached + timedelta(days=_HALF_DAYS.get(unit, 0) if and_half else 0)
    return day + timedelta(days=-(-count // _HOURS) if unit is Unit.HOUR else 0)


def step_workdays(day: date, count: int) -> date:
    """The day so many working days on, Monday to Friday; a weekend counts as its Friday."""
    weeks, rest = divmod(count, 5)
    friday = day - timedelta(days=max(0, day.weekday() - _FRIDAY))
    reached = friday + timedelta(days=7 * weeks)
    while rest:
        reached += timedelta(days=1)
        rest -= reached.weekday() <= _FRIDAY
    return reached


def month_span(year: int, month: int, rule: str) -> Span:
    """A calendar month."""
    last = month_length(year, month)
    return Span(date(year, month, 1), date(year, month, last), Precision.MONTH, rule)


def months_span(year: int, month: int, count: int, rule: str) -> Span:
    """So many calendar months from the first of one: a quarter, a half, a year."""
    first = date(year, month, 1)
    end = month_span(first.year + (month + count - 2) // 12, (month + count - 2) % 12 + 1, rule)
    return Span(first, end.last, Precision.QUARTER, rule)


def week_span(day: date, rule: str) -> Span:
    """The week, Monday to Sunday, that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6), Precision.WEEK, rule)


def season_span(season: int, year: int, rule: str) -> Span:
    """A northern season, 1 spring to 4 winter, by the year it starts in."""
    month, day = _SEASON_STARTS[season]
    following = season % 4 + 1
    end_month, end_day = _SEASON_STARTS[following]
    end = date(year + (season == 4), end_month, end_day) - timedelta(days=1)  # noqa: PLR2004 winter
    return Span(date(year, month, day), end, Precision.QUARTER, rule)


def unit_span(day: date, unit: Unit, rule: str) -> Span:
    """The calendar unit that holds a day; units below a week are the day itself."""
    if unit is Unit.WEEK:
        return week_span(day, rule)
    if unit is Unit.MONTH:
        return month_span(day.year, day.month, rule)
    if unit in _MONTHS:
        months = _MONTHS[unit]
        year, month = (day.year, day.month) if unit is not Unit.DECADE else (day.year // 10 * 10, 1)
        return months_span(year, month - (month - 1) % months, months, rule)
    return one_day(day, rule)


def part_of(span: Span, part: Part) -> Span:
    """A part of a span: thirds, 1-10, 11-20 and 21-end of a month; the end is on its last day."""
    first, last = span.first, span.last
    rule = f"{part.name.lower()} {span.rule}"
    if part is Part.LATER:
        return Span(first, last, span.precision, rule)
    if span.precision is Precision.MONTH:
        second, third = first + timedelta(days=10), first + timedelta(days=20)
    elif span.precision is Precision.QUARTER and first.day == 1:
        months = _months_in(span)
        second, third = add_months(first, months // 3), add_months(first, months * 2 // 3)
    else:
        length = (last - first).days + 1
        second = first + timedelta(days=-(-length // 3))
        third = first + timedelta(days=length * 2 // 3)
    if part is Part.EARLY:
        return _cut(span, first, second - timedelta(days=1), rule)
    if part is Part.MID:
        return _cut(span, second, third - timedelta(days=1), rule)
    return _cut(span, third, last, rule)


def half_of(span: Span, half: int) -> Span:
    """The first (1) or second half of a span; a month's is 1-15 and 16-end."""
    first, last = span.first, span.last
    rule = f"half of {span.rule}"
    if span.precision is Precision.QUARTER and first.day == 1:
        months = _months_in(span)
        middle = add_months(first, months // 2) + timedelta(days=15 * (months % 2))
    elif span.precision is Precision.MONTH:
        middle = first + timedelta(days=15)
    else:
        middle = first + timedelta(days=((last - first).days + 2) // 2)
    if half == 1:
        return _cut(span, first, middle - timedelta(days=1), rule)
    return _cut(span, middle, last, rule)


def _months_in(span: Span) -> int:
    return (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1


def _cut(span: Span, first: date, last: date, rule: str) -> Span:
    """A piece of a span, at least a day long and never outside it."""
    first = min(first, span.last)
    return Span(first, min(max(first, last), span.last), span.precision, rule)
