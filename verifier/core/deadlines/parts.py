"""Parts of a longer time: "early July", "second week of June", "the week of June 9"."""

from datetime import timedelta

from verifier.core.deadlines.bodies import GLUE, RENAMED, body, inner
from verifier.core.deadlines.cursor import Cursor
from verifier.core.deadlines.dates import day_first, year_after
from verifier.core.deadlines.kinds import Kind, Part, Unit
from verifier.core.deadlines.periods import iso_week, quarter_in
from verifier.core.deadlines.spans import (
    Span,
    half_of,
    months_span,
    one_day,
    part_of,
    unit_span,
    week_span,
)
from verifier.core.deadlines.weeks import calendar_unit

_COUNTS = frozenset({Kind.NUMBER, Kind.FEW})
_PARTED = frozenset({Kind.UNIT, Kind.UNITS, Kind.HALF, Kind.WEEKDAY})


def part(c: Cursor) -> Span | None:
    """Read "early July", "mid to late January", "end of next week", "later this summer"."""
    first = last = Part(c.tokens[c.at].value)
    c.at += 1
    at = c.at
    if c.take(Kind.TO) and c.tokens[c.at].kind is Kind.PART:
        last = Part(c.tokens[c.at].value)
        c.at += 1
    else:
        c.at = at
    by, c.by = c.by, True
    span = inner(c)
    c.by = by
    if span is None:
        return None
    c.ended = last >= Part.END
    ending = part_of(span, last)
    if last is Part.LATER:
        return ending._replace(first=min(c.announced, ending.last))
    return ending._replace(first=min(part_of(span, first).first, ending.last))


def unit_named(c: Cursor) -> Span | None:
    """Read "week of June 9", "week 24", "week after next", "month end"."""
    unit = Unit(c.tokens[c.at].value)
    c.at += 1
    kind, value = c.tokens[c.at]
    if kind is Kind.NUMBER and unit is Unit.WEEK:
        c.at += 1
        return iso_week(c, value)
    if kind is Kind.AFTER and c.tokens[c.at + 1].kind is Kind.NEXT:
        c.at += 2
        span = calendar_unit(c, Kind.NEXT, unit)
        return unit_span(span.last + timedelta(days=1), unit, "the one after next")
    if kind is Kind.PART:
        if c.tokens[c.at + 1].kind not in RENAMED:
            return calendar_unit(c, Kind.UNIT, unit)
        c.at += 1
        c.ended = value >= Part.END
        whole = body(c)
        return whole and part_of(whole, Part(value))
    if kind in GLUE:
        return _unit_of(c, unit)
    return None


def _unit_of(c: Cursor, unit: Unit) -> Span | None:
    whole = inner(c)
    if whole is not None and unit is Unit.WEEK:
        return week_span(whole.first, "week of a day")
    return None if whole is not None and whole.rule == "amount" else whole


def nth(c: Cursor) -> Span | None:
    """Read "the 12th" and, like its word, "2nd week of June"."""
    return ordinal(c) if c.tokens[c.at + 1].kind in _PARTED else day_first(c)


def ordinal(c: Cursor) -> Span | None:
    """Read "first week of June", "second half of next year", "last Friday of May"."""
    kind, rank = c.tokens[c.at]
    c.at += 1
    rank = -1 if kind is Kind.LAST else rank
    count = 1
    if c.tokens[c.at].kind in _COUNTS:
        count = max(1, c.tokens[c.at].value)
        c.at += 1
    what, value = c.tokens[c.at]
    if what is Kind.OF and kind is Kind.ORDINAL:
        c.at -= 1
        return day_first(c)
    c.at += 1
    if what is Kind.UNIT and value == Unit.QUARTER and rank > 0:
        year = year_after(c)
        if year is not None or c.tokens[c.at].kind is not Kind.OF:
            return quarter_in(c, min(rank, 4), year)
    if what not in _PARTED:
        return None
    if c.tokens[c.at].kind not in GLUE and c.tokens[c.at].kind not in RENAMED:
        return None
    whole = inner(c)
    if whole is None:
        return None
    if what is Kind.HALF:
        return half_of(whole, 1 if rank == 1 else 2)
    if what is Kind.WEEKDAY:
        return _nth_weekday(whole, rank, value)
    return _nth_unit(whole, rank, count, Unit(value))


def _nth_weekday(whole: Span, nth: int, weekday_: int) -> Span:
    if nth < 0:
        return one_day(whole.last - timedelta(days=(whole.last.weekday() - weekday_) % 7), "last")
    first = whole.first + timedelta(days=(weekday_ - whole.first.weekday()) % 7)
    return one_day(first + timedelta(days=7 * (nth - 1)), "nth weekday")


def _nth_unit(whole: Span, nth: int, count: int, unit: Unit) -> Span | None:
    """The nth unit of a whole, counted from its first day; months and quarters by the calendar."""
    rule = f"nth {unit.name.lower()}"
    days = {Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14}.get(unit)
    if days is None:
        months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6}.get(unit)
        total = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
        if months is None or months * count > total:
            return None
        at = (nth - 1) * months if nth > 0 else total - months * count
        year, month = divmod(whole.first.month - 1 + at, 12)
        return months_span(whole.first.year + year, month + 1, months * count, rule)
    length = timedelta(days=days * count - 1)
    if nth < 0:
        return Span(max(whole.first, whole.last - length), whole.last, whole.precision, rule)
    first = min(whole.first + timedelta(days=days * (nth - 1)), whole.last)
    return Span(first, min(first + length, whole.last), whole.precision, rule)
