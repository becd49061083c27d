"""The lines of a recorded night: one JSON object each, the same for the same night.

First `night` (what was asked), then every `lab` and `claim` as judged, then what happened in its
order: `clock`, and `reading` with the `body` lines and facts that belong to it. A fact stands as in
any file of recorded evidence, or as a `fact` where that form cannot hold it. Last `end`, with the
number of the lines before it and the SHA-256 of their bytes.
"""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

import pydantic
from pydantic import TypeAdapter

from verifier.core.canon import digest, plain
from verifier.core.evidence import Check, Entry, Observation, Removal, Repository, Trace
from verifier.core.exchanges import Body, Exchange, unpack
from verifier.core.sweeps import Failed, Memory, Read, Reading, Unchanged
from verifier.sources.archive_lines import read_line

T = TypeVar("T")

VERSION = 1
"""Raised when an older release could not read what a newer one wrote."""

_ADAPTERS: dict[type, TypeAdapter[Any]] = {}
_KEPT_APART = frozenset({"night", "lab", "claim", "clock", "reading", "body", "end"})
_FACTS: Mapping[str, type[Observation]] = MappingProxyType(
    {kind.__name__: kind for kind in (Repository, Entry, Trace, Removal, Check)}
)
_READINGS: Mapping[str, type[Reading]] = MappingProxyType(
    {kind.__name__.lower(): kind for kind in (Read, Unchanged, Failed)}
)


def line(kind: str, /, **fields: Any) -> bytes:  # noqa: ANN401 - JSON has no narrower type
    """Write one line; what UTF-8 has no place for becomes "?"."""
    text = json.dumps(
        {"type": kind, **fields}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return text.encode("utf-8", "replace") + b"\n"


def made(kind: type[T], fields: Any) -> T:  # noqa: ANN401 - JSON has no narrower type
    """Make a dataclass of the core from JSON. Raises ValueError with what is wrong."""
    try:
        return _adapter(kind).validate_python(fields)
    except pydantic.ValidationError as trouble:
        first = trouble.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise ValueError(f"{where}: {first['msg']}") from None


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    """Build each kind's reader when it is first asked for."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def base_of(memory: Memory) -> str:
    """Address what was known of a source before a reading; "" where that was nothing."""
    bare = replace(memory, full_from=None)
    return "" if bare == Memory() else digest(bare)


def reading_lines(source: str, base: str, reading: Reading, facts: Sequence[bytes]) -> list[bytes]:
    """Write a reading: its head, the bodies it brought, its facts (lines already)."""
    fields = plain(reading)
    bodies: list[bytes] = []
    if isinstance(reading, Read):
        del fields["observations"]
        fields["exchanges"] = [_exchange(each) for each in reading.exchanges]
        bodies += _bodies(reading.exchanges)
    if not isinstance(reading, Failed):
        fields["state"] = dict(reading.state)
    head = line(
        "reading",
        source=source,
        base=base,
        outcome=type(reading).__name__.lower(),
        reading=fields,
        bodies=len(bodies),
        facts=len(facts),
    )
    return [head, *bodies, *facts]


def _exchange(exchange: Exchange) -> dict[str, Any]:
    body = exchange.body
    bare: dict[str, Any] = plain(replace(exchange, body=None))
    return bare | ({"body": {"sha256": body.sha256, "size": body.size}} if body else {})


def _bodies(exchanges: Sequence[Exchange]) -> Iterator[bytes]:
    kept = {each.body.sha256: each.body for each in exchanges if each.body and each.body.packed}
    for sha256, body in kept.items():
        packed = base64.b64encode(body.packed).decode()
        yield line("body", sha256=sha256, size=body.size, zlib=packed)


def read_reading(head: Mapping[str, Any], lines: Sequence[bytes]) -> Reading:
    """Read a reading back from its head and the lines after it. Raises ValueError, KeyError."""
    bodies = {body.sha256: body for body in map(_body, lines[: head["bodies"]])}
    reading = made(_READINGS[head["outcome"]], {"observations": [], **head["reading"]})
    if not isinstance(reading, Read):
        return reading
    facts = tuple(fact for raw in lines[head["bodies"] :] for fact in read_fact(raw))
    exchanges = tuple(
        replace(each, body=bodies.get(each.body.sha256, each.body)) if each.body else each
        for each in reading.exchanges
    )
    return replace(reading, observations=facts, exchanges=exchanges)


def _body(raw: bytes) -> Body:
    told = json.loads(raw)
    packed = base64.b64decode(told["zlib"], validate=True)
    body = Body(told["sha256"], told["size"], packed)
    if unpack(body) is None:
        raise ValueError(f"the body {body.sha256} is not what its address says")
    return body


def fact_line(fact: Observation) -> bytes:
    """Write a fact in the form that holds any."""
    return line("fact", kind=type(fact).__name__, fact=plain(fact))


def read_fact(raw: bytes, source: str = "") -> tuple[Observation, ...]:
    """Read a line's fact: none of a line that keeps something apart. Raises ValueError."""
    try:
        return (read_line(raw, source),)
    except ValueError as trouble:
        try:
            told = json.loads(raw)
            kind = told["type"]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise trouble from None
        if kind == "fact":
            return (made(_FACTS[told["kind"]], told["fact"]),)
        if kind in _KEPT_APART:
            return ()
        raise
