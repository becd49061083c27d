"""The text of a field, read as what the field holds; a ValueError says what to write instead."""

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from verifier.core.claims import Announced
from verifier.core.patterns import pattern_trouble

YEARS = range(2000, 2201)
"""Years a date may lie in."""
MOST_GRACE = 366
"""Days of grace a claim may state."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*", re.ASCII)
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, halves of surrogates, and what turns the direction of the text."""

Word = TypeVar("Word", bound=StrEnum)


def nearest(word: str, known: Iterable[str]) -> str:
    """Give "; did you mean `x`?" for the known word most like this one, "" where none is."""
    near = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def as_text(value: object) -> str:
    """Take text as it stands."""
    if value is None:
        raise ValueError("has no value; write one")
    if not isinstance(value, str):
        raise ValueError("must be text; write no list and no mapping here")  # noqa: TRY004 - pydantic's way
    return value


def as_line(longest: int) -> Callable[[object], str]:
    """Read words for people on one line, with single spaces."""

    def read(value: object) -> str:
        text = " ".join(as_text(value).split())
        if not text:
            raise ValueError("is empty; write something, or remove the key")
        if found := _UNSEEN.search(text):
            raise ValueError(f"holds an unseen character (U+{ord(found[0]):04X}); remove it")
        if len(text) > longest:
            raise ValueError(f"is {len(text)} characters long, the limit is {longest}; shorten it")
        return text

    return read


def as_matching(pattern: re.Pattern[str], otherwise: str) -> Callable[[object], str]:
    """Read a name of a fixed form."""

    def read(value: object) -> str:
        text = as_text(value)
        if not pattern.fullmatch(text):
            raise ValueError(f"`{text[:80]}` {otherwise}")
        return text

    return read


def as_word(words: type[Word]) -> Callable[[object], Word]:
    """Read one of an enumeration's words."""

    def read(value: object) -> Word:
        text = as_text(value)
        try:
            return words(text)
        except ValueError:
            known = f"{', '.join(words)}{nearest(text, words)}"
            raise ValueError(f"`{text[:40]}` is unknown; write one of {known}") from None

    return read


def as_day(value: object) -> date:
    """Read a date of the calendar, ISO 8601 only."""
    text = as_text(value)
    if not _DATE.fullmatch(text):
        raise ValueError(f"`{text[:40]}` is no date; write it as YYYY-MM-DD")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` is in no calendar; check month and day") from None
    return _in_range(day)


def _in_range(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError(f"`{day}` lies outside {YEARS[0]} to {YEARS[-1]}; check the year")
    return day


def as_announced(value: object) -> Announced:
    """Read a date, or an instant with its offset: the day is that of the offset's calendar."""
    text = as_text(value)
    if not _MOMENT.fullmatch(text):
        return Announced(as_day(value))
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"`{text[:40]}` is no time; write it as 2025-05-28T09:30:00+08:00"
        ) from None
    if at.tzinfo is None:
        raise ValueError(f"`{text}` has no offset; end it in +08:00 or Z, or give the date alone")
    return Announced(_in_range(at.date()), at.astimezone(UTC))


def as_flag(value: object) -> bool:
    """Read `true` or `false`; yes, no, on and off are words."""
    text = as_text(value)
    if text not in {"true", "false"}:
        raise ValueError(f"`{text[:40]}` is neither true nor false; write one of them")
    return text == "true"


def as_grace(value: object) -> int:
    """Read a number of days."""
    text = as_text(value)
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_GRACE))):
        raise ValueError(f"`{text[:40]}` is no number of days; write 0 to {MOST_GRACE}")
    if int(text) > MOST_GRACE:
        raise ValueError(f"{text} days are no grace any more; write 0 to {MOST_GRACE}")
    return int(text)


def as_zone(value: object) -> str:
    """Read the name of a time zone of the IANA's database."""
    text = as_text(value)
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = nearest(text, available_timezones()) or "; write an IANA name such as Asia/Shanghai"
        raise ValueError(f"`{text[:60]}` is no time zone{hint}") from None
    return text


def as_address(value: object) -> str:
    """Read the address of a web page."""
    text = as_text(value)
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or not text.isprintable() or " " in text:
        raise ValueError(f"`{text[:80]}` is no web address; begin it with https://")
    return text


def as_pattern(value: object) -> str:
    """Read a regular expression of RE2 that a name must match whole."""
    text = as_text(value)
    trouble = pattern_trouble(text)
    if trouble:
        raise ValueError(trouble)
    return text
