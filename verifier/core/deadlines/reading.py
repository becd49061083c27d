"""From a phrase to its deadline: what stands before the time, the time, what stands behind."""

from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter

from verifier.core.deadlines.cursor import Cursor
from verifier.core.deadlines.foreign import foreign_date
from verifier.core.deadlines.grammar import body
from verifier.core.deadlines.kinds import UNKNOWN, Kind, Token
from verifier.core.deadlines.spans import Span
from verifier.core.deadlines.tokens import CLOSE, fold, tokenize
from verifier.core.terms import Deadline, NoDeadline, Precision, Why

_LONGEST = 256
_KIND = itemgetter(0)
_DECISIVE = {
    Kind.CONDITION: Why.CONDITIONAL,
    Kind.PAST: Why.PAST,
    Kind.OPEN: Why.VAGUE,
}
_DECIDING = frozenset({*_DECISIVE, Kind.LAST, Kind.AS_SOON})
_SIDES = frozenset({Kind.BY, Kind.BEFORE, Kind.AFTER})
_LEADS = frozenset(
    {Kind.NEXT, Kind.AT, Kind.AFTER, Kind.BEFORE, Kind.BY, Kind.FROM, Kind.FOLLOWING}
)
_COUNTED_FROM = frozenset({Kind.AFTER, Kind.BEFORE, Kind.FROM, Kind.FOLLOWING})
_VAGUE = frozenset({Kind.VAGUE, Kind.UNITS, Kind.COMING})
_GLUE = frozenset({Kind.OF, Kind.IN, Kind.BEFORE})
_LAST_OF = frozenset(
    {
        Kind.UNIT,
        Kind.UNITS,
        Kind.DAY_PART,
        Kind.WEEKDAY,
        Kind.WEEKEND,
        Kind.MONTH,
        Kind.SEASON,
        Kind.QUARTER,
    }
)
_DATED = frozenset(
    {Kind.NEXT, Kind.THIS, Kind.RELATIVE_DAY, Kind.WEEKDAY, Kind.MONTH, Kind.PART, Kind.NUMBER}
    | {Kind.QUARTER, Kind.HALF_YEAR, Kind.SEASON, Kind.YEAR, Kind.DATE}
)
_JOINTS = frozenset({Kind.TO, Kind.HEDGE})
_BETWEEN = frozenset({Kind.IN, Kind.NOISE})
_NAMED = frozenset({Kind.EVENT, Kind.UNKNOWN})
_WEAK = frozenset({"year", "part of a day"})


def parse_deadline(phrase: str, announced: date) -> Deadline | None:
    """The days a phrase allows when said on a day; None where it sets none. Never raises."""
    answer = read_deadline(phrase, announced)
    return answer if isinstance(answer, Deadline) else None


def read_deadline(phrase: str, announced: date) -> Deadline | NoDeadline:
    """The days a phrase allows when said on a day, or why it allows none. Never raises.

    A phrase longer than 256 characters is no phrase. Time is linear in its length.
    """
    if len(phrase) > _LONGEST:
        return NoDeadline(Why.NOT_A_DATE, phrase, "too long")
    tokens = tokenize(fold(phrase))
    if not _DECIDING.isdisjoint(map(_KIND, tokens)):
        refusal = _decide(phrase, tokens)
        if refusal is not None:
            return refusal
    try:
        return _read(phrase, tokens, announced)
    except (OverflowError, ValueError):
        return NoDeadline(Why.NOT_A_DATE, phrase, "no such day")


def _decide(phrase: str, tokens: list[Token]) -> NoDeadline | None:
    """The refusal that a word brings whatever else is said: "if", "ago", "last week"."""
    for at, (kind, _) in enumerate(tokens):
        if kind is Kind.LAST and _is_over(tokens, at):
            return NoDeadline(Why.PAST, phrase, "last unit")
        if kind is Kind.AS_SOON and tokens[at + 1].kind not in _DATED:
            return NoDeadline(Why.CONDITIONAL, phrase, "condition word")
        if kind in _DECISIVE:
            return NoDeadline(_DECISIVE[kind], phrase, f"{kind.name.lower()} word")
    return None


