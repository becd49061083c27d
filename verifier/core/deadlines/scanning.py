"""Times named in running prose, found with the grammar that reads phrases."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from verifier.core.deadlines.chinese import chinese_times
from verifier.core.deadlines.cursor import Cursor
from verifier.core.deadlines.grammar import RULES, body
from verifier.core.deadlines.kinds import Kind, Token
from verifier.core.deadlines.reading import read_deadline
from verifier.core.deadlines.spans import Span
from verifier.core.deadlines.tokens import CLOSE, LEXEME, read_lexemes
from verifier.core.terms import Deadline, NoDeadline


@dataclass(frozen=True, slots=True)
class Time:
    """A time named in a text: its place, end exclusive, and what the grammar reads in it."""

    start: int
    end: int
    phrase: str
    answer: Deadline | NoDeadline


_PLAIN = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", "‘": "'"})
_WORD = re.compile(LEXEME + r"|[,;:()\"\[\]|!?“”…]|\.(?=\s)")
_YEARLIKE = re.compile(r"20\d\d")
_WINDOW = 14
_LEADS = frozenset(
    {Kind.IN, Kind.WITHIN, Kind.BY, Kind.BEFORE, Kind.AFTER, Kind.FROM, Kind.THE, Kind.HEDGE}
    | {Kind.AT, Kind.OPEN}
)
_LEAD_WORDS = frozenset({"on", "over", "sometime", "due", "just", "only"})
_FIRM = frozenset({Kind.IN, Kind.WITHIN, Kind.BY, Kind.BEFORE, Kind.AFTER, Kind.FROM, Kind.OPEN})
_GRANTED = frozenset({"us", "me"})
_GRANTS = frozenset({"give", "allow"})
_FIRM_WORDS = frozenset(
    {
        "itself",
        "ourselves",
        "themselves",
        "myself",
        "need",
        "needs",
        "another",
        "on",
        "due",
        ":",
        "eta",
        "(",
        "over",
        "expected",
        "planned",
        "targeting",
    }
)
_TAILS = frozenset({Kind.HEDGE, Kind.LATEST, Kind.DAY_PART, Kind.PAST})
_OUT_WORDS = frozenset({"away", "out", "off", "time", "from", "until", "till"})
_ALONE_NEEDS_LEAD = frozenset(
    {Kind.YEAR, Kind.NTH, Kind.MONTH_DAY, Kind.DAY_MONTH, Kind.ISO_WEEK, Kind.QUARTER}
    | {Kind.HALF_YEAR, Kind.SEASON, Kind.NUMBER}
)
_BEFORE_UNITS = frozenset({Kind.IN, Kind.WITHIN, Kind.COMING, Kind.NEXT})
_DETERMINED = frozenset({Kind.NEXT, Kind.THIS, Kind.PART})
_SKIPPED = frozenset({Kind.DAY_PART, Kind.THE})
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_STARTS = (RULES.keys() | {Kind.VAGUE, Kind.UNITS, Kind.PAST}) - _SKIPPED
_BOTH = frozenset({Kind.UNIT, Kind.UNITS})
_HOMONYMS = frozenset("may march mar sun sat mon wed dec jan".split())
_LETTER_UNITS = frozenset("dhwy")


class _Scan:
    """One text as tokens with their places."""

    __slots__ = ("announced", "count", "lexemes", "origins", "places", "text", "tokens")

    def __init__(self, text: str, announced: date) -> None:
        self.text = text
        self.announced = announced
        low = _lower(text)
        found = _dated(list(_WORD.finditer(low)))
        self.lexemes = [match[0] for match in found]
        self.places = [match.span() for match in found]
        self.origins: list[int] = []
        self.tokens = read_lexemes(self.lexemes, self.origins)
        self.count = len(self.tokens)
        self.origins.append(len(self.lexemes))
        self.tokens += CLOSE

    def word(self, at: int) -> str:
        """The lexeme a token begins with; empty before the first."""
        return self.lexemes[self.origins[at]] if at >= 0 else ""

    def time(self, first: int, end: int) -> Time:
        """The tokens from first to before end as a time."""
        start = self.places[self.origins[first]][0]
        stop = self.places[self.origins[end] - 1][1]
        phrase = self.text[start:stop].rstrip(" -–—/\n")
        return Time(start, start + len(phrase), phrase, read_deadline(phrase, self.announced))


def find_times(text: str, announced: date) -> list[Time]:
    """Every time named in a text, in its order; linear in the text's length."""
    times = chinese_times(text)
    found = [Time(a, b, text[a:b], read_deadline(text[a:b], announced)) for a, b in times]
    scan = _Scan(text, announced)
    at = floor = 0
    while at < scan.count:
        if not _may_start(scan.tokens, at):
            at += 1
            continue
        end = _time_at(scan, at)
        if end == at:
            at += 1
            continue
        first = _lead(scan, at, floor)
        if _is_time(scan, first, at, end):
            end = _tail(scan, end)
            found.append(scan.time(first, end))
        at = floor = end
    return found


