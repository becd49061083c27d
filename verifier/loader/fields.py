"""The types of a claim file's fields: how each is read, and its JSON Schema for editors."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from verifier.core.claims import Announced, Kind, Reason, Status, Voice
from verifier.core.deadlines import Precision
from verifier.loader.values import (
    MOST_GRACE,
    as_address,
    as_announced,
    as_day,
    as_flag,
    as_grace,
    as_line,
    as_matching,
    as_pattern,
    as_word,
    as_zone,
)

_LONGEST_LINE = 300
_LONGEST_NOTE = 4_000
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = r"[\w.-]+"
_HOST = r"[\w-]+(?:\.[\w-]+)+"
_ARTEFACT = re.compile(rf"(?:datasets/|{_HOST}/)?{_NAME}/{_NAME}(?:#{_NAME})?", re.ASCII)
_PLACE = re.compile(rf"hub:{_NAME}|feed:https?://\S+|{_HOST}(?:/\S+)?", re.ASCII)
_LICENCE = re.compile(r"[A-Za-z0-9][\w.+-]*", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}")


def _named(pattern: re.Pattern[str], otherwise: str) -> PlainValidator:
    return PlainValidator(as_matching(pattern, otherwise))


def _word(words: type[StrEnum]) -> PlainValidator:
    read: Callable[[object], StrEnum] = as_word(words)
    return PlainValidator(read)


def _string(**more: object) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **more})


def _one_of(words: type[StrEnum]) -> WithJsonSchema:
    return _string(enum=list(words))


Id = Annotated[
    str,
    _named(_ID, "is no id; use a-z, 0-9 and single hyphens"),
    _string(pattern=f"^{_ID.pattern}$"),
]
Line = Annotated[
    str, PlainValidator(as_line(_LONGEST_LINE)), _string(minLength=1, maxLength=_LONGEST_LINE)
]
Note = Annotated[str, PlainValidator(as_line(_LONGEST_NOTE)), _string(maxLength=_LONGEST_NOTE)]
Day = Annotated[date, PlainValidator(as_day), _string(format="date")]
Moment = Annotated[
    Announced, PlainValidator(as_announced), _string(pattern=r"^\d{4}-\d{2}-\d{2}([T ].+)?$")
]
Flag = Annotated[bool, PlainValidator(as_flag), WithJsonSchema({"type": "boolean"})]
Grace = Annotated[
    int,
    PlainValidator(as_grace),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MOST_GRACE}),
]
Zone = Annotated[str, PlainValidator(as_zone), _string()]
Address = Annotated[str, PlainValidator(as_address), _string(format="uri", pattern="^https?://")]
Pattern = Annotated[str, PlainValidator(as_pattern), _string(format="regex")]
Artefact = Annotated[
    str,
    _named(_ARTEFACT, "is no repository; write owner/name, or github.com/owner/name"),
    _string(),
]
Place = Annotated[
    str,
    _named(_PLACE, "is no place; write hub:ORG, feed:URL, or github.com/owner/name"),
    _string(),
]
Licence = Annotated[
    str, _named(_LICENCE, "is no licence; write an SPDX name, `osi` or `any`"), _string()
]
Country = Annotated[
    str,
    _named(_COUNTRY, "is no country; write two capital letters (ISO 3166-1)"),
    _string(pattern=f"^{_COUNTRY.pattern}$"),
]
KindWord = Annotated[Kind, _word(Kind), _one_of(Kind)]
VoiceWord = Annotated[Voice, _word(Voice), _one_of(Voice)]
StatusWord = Annotated[Status, _word(Status), _one_of(Status)]
ReasonWord = Annotated[Reason, _word(Reason), _one_of(Reason)]
PrecisionWord = Annotated[Precision, _word(Precision), _one_of(Precision)]
