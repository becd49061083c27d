"""Phrases made of phrases: one function a kind of first word, each taking what it knows."""

from collections.abc import Callable
from datetime import date, timedelta

from verifier.core.deadlines.amounts import amount, next_amount
from verifier.core.deadlines.cursor import Cursor
from verifier.core.deadlines.dates import (
    day_first,
    holiday,
    month_first,
    month_in,
    numeric,
    year_after,
)
from verifier.core.deadlines.kinds import Kind, Part, Token, Unit
from verifier.core.deadlines.periods import (
    half_year,
    iso_week,
    next_season,
    quarter,
    quarter_in,
    relative_day,
    season,
)
from verifier.core.deadlines.spans import (
    Span,
    half_of,
    months_span,
    one_day,
    part_of,
    unit_span,
    week_span,
)
from verifier.core.deadlines.weeks import (
    calendar_unit,
    chosen_weekday,
    weekday,
    weekday_in,
    weekend_of,
)

_GLUE = frozenset({Kind.OF, Kind.THE, Kind.IN, Kind.NOISE, Kind.FROM})
_COUNTS = frozenset({Kind.NUMBER, Kind.NUMBER_AND_HALF, Kind.FEW, Kind.ARTICLE, Kind.BUSINESS})
_YEARLY = frozenset({Kind.MONTH, Kind.QUARTER, Kind.HALF_YEAR, Kind.SEASON, Kind.ORDINAL})
_DAYS = frozenset({Kind.WEEKDAY, Kind.RELATIVE_DAY})
_DETERMINERS = frozenset({Kind.THIS, Kind.NEXT, Kind.COMING, Kind.FOLLOWING})
_RENAMED = frozenset({Kind.NEXT, Kind.THIS, Kind.YEAR, Kind.MONTH, Kind.QUARTER})
_PARTED = frozenset({Kind.UNIT, Kind.UNITS, Kind.HALF, Kind.WEEKDAY})
_AHEAD = frozenset({Kind.NEXT, Kind.FOLLOWING})


def body(c: Cursor) -> Span | None:
    """The time named at the cursor, which is left behind it; None, unmoved, if there is none."""
    rule = BODIES.get(c.tokens[c.at].kind)
    if rule is None:
        return None
    at = c.at
    span = rule(c)
    if span is None:
        c.at = at
        return None
    return _postfix(c, span)


def _postfix(c: Cursor, span: Span) -> Span:
    """Read "Month end", "next month early": a part that stands behind its whole."""
    kind, value = c.tokens[c.at]
    if kind is not Kind.PART or c.tokens[c.at + 1].kind in BODIES:
        return span
    c.at += 1
    c.ended = value >= Part.END
    return part_of(span, Part(value))


def _inner(c: Cursor) -> Span | None:
    """The whole that a part is of: "of the year", "next week", "in June"."""
    while c.tokens[c.at].kind in _GLUE:
        c.at += 1
    kind, value = c.tokens[c.at]
    after = c.tokens[c.at + 1].kind
    if kind is Kind.UNIT and after in _RENAMED:
        c.at += 1
        return body(c)
    if kind is Kind.UNIT and after is not Kind.OF:
        c.at += 1
        return calendar_unit(c, Kind.UNIT, Unit(value))
    return body(c)


def _number(c: Cursor) -> Span | None:
    """Read "Two weeks", else "12 June"."""
    at = c.at
    span = _amount(c)
    if span is None:
        c.at = at
        return day_first(c)
    return span


def _amount(c: Cursor) -> Span | None:
    """Read "Two weeks", "a week from Friday", "two weeks after June 1", "a week tomorrow"."""
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


def _the(c: Cursor) -> Span | None:
    """Read "The next week" is the seven days to come; any other "the" says nothing."""
    c.at += 1
    kind, value = c.tokens[c.at]
    if kind is Kind.NEXT and c.tokens[c.at + 1].kind is Kind.UNIT and not c.by:
        c.at += 1
        return next_amount(c)
    if kind is Kind.UNIT and c.within:
        c.flag("later-reading")
        return next_amount(c)
    if kind is Kind.UNIT and c.by and c.tokens[c.at + 1].kind is Kind.NOISE:
        c.at += 1
        c.ended = True
        return calendar_unit(c, Kind.UNIT, Unit(value))
    return body(c)


def _determined(c: Cursor) -> Span | None:
    """Read "This week", "next Friday", "the coming two weeks", "this or next month"."""
    which = c.tokens[c.at].kind
    c.at += 1
    if c.take(Kind.COMING):
        kind = c.tokens[c.at].kind
        which = Kind.NEXT if kind is Kind.UNIT else which
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
        return weekend_of(c.announced + timedelta(days=7 * (which in _AHEAD)))
    if kind is Kind.SEASON and which in _AHEAD:
        return next_season(c)
    span = body(c)
    if span and kind is Kind.MONTH and which in _AHEAD and span.first.year == c.announced.year:
        c.flag("later-reading")
        return month_in(c, value, c.announced.year + 1, "next month of that name")
    return span


def _either(c: Cursor, which: Kind) -> Span | None:
    """Read "This or next week"."""
    c.at += 1
    later = body(c)
    kind, value = c.tokens[c.at - 1]
    if later is None or kind is not Kind.UNIT:
        return later
    first = calendar_unit(c, which, Unit(value))
    return later._replace(first=min(first.first, later.first))