def _may_start(tokens: list[Token], at: int) -> bool:
    """Whether a time may begin at a token; most do not, and most articles count nothing."""
    kind = tokens[at].kind
    if kind is Kind.ARTICLE and tokens[at + 1].kind is Kind.UNKNOWN:
        return tokens[at + 2].kind in _BOTH
    return kind in _STARTS


def _lower(text: str) -> str:
    """Lower case of the same length."""
    low = text.translate(_PLAIN).lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _dated(found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Drop the commas inside dates: "June 12, 2025", "Friday, June 13"."""
    kept: list[re.Match[str]] = []
    for at, match in enumerate(found):
        if match[0] == "," and kept and at + 1 < len(found):
            after = found[at + 1][0]
            if _YEARLIKE.fullmatch(after) or kept[-1][0] in _WEEKDAYS:
                continue
        kept.append(match)
    return kept


def _time_at(scan: _Scan, at: int) -> int:
    """The token behind the time that begins at a token; that token itself if none does."""
    kind = scan.tokens[at].kind
    after = scan.tokens[at + 1].kind
    if scan.word(at) == "now" or (kind is Kind.COMING and after in _DETERMINED):
        return at
    if kind is Kind.VAGUE or scan.word(at) == "yesterday":
        return at + 1
    if kind is Kind.UNITS and at and scan.tokens[at - 1].kind in _BEFORE_UNITS:
        return at + 1
    if kind not in RULES or kind in _SKIPPED:
        return at
    c = Cursor([*scan.tokens[at : at + _WINDOW], *CLOSE], scan.announced)
    if _body(c) is None:
        return at + 2 if kind is Kind.LAST and after in RULES and after is not Kind.ARTICLE else at
    here = c.at
    if c.take(Kind.TO) and _body(c) is not None:
        here = c.at
    return min(at + here, scan.count)


def _body(c: Cursor) -> Span | None:
    try:
        return body(c)
    except (OverflowError, ValueError):
        return None


def _lead(scan: _Scan, at: int, floor: int) -> int:
    """The first token of the words that lead to a time: "no later than", "by the"."""
    while at > floor and (
        scan.tokens[at - 1].kind in _LEADS
        or scan.word(at - 1) in _LEAD_WORDS
        or (scan.tokens[at].kind is Kind.UNITS and scan.tokens[at - 1].kind in _BEFORE_UNITS)
    ):
        at -= 1
    return at


def _tail(scan: _Scan, end: int) -> int:
    """Pass "ago", "at the latest", "morning" behind a time."""
    while end < scan.count and (
        scan.tokens[end].kind in _TAILS or (scan.word(end) == "from" and _ends(scan, end, "now"))
    ):
        end += 1
    return end


def _ends(scan: _Scan, at: int, word: str) -> bool:
    """Whether a token of several lexemes ends with a word."""
    return scan.lexemes[scan.origins[at + 1] - 1] == word


def _is_time(scan: _Scan, first: int, at: int, end: int) -> bool:
    """Whether what could be a time is meant as one here."""
    token, word = scan.tokens[at], scan.word(at)
    led = _is_led(scan, first, at)
    if token.kind is Kind.VAGUE or token.kind is Kind.UNITS:
        return True
    last = scan.lexemes[scan.origins[end] - 1]
    counted = scan.tokens[end - 1].kind in {Kind.UNIT, Kind.UNITS} and _counts(token)
    if counted:
        after = scan.lexemes[scan.origins[end]] if scan.origins[end] < len(scan.lexemes) else ""
        if last in _LETTER_UNITS or scan.word(first - 1) == "for" or after in {"of", "-"}:
            return False
        past = end < scan.count and scan.tokens[end].kind is Kind.PAST
        more = "more" in scan.lexemes[scan.origins[at] : scan.origins[end]]
        return led or past or more or after in _OUT_WORDS
    alone = end == at + 1
    if word in _HOMONYMS and alone:
        return led and (word != "may" or scan.text[scan.places[scan.origins[at]][0]] == "M")
    return led or not alone or token.kind not in _ALONE_NEEDS_LEAD


def _counts(token: Token) -> bool:
    return token.kind in {
        Kind.NUMBER,
        Kind.NUMBER_AND_HALF,
        Kind.ARTICLE,
        Kind.FEW,
        Kind.HALF,
    }


def _is_led(scan: _Scan, first: int, at: int) -> bool:
    """Whether a preposition, a colon or the like points at the time."""
    words: Sequence[int] = range(max(first - 1, 0), at)
    if scan.word(first - 1) in _GRANTED and scan.word(first - 2) in _GRANTS:
        return True
    return any(scan.tokens[i].kind in _FIRM or scan.word(i) in _FIRM_WORDS for i in words)
