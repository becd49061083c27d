"""Reading whatever time begins at the cursor; the rules for that stand in `grammar`."""

from collections.abc import Callable
from datetime import date

from verifier.core.deadlines.cursor import Cursor
from verifier.core.deadlines.kinds import Kind, Part, Unit
from verifier.core.deadlines.spans import Span, part_of
from verifier.core.deadlines.weeks import calendar_unit

GLUE = frozenset({Kind.OF, Kind.THE, Kind.IN, Kind.NOISE, Kind.FROM})
"""Words between a part and its whole."""

RENAMED = frozenset({Kind.NEXT, Kind.THIS, Kind.YEAR, Kind.MONTH, Kind.QUARTER})
"""What names the unit before it anew: "year 2026", "month June", "week next week"."""

RULES: dict[Kind, Callable[[Cursor], Span | None]] = {}
"""The rule for each kind of word a time can begin with; `grammar` fills it."""


def body(c: Cursor) -> Span | None:
    """The time named at the cursor, which is left behind it; None, unmoved, if there is none."""
    rule = RULES.get(c.tokens[c.at].kind)
    if rule is None:
        return None
    at = c.at
    span = rule(c)
    if span is None:
        c.at = at
        return None
    return _postfix(c, span)


def _postfix(c: Cursor, span: Span) -> Span:
    """Read "month end", "next month early": a part that stands behind its whole."""
    kind, value = c.tokens[c.at]
    if kind is not Kind.PART or c.tokens[c.at + 1].kind in RULES:
        return span
    c.at += 1
    c.ended = value >= Part.END
    return part_of(span, Part(value))


def inner(c: Cursor) -> Span | None:
    """The whole that a part is of: "of the year", "next week", "in June"."""
    while c.tokens[c.at].kind in GLUE:
        c.at += 1
    kind, value = c.tokens[c.at]
    after = c.tokens[c.at + 1].kind
    if kind is Kind.UNIT and after in RENAMED:
        c.at += 1
        return body(c)
    if kind is Kind.UNIT and after is not Kind.OF:
        c.at += 1
        return calendar_unit(c, Kind.UNIT, Unit(value))
    if kind is Kind.COMING and after is Kind.UNIT:
        c.at += 2
        return calendar_unit(c, Kind.NEXT, Unit(c.tokens[c.at - 1].value))
    return body(c)


def as_of(c: Cursor, start: date) -> Span | None:
    """What follows, read as if said on another day."""
    announced, c.announced = c.announced, start
    span = body(c)
    c.announced = announced
    return span
