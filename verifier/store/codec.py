"""Between the core's dataclasses and the JSON text that is stored."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, field, fields, make_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_type_hints

from msgspec import MsgspecError, Raw, ValidationError
from msgspec.json import Decoder, Encoder

from verifier.core.canon import canonical
from verifier.core.claims import Claim
from verifier.core.terms import Deadline, NoDeadline
from verifier.core.verdict import Verdict
from verifier.errors import StoreError
from verifier.store.types import storable

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from verifier.core.evidence import Observation

T = TypeVar("T")

_BESIDE_THE_POINT: Mapping[str, Any] = {
    "as_of": True,
    "looked": True,
    "lab_version": True,
    "rule_version": True,
    "findings": {
        "__all__": {"part", "delivery", "conflict", "bounds", "evidence", "url"},
    },
}
"""What may differ between two nights without making the verdict another one."""


_WHY = b'{"why":'
"""How what sets no deadline begins, unless its text could not be written as it was."""
_ADAPTERS: "dict[type, TypeAdapter[Any]]" = {}
_READERS: dict[type, Callable[[str | Raw], Any]] = {}


def _adapter(kind: type[T]) -> "TypeAdapter[T]":
    """Build each kind's writer when it is first asked for: who only reads needs none."""
    if kind not in _ADAPTERS:
        from pydantic import TypeAdapter

        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _reader(kind: type[T]) -> Callable[[str | Raw], T]:
    """Build each kind's reader when it is first asked for."""
    if kind not in _READERS:
        _READERS[kind] = _claim_reader() if kind is Claim else Decoder(kind).decode
    return _READERS[kind]


def _claim_reader() -> Callable[[str | Raw], Claim]:
    """Read a claim but for its deadline, then that: msgspec tells no two dataclasses apart.

    What is read has the slots of a claim, and becomes one without being built anew.
    """
    hints = {**get_type_hints(Claim), "deadline": Raw}
    shape = [(one.name, hints[one.name], _again(one)) for one in fields(Claim)]
    filed: type = make_dataclass("Filed", shape, slots=True)
    read: Callable[[str | Raw], Any] = Decoder(filed).decode

    def reader(content: str | Raw) -> Claim:
        claim = read(content)
        claim.deadline = _term(claim.deadline)
        claim.__class__ = Claim
        return cast("Claim", claim)

    return reader


def _again(one: Field[Any]) -> Any:  # noqa: ANN401 - what dataclasses give out
    return field() if one.default is MISSING else field(default=one.default)


def _term(content: Raw) -> Deadline | NoDeadline:
    if bytes(content).startswith(_WHY):
        return _reader(NoDeadline)(content)
    try:
        return _reader(Deadline)(content)
    except ValidationError:
        return _reader(NoDeadline)(content)


def _plain(value: object) -> str:
    """Write what is a day, an instant or a text by inheritance only."""
    match value:
        case date():
            return value.isoformat().replace("+00:00", "Z")
        case str():
            return str.__str__(value)
        case _:
            raise TypeError(f"nothing stored holds a {type(value).__name__}")


_written = Encoder(enc_hook=_plain).encode


def encode(value: object) -> str:
    """Give a dataclass of the core as JSON; its fields must be of the types they say."""
    try:
        return _written(value).decode()
    except UnicodeEncodeError:  # halves of surrogate pairs, which no JSON can hold
        return storable(canonical(value))


def decode(kind: type[T], content: str) -> T:
    """Give the dataclass back. Raises StoreError where the text is not one of that kind."""
    try:
        return _reader(kind)(content)
    except (MsgspecError, UnicodeError, RecursionError) as error:
        raise StoreError(
            f"a stored {kind.__name__.lower()} cannot be read: {error}; "
            "restore the database from a backup, or read it with the release that wrote it"
        ) from error


def encode_fact(fact: "Observation") -> tuple[str, str]:
    """Give a fact's address and its canonical JSON, of which the address is the SHA-256."""
    content = storable(canonical(fact))
    return hashlib.sha256(content.encode()).hexdigest(), content


def decode_fact(kind: str, content: str) -> "Observation":
    """Give the fact back, equal to the one stored and of the same digest."""
    if kind not in _kinds():
        raise StoreError(f"a stored fact is of the kind {kind!r}, which this release does not know")
    return decode(_kinds()[kind], content)


@cache
def _kinds() -> "Mapping[str, type[Observation]]":
    """Name the kinds of facts, once there is one to read."""
    from verifier.core.evidence import Check, Entry, Removal, Repository, Trace

    return {kind.__name__: kind for kind in (Repository, Entry, Trace, Removal, Check)}


def substance(verdict: Verdict) -> str:
    """Hash what a verdict says, without when and where it was looked for this time.

    Fields at their default are left out, so that a field added later changes no old verdict. To
    be judged by other rules is to be judged anew, also where they say the same; the first rules
    are not named.
    """
    said = _adapter(Verdict).dump_json(
        verdict, exclude=_BESIDE_THE_POINT, exclude_defaults=True, warnings="error"
    )
    if verdict.rule_version > 1:
        said += f" by rules {verdict.rule_version}".encode()
    return hashlib.sha256(said).hexdigest()


def encode_map(texts: Mapping[str, str]) -> str:
    """Give a map as JSON in ASCII, keys sorted."""
    return json.dumps(dict(texts), sort_keys=True, separators=(",", ":"))


def decode_map(content: str) -> dict[str, str]:
    """Give the map back. Raises StoreError where the text is none."""
    try:
        return cast("dict[str, str]", json.loads(content))
    except ValueError as error:
        raise StoreError(
            "what is remembered of a source cannot be read: restore the database from a backup"
        ) from error
