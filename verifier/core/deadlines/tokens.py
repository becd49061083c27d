"""From a phrase to its tokens, in one pass."""

import re
import unicodedata

from verifier.core.deadlines.chinese import to_english
from verifier.core.deadlines.kinds import END, UNKNOWN, Kind, Token
from verifier.core.deadlines.lexicon import EXPANDED, GROUPED, LEXICON

LEXEME = (
    r"\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?"
    r"|\d+(?:[-/.:~]\d+)+(?:t[\d:.+-]*z?)?"
    r"|\d+(?:st|nd|rd|th)\b|[qhw][1-5]?\d(?!\w)|[1-4]q(?![^\W\d])|[12]h(?=\s?'?\d\d)|'\d\d\b"
    r"|\d+|[^\W\d_]+(?:'[^\W\d_]+)?'?|\s[-/]\s|[-/~&]"
)
_LEXEME = re.compile(LEXEME)
_COMPOUND = re.compile(r"(\d+)([-/.:~])(\d+)(?:\2(\d+))?(?:t.*)?")
_ASCII = str.maketrans({"–": "-", "—": " - ", "‑": "-", "−": "-", "’": "'", "‘": "'", "～": "~"})
_TIME = Token(Kind.DAY_PART)
_TO = Token(Kind.TO)
_UNKNOWN = (UNKNOWN,)
CLOSE = (END, END, END)
_DASHES = frozenset("-/")
_SAME = frozenset({Kind.TO, Kind.UNKNOWN, Kind.END})
_DATED = frozenset(
    {Kind.PART, Kind.NUMBER, Kind.NTH, Kind.MONTH, Kind.WEEKDAY, Kind.DATE, Kind.YEAR}
)
_TENS = frozenset(range(20, 100, 10))
_MONTHS = 12
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_MOST, _TOO_MANY = 1_000_000, 1_000_000_000


def fold(phrase: str) -> str:
    """The phrase in lower case, width and dashes made plain, Chinese put into English."""
    if phrase.isascii():
        return phrase.lower()
    text = unicodedata.normalize("NFKC", phrase).translate(_ASCII).casefold()
    return to_english(text)


def tokenize(folded: str) -> list[Token]:
    """The tokens of a folded phrase, closed by three ENDs; linear in its length."""
    tokens = read_lexemes(_LEXEME.findall(folded))
    tokens += CLOSE
    return tokens


def read_lexemes(lexemes: list[str], origins: list[int] | None = None) -> list[Token]:
    """The tokens of some lexemes; for each, `origins` receives the number of its lexeme."""
    tokens: list[Token] = []
    dash = ""
    at, end = 0, len(lexemes)
    while at < end:
        origin, lexeme = at, lexemes[at]
        at += 1
        found = LEXICON.get(lexeme)
        if at < end and lexeme in GROUPED:
            for rest, token in GROUPED[lexeme].get(lexemes[at], ()):
                behind = at + 1 + len(rest)
                if lexemes[at + 1 : behind] == rest:
                    found, at = token, behind
                    break
        if found is not None and not dash:
            tokens.append(found)
        elif found is None and lexeme.strip() in _DASHES:
            dash = lexeme
        else:
            right = (found,) if found is not None else _odd(lexeme)
            tokens += _join(tokens, right, dash) if dash else right
            dash = ""
        if origins is not None:
            origins += [origin] * (len(tokens) - len(origins))
    return tokens


def _join(tokens: list[Token], right: tuple[Token, ...], dash: str) -> tuple[Token, ...]:
    """Keep a dash where it joins two dates, drop it where it only glues words; "twenty-one"."""
    if not tokens:
        return right
    left, start = tokens[-1], right[0]
    if left.kind is Kind.NUMBER is start.kind and left.value in _TENS and start.value < 10:  # noqa: PLR2004 ones
        tokens.pop()
        return (Token(Kind.NUMBER, left.value + start.value),)
    alike = left.kind is start.kind or "/" in dash
    spaced = len(dash) > 1 and left.kind in _DATED and start.kind in _DATED
    return (_TO, *right) if spaced or (alike and left.kind not in _SAME) else right


