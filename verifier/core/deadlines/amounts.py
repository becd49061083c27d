"""Lengths of time: "two weeks", "2-3 months", "a week or two", "half a year"."""

from typing import NamedTuple

from verifier.core.deadlines.cursor import Cursor
from verifier.core.deadlines.kinds import Kind, Unit
from verifier.core.deadlines.spans import Span, precision_of, step, step_workdays
from verifier.core.terms import Precision

_COUNTS = frozenset({Kind.NUMBER, Kind.NUMBER_AND_HALF, Kind.ARTICLE, Kind.FEW})
_BOTH = frozenset({Kind.UNIT, Kind.UNITS})
_GLUE = frozenset({Kind.OF, Kind.NOISE, Kind.ARTICLE, Kind.HEDGE})
_HUNDRED = 100


class _Count(NamedTuple):
    value: int
    and_half: bool
    rough: bool


_ONCE = _Count(1, and_half=False, rough=False)


def amount(c: Cursor) -> Span | None:
    """A length of time counted from the announcement, or from the day named after "from"."""
    half = _half(c)
    low = half or _count(c) or _ONCE
    high = low
    if not half and c.take(Kind.TO):
        high = _count(c) or low
    workdays = c.take(Kind.BUSINESS)
    unit = _unit(c)
    if unit is None:
        return None
    if not half:
        low, high = _afterthought(c, low, high)
    if half or low.and_half:
        unit, low, high = _halved(unit, low, high)
    return _count_on(c, unit, low, high, workdays=workdays)


def next_amount(c: Cursor) -> Span | None:
    """Read "(the next) week", "(the next) day or two" as what begins at the announcement."""
    unit = Unit(c.tokens[c.at].value)
    c.at += 1
    c.within = True
    low, high = _afterthought(c, _ONCE, _ONCE)
    return _count_on(c, unit, low, high, workdays=False)


def _half(c: Cursor) -> _Count | None:
    """Read "half a year", "half of a month"."""
    if not c.take(Kind.HALF):
        return None
    while c.tokens[c.at].kind in _GLUE:
        c.at += 1
    return _Count(0, and_half=True, rough=False)


def _count(c: Cursor) -> _Count | None:
    """Read "two", "2.5", "a few", "two and a half"."""
    kind, value = c.tokens[c.at]
    if kind not in _COUNTS:
        return None
    c.at += 1
    if kind is Kind.ARTICLE:
        after = c.tokens[c.at].kind
        if after is Kind.FEW or (after is Kind.NUMBER and c.tokens[c.at].value != _HUNDRED):
            return _count(c)
        value = 1
    value = _hundreds(c, value)
    while (glue := c.tokens[c.at].kind) in _GLUE or (
        glue is Kind.UNKNOWN and c.tokens[c.at + 1].kind in _BOTH
    ):
        c.approx = c.approx or glue is Kind.HEDGE
        c.at += 1
    return _Count(value, _and_half(c) or kind is Kind.NUMBER_AND_HALF, kind is Kind.FEW)


def _hundreds(c: Cursor, value: int) -> int:
    """Read the rest of "two hundred", "a hundred and twenty"."""
    if c.tokens[c.at] == (Kind.NUMBER, _HUNDRED):
        c.at += 1
        value *= _HUNDRED
    at = c.at
    if value >= _HUNDRED and value % _HUNDRED == 0:
        c.take(Kind.TO)
        if c.tokens[c.at].kind is Kind.NUMBER:
            c.at += 1
            return value + c.tokens[c.at - 1].value
    c.at = at
    return value


def _and_half(c: Cursor) -> bool:
    """Pass "and a half"."""
    at = c.at
    if c.take(Kind.TO):
        c.take(Kind.ARTICLE)
        if c.take(Kind.HALF):
            return True
    c.at = at
    return False


def _unit(c: Cursor) -> Unit | None:
    token = c.tokens[c.at]
    if token.kind not in _BOTH:
        return None
    c.at += 1
    return Unit(token.value)


def _afterthought(c: Cursor, low: _Count, high: _Count) -> tuple[_Count, _Count]:
    """Read what follows the unit: "or two", which is a second number, or "and a half"."""
    if c.tokens[c.at].kind is Kind.END:
        return low, high
    if _and_half(c):
        return low._replace(and_half=True), high._replace(and_half=True)
    at = c.at
    while c.tokens[c.at].kind is Kind.TO or c.tokens[c.at].kind is Kind.HEDGE:
        c.at += 1
    if c.at > at:
        more = _count(c)
        if more and c.tokens[c.at].kind not in _BOTH and c.tokens[c.at].kind is not Kind.MONTH:
            return low, more
    c.at = at
    return low, high


def _halved(unit: Unit, low: _Count, high: _Count) -> tuple[Unit, _Count, _Count]:
    """Half an hour stays within the day; other halves are what `step` makes of them."""
    if unit is Unit.HOUR:
        return unit, low._replace(value=low.value + 1), high._replace(value=high.value + 1)
    return unit, low, high


def _count_on(c: Cursor, unit: Unit, low: _Count, high: _Count, *, workdays: bool) -> Span | None:
    start = c.announced
    if workdays:
        first, last = step_workdays(start, low.value), step_workdays(start, high.value)
    else:
        first = step(start, low.value, unit, and_half=low.and_half)
        last = step(start, high.value, unit, and_half=high.and_half)
    rough = low.rough or high.rough
    if unit is Unit.HOUR:
        c.flag("later-reading")
    if last < first:
        first, last = last, first
    if c.within or rough or unit is Unit.HOUR:
        first = start
    if rough:
        c.approx = True
    exact = precision_of(unit) if low.value != high.value else Precision.DAY
    return Span(first, last, exact, "within an amount" if c.within else "amount")
