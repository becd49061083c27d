"""The table of rules: what each kind of word a time can begin with is read by."""

from datetime import date

from verifier.core.deadlines.amounts import amount
from verifier.core.deadlines.bodies import GLUE, RULES, as_of, body
from verifier.core.deadlines.cursor import Cursor
from verifier.core.deadlines.dates import day_first, holiday, month_first, numeric
from verifier.core.deadlines.determined import determined, the
from verifier.core.deadlines.kinds import Kind, Token
from verifier.core.deadlines.parts import nth, ordinal, part, unit_named
from verifier.core.deadlines.periods import (
    YEARLY,
    half_year,
    iso_week,
    quarter,
    relative_day,
    season,
)
from verifier.core.deadlines.spans import Span, months_span, one_day
from verifier.core.deadlines.weeks import weekday, weekend_of

__all__ = ["RULES", "body"]

_DAYS = frozenset({Kind.WEEKDAY, Kind.RELATIVE_DAY})


def _number(c: Cursor) -> Span | None:
    """Read "two weeks", else "12 June"."""
    at = c.at
    span = _amount(c)
    if span is None:
        c.at = at
        return day_first(c)
    return span


def _amount(c: Cursor) -> Span | None:
    """Read "two weeks", "a week from Friday", "two weeks after June 1", "a week tomorrow"."""
    at = c.at
    span = amount(c)
    if span is None:
        return None
    end = c.at
    named = c.take(Kind.FROM) or c.take(Kind.AFTER)
    while c.tokens[c.at].kind is Kind.NOISE or c.tokens[c.at].kind is Kind.THE:
        c.at += 1
    start = body(c) if named or c.tokens[c.at].kind in _DAYS else None
    if start is None:
        c.at = end
        return span
    announced, after = c.announced, c.at
    c.announced, c.at = start.last, at
    span = amount(c)
    c.announced, c.at = announced, after
    return span


def _weekend(c: Cursor) -> Span | None:
    """Read "the weekend", "the weekend of June 14"."""
    c.at += 1
    at = c.at
    if c.take(Kind.OF):
        c.take(Kind.THE)
        day = body(c)
        if day is not None:
            return weekend_of(day.first)
    c.at = at
    return weekend_of(c.announced)


def _year(c: Cursor) -> Span | None:
    """Read "2026", "2026 Q1", "2025 June"; "2000 days" are a count."""
    year = c.tokens[c.at].value
    if c.tokens[c.at + 1].kind is Kind.UNITS:
        c.tokens[c.at] = Token(Kind.NUMBER, year)
        return _amount(c)
    c.at += 1
    if c.tokens[c.at].kind in YEARLY:
        inner = as_of(c, date(year, 1, 1))
        if inner is not None:
            return inner
    return months_span(year, 1, 12, "year")


def _day_part(c: Cursor) -> Span | None:
    """Read "this evening", "by midnight", "end of day Friday"."""
    c.at += 1
    at = c.at
    while c.tokens[c.at].kind in GLUE:
        c.at += 1
    day = body(c)
    if day is None:
        c.at = at
        return one_day(c.announced, "part of a day")
    return day


def _coded_week(c: Cursor) -> Span:
    """W24."""
    c.at += 1
    return iso_week(c, c.tokens[c.at - 1].value)


RULES.update(
    {
        Kind.NUMBER: _number,
        Kind.NUMBER_AND_HALF: _amount,
        Kind.ARTICLE: _amount,
        Kind.FEW: _amount,
        Kind.HALF: _amount,
        Kind.THE: the,
        Kind.THIS: determined,
        Kind.NEXT: determined,
        Kind.COMING: determined,
        Kind.FOLLOWING: determined,
        Kind.PART: part,
        Kind.ORDINAL: ordinal,
        Kind.LAST: ordinal,
        Kind.NTH: nth,
        Kind.UNIT: unit_named,
        Kind.WEEKEND: _weekend,
        Kind.MONTH: month_first,
        Kind.WEEKDAY: weekday,
        Kind.SEASON: season,
        Kind.QUARTER: quarter,
        Kind.HALF_YEAR: half_year,
        Kind.YEAR: _year,
        Kind.DATE: numeric,
        Kind.AMERICAN_DATE: numeric,
        Kind.YEAR_MONTH: numeric,
        Kind.MONTH_DAY: numeric,
        Kind.DAY_MONTH: numeric,
        Kind.RELATIVE_DAY: relative_day,
        Kind.HOLIDAY: holiday,
        Kind.DAY_PART: _day_part,
        Kind.ISO_WEEK: _coded_week,
    }
)