def _read(phrase: str, tokens: list[Token], announced: date) -> Deadline | NoDeadline:
    c = Cursor(tokens, announced)
    side = Kind.END
    span = None
    while (kind := tokens[c.at].kind) is not Kind.END:
        span = body(c)
        if span is not None:
            break
        if kind is Kind.HEDGE:
            c.approx = True
        elif kind is Kind.WITHIN:
            c.within = True
        elif kind in _SIDES:
            side = kind
            c.by = kind is not Kind.AFTER
        c.at += 1
    if span is None:
        return _foreign(phrase, announced) or _refuse(phrase, tokens)
    if span.rule == "year" and _is_named_by(tokens, c.at - 1):
        return NoDeadline(Why.EVENT, phrase, "event")
    if span.rule in _WEAK and UNKNOWN in tokens:
        foreign = _foreign(phrase, announced)
        if foreign is not None:
            return foreign
    return _close(phrase, c, side, span)


def _is_named_by(tokens: list[Token], at: int) -> bool:
    """Whether a year only says which event is meant: "during ICLR 2025", "at our 2026 summit"."""
    led = any(kind is Kind.AT for kind, _ in tokens[:at])
    return led and (tokens[at - 1].kind in _NAMED or tokens[at + 1].kind in _NAMED)


def _close(phrase: str, c: Cursor, side: Kind, span: Span) -> Deadline | NoDeadline:
    """Join a second time ("or July"), read what stands behind, apply by and before."""
    if c.tokens[c.at].kind is not Kind.END:
        span = _range(c, span)
    counted = "amount" in span.rule
    for kind, _ in c.tokens[c.at : -len(CLOSE)]:
        if kind is Kind.HEDGE:
            c.approx = True
        elif kind is Kind.LATEST:
            side = Kind.BY
        elif counted and kind in _COUNTED_FROM:
            return NoDeadline(Why.EVENT, phrase, "counted from an event")
    if side is Kind.AFTER and not counted:
        return NoDeadline(Why.VAGUE, phrase, "open-ended")
    first, last, precision, rule = _sided(c, side, span)
    if last < c.announced:
        return NoDeadline(Why.PAST, phrase, rule)
    if c.approx:
        precision = Precision.APPROX
    return Deadline(max(first, c.announced), last, precision, rule, phrase, c.flags)


def _sided(c: Cursor, side: Kind, span: Span) -> Span:
    """By a span is by its last day, before it by the day ahead of it, unless its end was named."""
    if side is Kind.BY:
        if span.first != span.last and not c.ended and span.precision is not Precision.DAY:
            c.flag("later-reading")
        return span._replace(first=c.announced, rule=f"by {span.rule}")
    if side is Kind.BEFORE:
        last = span.last if c.ended else span.first - timedelta(days=1)
        return span._replace(first=c.announced, last=last, rule=f"before {span.rule}")
    return span


def _range(c: Cursor, span: Span) -> Span:
    """Read "June or July", "Thursday or Friday", "from June 10 to June 12"."""
    at = c.at
    if c.tokens[at].kind not in _JOINTS:
        return span
    while c.tokens[c.at].kind in _JOINTS or c.tokens[c.at].kind in _BETWEEN:
        c.at += 1
    later = body(c)
    if later is None:
        c.at = at
        return span
    return later._replace(
        first=min(span.first, later.first), last=max(span.last, later.last), rule="range"
    )


def _is_over(tokens: list[Token], at: int) -> bool:
    """Whether this "last" stands for a time that is over: "last week", "the past two months"."""
    at += 1
    while tokens[at].kind is Kind.NUMBER or tokens[at].kind is Kind.FEW:
        at += 1
    return tokens[at].kind in _LAST_OF and tokens[at + 1].kind not in _GLUE


def _foreign(phrase: str, announced: date) -> Deadline | NoDeadline | None:
    """An explicit calendar date in another language."""
    day = foreign_date(phrase, announced)
    if day is None:
        return None
    if day < announced:
        return NoDeadline(Why.PAST, phrase, "foreign date")
    return Deadline(day, day, Precision.DAY, "foreign date", phrase, ("foreign-date",))


def _refuse(phrase: str, tokens: list[Token]) -> NoDeadline:
    """Why a phrase without a time sets no deadline."""
    kinds = [token.kind for token in tokens]
    if not _VAGUE.isdisjoint(kinds):
        return NoDeadline(Why.VAGUE, phrase, "vague word")
    led = any(a in _LEADS and b is not Kind.END for a, b in pairwise(kinds))
    if Kind.EVENT in kinds or led:
        return NoDeadline(Why.EVENT, phrase, "event")
    if Kind.NEXT in kinds or Kind.PART in kinds:
        return NoDeadline(Why.VAGUE, phrase, "vague word")
    return NoDeadline(Why.NOT_A_DATE, phrase, "no time in it")