def _inside(c: Cursor, span: Span, unit: Unit) -> Span:
    """Read "Next week Friday", "next year, Q1", "this week or next" behind the unit."""
    at = c.at
    if c.take(Kind.TO):
        c.take(Kind.THE)
        if c.take(Kind.NEXT) and c.tokens[c.at].kind not in BODIES:
            later = calendar_unit(c, Kind.NEXT, unit)
            return later._replace(first=span.first)
        c.at = at
    while c.tokens[c.at].kind in _GLUE:
        c.at += 1
    kind, value = c.tokens[c.at]
    if unit is Unit.WEEK and kind is Kind.WEEKDAY:
        c.at += 1
        return weekday_in(span, value)
    if unit is Unit.YEAR and kind in _YEARLY:
        inner = _as_of(c, span.first)
        if inner is not None:
            return inner
    c.at = at
    return span


def _as_of(c: Cursor, start: date) -> Span | None:
    """What follows, read as if said on another day."""
    announced, c.announced = c.announced, start
    span = body(c)
    c.announced = announced
    return span


def _weekend(c: Cursor) -> Span | None:
    """Read "The weekend", "the weekend of June 14"."""
    c.at += 1
    at = c.at
    if c.take(Kind.OF):
        c.take(Kind.THE)
        day = body(c)
        if day is not None:
            return weekend_of(day.first)
    c.at = at
    return weekend_of(c.announced)


def _unit(c: Cursor) -> Span | None:
    """Read "Week of June 9", "week 24", "week after next", "month end"."""
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
        if c.tokens[c.at + 1].kind not in _RENAMED:
            return calendar_unit(c, Kind.UNIT, unit)
        c.at += 1
        c.ended = value >= Part.END
        whole = body(c)
        return whole and part_of(whole, Part(value))
    if kind in _GLUE:
        return _unit_of(c, unit)
    return None


def _unit_of(c: Cursor, unit: Unit) -> Span | None:
    whole = _inner(c)
    if whole is not None and unit is Unit.WEEK:
        return week_span(whole.first, "week of a day")
    return None if whole is not None and whole.rule == "amount" else whole


def _part(c: Cursor) -> Span | None:
    """Read "Early July", "mid to late January", "end of next week", "later this summer"."""
    first = last = Part(c.tokens[c.at].value)
    c.at += 1
    at = c.at
    if c.take(Kind.TO) and c.tokens[c.at].kind is Kind.PART:
        last = Part(c.tokens[c.at].value)
        c.at += 1
    else:
        c.at = at
    by, c.by = c.by, True
    span = _inner(c)
    c.by = by
    if span is None:
        return None
    c.ended = last >= Part.END
    ending = part_of(span, last)
    if last is Part.LATER:
        return ending._replace(first=min(c.announced, ending.last))
    return ending._replace(first=min(part_of(span, first).first, ending.last))


def _nth(c: Cursor) -> Span | None:
    """Read "the 12th" and, like its word, "2nd week of June"."""
    return _ordinal(c) if c.tokens[c.at + 1].kind in _PARTED else day_first(c)


def _ordinal(c: Cursor) -> Span | None:
    """Read "First week of June", "second half of next year", "last Friday of May"."""
    kind, nth = c.tokens[c.at]
    c.at += 1
    nth = -1 if kind is Kind.LAST else nth
    count = 1
    if c.tokens[c.at].kind in _COUNTS:
        count = max(1, c.tokens[c.at].value)
        c.at += 1
    what, value = c.tokens[c.at]
    if what is Kind.OF and kind is Kind.ORDINAL:
        c.at -= 1
        return day_first(c)
    c.at += 1
    if what is Kind.UNIT and value == Unit.QUARTER and nth > 0:
        year = year_after(c)
        if year is not None or c.tokens[c.at].kind is not Kind.OF:
            return quarter_in(c, min(nth, 4), year)
    if what not in _PARTED:
        return None
    if c.tokens[c.at].kind not in _GLUE and c.tokens[c.at].kind not in _RENAMED:
        return None
    whole = _inner(c)
    if whole is None:
        return None
    if what is Kind.HALF:
        return half_of(whole, 1 if nth == 1 else 2)
    if what is Kind.WEEKDAY:
        return _nth_weekday(whole, nth, value)
    return _nth_unit(whole, nth, count, Unit(value))


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


def _year(c: Cursor) -> Span | None:
    """Read "2026", "2026 Q1", "2025 June"; "2000 days" are a count."""
    year = c.tokens[c.at].value
    if c.tokens[c.at + 1].kind is Kind.UNITS:
        c.tokens[c.at] = Token(Kind.NUMBER, year)
        return _amount(c)
    c.at += 1
    if c.tokens[c.at].kind in _YEARLY:
        inner = _as_of(c, date(year, 1, 1))
        if inner is not None:
            return inner
    return months_span(year, 1, 12, "year")


def _day_part(c: Cursor) -> Span | None:
    """Read "this evening", "by midnight", "end of day Friday"."""
    c.at += 1
    at = c.at
    while c.tokens[c.at].kind in _GLUE:
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


BODIES: dict[Kind, Callable[[Cursor], Span | None]] = {
    Kind.NUMBER: _number,
    Kind.NUMBER_AND_HALF: _amount,
    Kind.ARTICLE: _amount,
    Kind.FEW: _amount,
    Kind.HALF: _amount,
    Kind.THE: _the,
    Kind.THIS: _determined,
    Kind.NEXT: _determined,
    Kind.COMING: _determined,
    Kind.FOLLOWING: _determined,
    Kind.PART: _part,
    Kind.ORDINAL: _ordinal,
    Kind.LAST: _ordinal,
    Kind.NTH: _nth,
    Kind.UNIT: _unit,
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
