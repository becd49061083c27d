"""Times behind a determiner: "this week", "next Friday", "the coming month"."""

from datetime import timedelta

from verifier.core.deadlines.amounts import amount, next_amount
from verifier.core.deadlines.bodies import GLUE, RULES, as_of, body
from verifier.core.deadlines.cursor import Cursor
from verifier.core.deadlines.dates import month_in
from verifier.core.deadlines.kinds import Kind, Unit
from verifier.core.deadlines.periods import YEARLY, next_season
from verifier.core.deadlines.spans import Span
from verifier.core.deadlines.weeks import (
    AHEAD,
    calendar_unit,
    chosen_weekday,
    weekday_in,
    weekend_of,
)

_COUNTS = frozenset({Kind.NUMBER, Kind.NUMBER_AND_HALF, Kind.FEW, Kind.ARTICLE, Kind.BUSINESS})
_DETERMINERS = frozenset({Kind.THIS, Kind.NEXT, Kind.COMING, Kind.FOLLOWING})


def the(c: Cursor) -> Span | None:
    """Read "the next week" as the seven days to come; any other "the" says nothing."""
    c.at += 1
    kind = c.tokens[c.at].kind
    if kind is Kind.NEXT and c.tokens[c.at + 1].kind is Kind.UNIT and not c.by:
        c.at += 1
        return next_amount(c)
    if kind is Kind.UNIT and c.within:
        c.flag("later-reading")
        return next_amount(c)
    return body(c)


def determined(c: Cursor) -> Span | None:
    """Read "this week", "next Friday", "the coming two weeks", "this or next month"."""
    which = c.tokens[c.at].kind
    c.at += 1
    if c.take(Kind.COMING):
        kind = c.tokens[c.at].kind
        which = Kind.NEXT if kind is Kind.UNIT else which
    c.take(Kind.NOISE)  # "this calendar year", "this very week"
    kind, value = c.tokens[c.at]
    if kind in _COUNTS:
        c.within = True
        return amount(c)
    if kind is Kind.UNIT:
        if c.tokens[c.at + 1].kind is Kind.TO and c.tokens[c.at + 2].kind in _COUNTS:
            return next_amount(c)
        c.at += 1
        return _inside(c, calendar_unit(c, which, Unit(value)), Unit(value))
    if kind is Kind.TO and c.tokens[c.at + 1].kind in _DETERMINERS:
        return _either(c, which)
    if kind is Kind.WEEKDAY:
        return chosen_weekday(c, which)
    if kind is Kind.WEEKEND:
        c.at += 1
        return weekend_of(c.announced + timedelta(days=7 * (which in AHEAD)))
    if kind is Kind.SEASON and which in AHEAD:
        return next_season(c)
    span = body(c)
    if span and kind is Kind.MONTH and which in AHEAD and span.first.year == c.announced.year:
        c.flag("later-reading")
        return month_in(c, value, c.announced.year + 1, "next month of that name")
    return span


def _either(c: Cursor, which: Kind) -> Span | None:
    """Read "this or next week"."""
    c.at += 1
    later = body(c)
    kind, value = c.tokens[c.at - 1]
    if later is None or kind is not Kind.UNIT:
        return later
    first = calendar_unit(c, which, Unit(value))
    return later._replace(first=min(first.first, later.first))


def _inside(c: Cursor, span: Span, unit: Unit) -> Span:
    """Read "next week Friday", "next year, Q1", "this week or next" behind the unit."""
    at = c.at
    if c.take(Kind.TO):
        c.take(Kind.THE)
        if c.take(Kind.NEXT) and c.tokens[c.at].kind not in RULES:
            later = calendar_unit(c, Kind.NEXT, unit)
            return later._replace(first=span.first)
        c.at = at
    while c.tokens[c.at].kind in GLUE:
        c.at += 1
    kind, value = c.tokens[c.at]
    if unit is Unit.WEEK and kind is Kind.WEEKDAY:
        c.at += 1
        return weekday_in(span, value)
    if unit is Unit.YEAR and kind in YEARLY:
        inner = as_of(c, span.first)
        if inner is not None:
            return inner
    c.at = at
    return span
