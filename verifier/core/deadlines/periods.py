"""Quarters, halves, seasons, ISO weeks: longer times that have a name."""

from datetime import date, timedelta

from verifier.core.deadlines.cursor import Cursor
from verifier.core.deadlines.dates import year_after
from verifier.core.deadlines.kinds import Kind, Unit
from verifier.core.deadlines.spans import Span, months_span, one_day, season_span
from verifier.core.terms import Precision

YEARLY = frozenset({Kind.MONTH, Kind.QUARTER, Kind.HALF_YEAR, Kind.SEASON, Kind.ORDINAL})
"""What can stand behind its year: "2026 Q1"."""

_WINTER = 4


def quarter(c: Cursor) -> Span:
    """Read "Q3", "Q3 2025", "Q3 next year"."""
    value = c.tokens[c.at].value
    c.at += 1
    return quarter_in(c, value, _year(c))


def quarter_in(c: Cursor, number: int, year: int | None) -> Span:
    """A calendar quarter; without a year the next such quarter that is not over."""
    return _months_in(c, number * 3 - 2, 3, year, "quarter")


def half_year(c: Cursor) -> Span:
    """Read "H2", "H2 2025"."""
    value = c.tokens[c.at].value
    c.at += 1
    return _months_in(c, value * 6 - 5, 6, _year(c), "half-year")


def _months_in(c: Cursor, month: int, count: int, year: int | None, rule: str) -> Span:
    if year is not None:
        return months_span(year, month, count, rule)
    span = months_span(c.announced.year, month, count, rule)
    if span.last < c.announced:
        c.flag("rolled-forward")
        return months_span(c.announced.year + 1, month, count, rule)
    return span


def _year(c: Cursor) -> int | None:
    """The year behind, "Q3 25" included."""
    kind, value = c.tokens[c.at]
    if kind is Kind.NUMBER and 20 <= value <= 99:  # noqa: PLR2004 a year of two digits
        c.at += 1
        return 2000 + value
    return year_after(c)


def season(c: Cursor) -> Span:
    """Read "summer", "summer 2025", "summer of next year"; northern, and flagged as that."""
    value = c.tokens[c.at].value
    c.at += 1
    c.flag("northern-season")
    year = year_after(c)
    if year is not None:
        if value == _WINTER:
            c.flag("later-reading")
        return season_span(value, year, "season")
    return _seasons_from(c, value, c.announced.year - 1)


def next_season(c: Cursor) -> Span:
    """Read "next summer": next year's while this year's is ahead or running."""
    value = c.tokens[c.at].value
    c.at += 1
    c.flag("northern-season")
    ends = c.announced.year - (value == _WINTER)
    ours = season_span(value, ends, "next season")
    if ours.last < c.announced:
        return _seasons_from(c, value, ends, running=False)
    if ours.first > c.announced:
        c.flag("later-reading")
    return season_span(value, ends + 1, "next season")


def _seasons_from(c: Cursor, value: int, year: int, *, running: bool = True) -> Span:
    while True:
        span = season_span(value, year, "season")
        if (span.last if running else span.first) >= c.announced:
            return span
        year += 1


def iso_week(c: Cursor, number: int) -> Span:
    """Week 24, W24: the ISO week, of this year unless it is over or a year follows."""
    year = year_after(c)
    monday = date.fromisocalendar(year or c.announced.year, number, 1)
    if year is None and monday + timedelta(days=6) < c.announced:
        monday = date.fromisocalendar(c.announced.year + 1, number, 1)
    return Span(monday, monday + timedelta(days=6), Precision.WEEK, "iso week")


def relative_day(c: Cursor) -> Span:
    """Read "tomorrow", "today", "today week"."""
    value = c.tokens[c.at].value
    c.at += 1
    if c.tokens[c.at] == (Kind.UNIT, Unit.WEEK):
        c.at += 1
        value += 7
    return one_day(c.announced + timedelta(days=value), "relative day")
