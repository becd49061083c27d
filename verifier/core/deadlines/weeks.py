"""Calendar units, weekdays and weekends, counted from the announcement."""

from datetime import date, timedelta

from verifier.core.deadlines.cursor import Cursor
from verifier.core.deadlines.dates import EXPLICIT, explicit
from verifier.core.deadlines.kinds import Kind, Unit
from verifier.core.deadlines.spans import Span, one_day, step, unit_span, week_span
from verifier.core.terms import Precision

_GLUE = frozenset({Kind.OF, Kind.THE, Kind.NOISE, Kind.IN})
AHEAD = frozenset({Kind.NEXT, Kind.FOLLOWING})
_WEEK = (Kind.UNIT, Unit.WEEK)
_SUNDAY, _SATURDAY = 6, 5


def calendar_unit(c: Cursor, which: Kind, unit: Unit) -> Span:
    """The calendar unit; "this week" said on a Sunday is the coming one."""
    if which is Kind.COMING or unit is Unit.FORTNIGHT:
        reached = step(c.announced, 1, unit)
        return Span(c.announced, reached, Precision.DAY, "within an amount")
    ahead = which in AHEAD
    span = unit_span(c.announced, unit, f"{'next' if ahead else 'this'} {unit.name.lower()}")
    if unit is Unit.WEEK and which is Kind.THIS and c.announced.weekday() == _SUNDAY:
        c.flag("later-reading")
        ahead = True
    return unit_span(span.last + timedelta(days=1), unit, span.rule) if ahead else span


def weekday(c: Cursor) -> Span:
    """Read "Friday", "Friday, June 13", "Friday the 13th", "Friday next week", "Friday week"."""
    value = c.tokens[c.at].value
    c.at += 1
    at = c.at
    while c.tokens[c.at].kind in _GLUE:
        c.at += 1
    kind = c.tokens[c.at].kind
    if kind in EXPLICIT:
        span = _named_day(c)
        if span is not None:
            return span
    elif kind in AHEAD or kind is Kind.THIS:
        c.at += 1
        if c.tokens[c.at] == _WEEK:
            c.at += 1
            return weekday_in(calendar_unit(c, kind, Unit.WEEK), value)
    elif kind is Kind.AFTER and c.tokens[c.at + 1].kind is Kind.NEXT:
        c.at += 2
        return one_day(_next_week(c, value) + timedelta(days=7), "weekday after next")
    c.at = at
    day = c.announced + timedelta(days=(value - c.announced.weekday() - 1) % 7 + 1)
    if c.tokens[c.at] == _WEEK:
        c.at += 1
        return one_day(day + timedelta(days=7), "weekday week")
    if value == c.announced.weekday():
        c.flag("later-reading")
    return one_day(day, "weekday")


def weekday_in(week: Span, value: int) -> Span:
    """A weekday, 0 for Monday, of a week."""
    return one_day(week.first + timedelta(days=value), "weekday of a week")


def _named_day(c: Cursor) -> Span | None:
    """The day whose date follows its weekday: "Friday, June 13"."""
    at = c.at
    span = explicit(c) if c.tokens[at].kind in EXPLICIT else None
    if span is not None and span.precision is Precision.DAY:
        return span
    c.at = at
    return None


def chosen_weekday(c: Cursor, which: Kind) -> Span:
    """Read "next Friday", in the next calendar week, and "this Friday", today or to come."""
    value = c.tokens[c.at].value
    c.at += 1
    span = _named_day(c)
    if span is not None:
        return span
    if which in AHEAD:
        return one_day(_next_week(c, value), "next weekday")
    ahead = (value - c.announced.weekday()) % 7
    return one_day(c.announced + timedelta(days=ahead), "this weekday")


def _next_week(c: Cursor, value: int) -> date:
    return c.announced + timedelta(days=7 - c.announced.weekday() + value)


def weekend_of(day: date) -> Span:
    """The Saturday and Sunday of the week that holds a day."""
    week = week_span(day, "weekend")
    return week._replace(first=week.first + timedelta(days=_SATURDAY))
