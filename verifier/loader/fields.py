"""What the fields of a claim file hold: each type reads its text, or says what to write."""

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import re2
from pydantic import PlainValidator, WithJsonSchema

from verifier.core.claims import Announced, Kind, Reason, Status, Voice
from verifier.core.deadlines import Precision

YEARS = range(2000, 2201)
"""Years a date may lie in."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?P<zone>.*)", re.ASCII)
_PART = r"[\w.-]+"
_ARTEFACT = re.compile(rf"(?:datasets/|[\w-]+(?:\.[\w-]+)+/)?{_PART}/{_PART}", re.ASCII)
_PLACE = re.compile(rf"hub:{_PART}|feed:https?://\S+|[\w-]+(?:\.[\w-]+)+(?:/\S+)?", re.ASCII)
_LICENCE = re.compile(r"[A-Za-z0-9][\w.+-]*", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}")
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, halves of surrogates, and what turns the direction of the text."""
_LONGEST_LINE = 300
_LONGEST_NOTE = 4_000
_MOST_GRACE = 366

Word = TypeVar("Word", bound=StrEnum)


def nearest(word: str, known: Iterable[str]) -> str:
    """Give "; did you mean `x`?" for the known word most like this one, "" where none is."""
    near = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _text(value: object) -> str:
    if value is None:
        raise ValueError("has no value; write one")
    if not isinstance(value, str):
        raise ValueError("must be text, not a list or a mapping")  # noqa: TRY004 - pydantic's way
    return value


def _written(longest: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = " ".join(_text(value).split())
        if not text:
            raise ValueError("is empty; write something, or remove the key")
        if found := _UNSEEN.search(text):
            raise ValueError(f"holds an unseen character (U+{ord(found[0]):04X}); remove it")
        if len(text) > longest:
            raise ValueError(f"is {len(text)} characters long, the limit is {longest}; shorten it")
        return text

    return read


def _matching(pattern: re.Pattern[str], otherwise: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _text(value)
        if not pattern.fullmatch(text):
            raise ValueError(f"`{text[:80]}` {otherwise}")
        return text

    return read


def _day(value: object) -> date:
    text = _text(value)
    if not _DATE.fullmatch(text):
        raise ValueError(f"`{text[:40]}` is no date; write it as YYYY-MM-DD")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` is in no calendar; check month and day") from None
    return _in_range(day)


def _in_range(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError(
            f"`{day.isoformat()}` lies outside {YEARS[0]} to {YEARS[-1]}; check the year"
        )
    return day


def _announced(value: object) -> Announced:
    text = _text(value)
    found = _MOMENT.fullmatch(text)
    if not found:
        return Announced(_day(value))
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` is no time; write it as 2025-05-28T09:30:00+08:00") from None
    if at.tzinfo is None:
        raise ValueError(f"`{text}` has no offset; end it in +08:00 or Z, or give the date alone")
    return Announced(_in_range(at.date()), at.astimezone(UTC))


def _flag(value: object) -> bool:
    text = _text(value)
    if text not in {"true", "false"}:
        raise ValueError(f"`{text[:40]}` is neither true nor false; write one of them")
    return text == "true"


def _grace(value: object) -> int:
    text = _text(value)
    if not (text.isascii() and text.isdigit() and len(text) < len("9999")):
        raise ValueError(f"`{text[:40]}` is no number of days; write a whole number")
    if int(text) > _MOST_GRACE:
        raise ValueError(f"a grace of {int(text)} days is no grace; the limit is {_MOST_GRACE}")
    return int(text)


def _zone(value: object) -> str:
    text = _text(value)
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = nearest(text, available_timezones()) or "; write an IANA name such as Asia/Shanghai"
        raise ValueError(f"`{text[:60]}` is no time zone{hint}") from None
    return text


def _address(value: object) -> str:
    text = _text(value)
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or not text.isprintable() or " " in text:
        raise ValueError(f"`{text[:80]}` is no web address; begin it with https://")
    return text


def _pattern(value: object) -> str:
    text = _text(value)
    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(text, options)
    except re2.error as trouble:
        why = trouble.args[0].decode() if isinstance(trouble.args[0], bytes) else trouble.args[0]
        raise ValueError(f"does not compile as RE2: {why}; correct it") from None
    if compiled.fullmatch("") is not None:
        raise ValueError("matches the empty name; say what a name must have")
    return text


def _word_of(words: type[Word]) -> PlainValidator:
    def read(value: object) -> Word:
        text = _text(value)
        try:
            return words(text)
        except ValueError:
            known = ", ".join(words)
            raise ValueError(f"`{text[:40]}` is none of {known}{nearest(text, words)}") from None

    return PlainValidator(read)


def _string(**more: object) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **more})


def _one_of(words: type[StrEnum]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(words)})


Id = Annotated[
    str,
    PlainValidator(_matching(_ID, "is no id; use a-z, 0-9 and single hyphens")),
    _string(pattern=f"^{_ID.pattern}$"),
]
Line = Annotated[
    str, PlainValidator(_written(_LONGEST_LINE)), _string(minLength=1, maxLength=_LONGEST_LINE)
]
Note = Annotated[str, PlainValidator(_written(_LONGEST_NOTE)), _string(maxLength=_LONGEST_NOTE)]
Day = Annotated[date, PlainValidator(_day), _string(format="date")]
Moment = Annotated[
    Announced, PlainValidator(_announced), _string(pattern=r"^\d{4}-\d{2}-\d{2}([T ].+)?$")
]
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
Grace = Annotated[
    int,
    PlainValidator(_grace),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": _MOST_GRACE}),
]
Zone = Annotated[str, PlainValidator(_zone), _string()]
Address = Annotated[str, PlainValidator(_address), _string(format="uri", pattern="^https?://")]
Pattern = Annotated[str, PlainValidator(_pattern), _string(format="regex")]
Artefact = Annotated[
    str,
    PlainValidator(
        _matching(_ARTEFACT, "is no repository; write owner/name, or github.com/owner/name")
    ),
    _string(),
]
Place = Annotated[
    str,
    PlainValidator(
        _matching(_PLACE, "is no place; write hub:ORG, feed:URL, or github.com/owner/name")
    ),
    _string(),
]
Licence = Annotated[
    str,
    PlainValidator(_matching(_LICENCE, "is no licence; write an SPDX name, `osi` or `any`")),
    _string(),
]
Country = Annotated[
    str,
    PlainValidator(_matching(_COUNTRY, "is no country; write two capital letters (ISO 3166-1)")),
    _string(pattern="^[A-Z]{2}$"),
]
KindWord = Annotated[Kind, _word_of(Kind), _one_of(Kind)]
VoiceWord = Annotated[Voice, _word_of(Voice), _one_of(Voice)]
StatusWord = Annotated[Status, _word_of(Status), _one_of(Status)]
ReasonWord = Annotated[Reason, _word_of(Reason), _one_of(Reason)]
PrecisionWord = Annotated[Precision, _word_of(Precision), _one_of(Precision)]