def _odd(lexeme: str) -> tuple[Token, ...]:
    """A lexeme that is in no list: numbers, dates, times, ordinals, quarters."""
    first = lexeme[0]
    if first.isdecimal():
        if lexeme.isdecimal():
            return (_number(lexeme),)
        if lexeme[-1] == "q":
            return (Token(Kind.QUARTER, int(first)),)
        if lexeme[-1] == "h" and lexeme[-2:] != "th":
            return (Token(Kind.HALF_YEAR, int(first)),)
        if lexeme[-1] == "m" or lexeme[-1] == ".":
            return (_TIME,)
        if lexeme[-1].isalpha() and lexeme[-2:].isalpha():
            return (Token(Kind.NTH, int(lexeme[:-2][-6:])),)
        return _compound(lexeme)
    if len(lexeme) > 1 and lexeme[1].isdecimal():
        return (_coded(first, int(lexeme[1:])),)
    return EXPANDED.get(lexeme, _UNKNOWN)


def _coded(letter: str, value: int) -> Token:
    """Q3, H2, W24 and '26."""
    if letter == "'":
        return Token(Kind.YEAR, 2000 + value)
    if letter == "q" and 1 <= value <= 4:  # noqa: PLR2004 quarters of a year
        return Token(Kind.QUARTER, value)
    if letter == "h" and 1 <= value <= 2:  # noqa: PLR2004 halves of a year
        return Token(Kind.HALF_YEAR, value)
    return Token(Kind.ISO_WEEK, value) if letter == "w" else UNKNOWN


def _number(digits: str) -> Token:
    """A plain number: a year, a compact date, or a count."""
    if len(digits) == len("20250630"):
        return Token(Kind.DATE, int(digits))
    if len(digits) > len(str(_MOST)):
        return Token(Kind.NUMBER, _TOO_MANY)
    value = int(digits)
    year = len(digits) == len("2025") and _FIRST_YEAR <= value <= _LAST_YEAR
    return Token(Kind.YEAR if year else Kind.NUMBER, value)


def _compound(lexeme: str) -> tuple[Token, ...]:
    """Numbers joined by -, /, . or : as a date, a month, a range, a decimal or a time."""
    match = _COMPOUND.fullmatch(lexeme)
    if not match or len(lexeme) > len("2025-06-30t10:00:00.000000+00:00"):
        return _UNKNOWN
    one, mark, two, three = match.groups()
    if mark == ":":
        return (_TIME,)
    if three:
        return (_full_date(one, mark, two, three),)
    if len(one) == 4 or len(two) == 4:  # noqa: PLR2004 digits of a year
        return _with_year(one, two)
    return _of_two(one, mark, two)


def _of_two(one: str, mark: str, two: str) -> tuple[Token, ...]:
    """2-3, 2.5, 30.06, 6/30, 30/6, 20/21."""
    left, right = int(one), int(two)
    if mark in "-~" or (mark == "/" and min(left, right) > _MONTHS):
        return (Token(Kind.NUMBER, left), _TO, Token(Kind.NUMBER, right))
    if mark == "/":
        if left > _MONTHS:
            return (Token(Kind.DAY_MONTH, right * 100 + left),)
        return (Token(Kind.MONTH_DAY, left * 100 + right),)
    if two == "5":
        return (Token(Kind.NUMBER_AND_HALF, left),)
    return (Token(Kind.DAY_MONTH, right * 100 + left),) if len(two) > 1 else _UNKNOWN


def _with_year(one: str, two: str) -> tuple[Token, ...]:
    """2025-06, 06/2025, 2025-2026."""
    if len(one) == len(two):
        return (Token(Kind.YEAR, int(one)), _TO, Token(Kind.YEAR, int(two)))
    year, month = (int(one), int(two)) if len(one) > len(two) else (int(two), int(one))
    return (Token(Kind.YEAR_MONTH, year * 100 + month),)


def _full_date(one: str, mark: str, two: str, three: str) -> Token:
    """2025-06-30, 30.06.2025, 6/30/2025 (American unless its first number is no month)."""
    a, b, c = int(one), int(two), int(three)
    if len(one) == 4:  # noqa: PLR2004 digits of a year
        return Token(Kind.DATE, a * 10_000 + b * 100 + c)
    year = c if len(three) == 4 else 2000 + c  # noqa: PLR2004 digits of a year
    if mark == "." or a > _MONTHS:
        return Token(Kind.DATE, year * 10_000 + b * 100 + a)
    return Token(Kind.AMERICAN_DATE, year * 10_000 + a * 100 + b)
