"""A recorded night in place of the world: its sources, its tracer and its clock."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from verifier.core.claims import Claim, Lab
from verifier.core.sweeps import Failed, Memory, Reading
from verifier.errors import ConfigurationError
from verifier.sources.night_lines import VERSION, made, read_reading


@dataclass(slots=True)
class Played:
    """How far a night was played, and its looks at the clock."""

    instants: dict[int, list[datetime]] = field(default_factory=dict)
    """In UTC, by the number of readings before them."""
    readings: int = 0

    def now(self) -> datetime:
        """Give the next look at the clock there was at this point of the night, or its last."""
        here = self.instants[max(after for after in self.instants if after <= self.readings)]
        return here.pop(0) if len(here) > 1 else here[0]


@dataclass(frozen=True, slots=True)
class RecordedSource:
    """A source that says what it said that night."""

    id: str
    base: str
    """The address of what was known of it before; "" for nothing."""
    reading: Reading
    played: Played = field(compare=False)

    def read(self, memory: Memory) -> Reading:
        """Give the reading, whatever is known here."""
        del memory
        self.played.readings += 1
        return self.reading


@dataclass(frozen=True, slots=True)
class RecordedTracer:
    """A tracer that says what it said that night."""

    readings: Mapping[str, Reading]
    began: datetime
    played: Played = field(compare=False)

    def trace(self, artefact: str) -> Reading:
        """Give the reading; what was not traced that night cannot be read now."""
        told = "the recorded night did not trace it"
        unread = Failed(self.began, self.began, "not_recorded", f"{artefact}: {told}", requests=0)
        self.played.readings += artefact in self.readings
        return self.readings.get(artefact, unread)


@dataclass(frozen=True, slots=True)
class RecordedNight:
    """Everything a night was judged by."""

    labs: tuple[Lab, ...]
    claims: tuple[Claim, ...]
    sources: tuple[RecordedSource, ...]
    """In the order their readings were stored in."""
    tracer: RecordedTracer | None
    began: datetime
    as_of: datetime | None
    """The instant that was asked for, if one was."""
    rules: int
    """The version of the rules it was judged by."""
    played: Played


def load_night(path: Path) -> RecordedNight:
    """Read a whole night. Raises ConfigurationError where it is none, or not as it was written."""
    lines = _sound(path)
    number = 1
    try:
        told = _Told(_head(lines[0]))
        for number, one, rest in _walk(lines):  # noqa: B007 - told of where it breaks off
            told.take(one, rest)
        return told.night()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as trouble:
        what = " ".join(str(trouble).split())[:200]
        raise ConfigurationError(
            f"{path}:{number}: this recorded night cannot be read: {what}"
        ) from None


@dataclass(slots=True)
class _Told:
    """What the lines told so far."""

    head: Mapping[str, Any]
    labs: list[Lab] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    sources: list[RecordedSource] = field(default_factory=list)
    traces: dict[str, Reading] = field(default_factory=dict)
    played: Played = field(default_factory=Played)

    def take(self, told: Mapping[str, Any], rest: Sequence[bytes]) -> None:
        """Take in a line, with the lines that belong to it."""
        match told["type"]:
            case "lab":
                self.labs.append(made(Lab, told["lab"]))
            case "claim":
                self.claims.append(made(Claim, told["claim"]))
            case "clock":
                at = made(datetime, told["at"])
                self.played.instants.setdefault(int(told["after"]), []).append(at)
            case "reading":
                self._read(told, rest)
            case other:
                raise ValueError(f"a line of type {other!r}")

    def _read(self, told: Mapping[str, Any], rest: Sequence[bytes]) -> None:
        place, reading = str(told["source"]), read_reading(told, rest)
        if place.startswith("trace:"):
            self.traces[place.removeprefix("trace:")] = reading
        else:
            self.sources.append(RecordedSource(place, str(told["base"]), reading, self.played))

    def night(self) -> RecordedNight:
        """Put the night together."""
        began = made(datetime, self.head["began"])
        as_of = self.head["as_of"]
        self.played.instants.setdefault(0, [began])
        return RecordedNight(
            labs=tuple(self.labs),
            claims=tuple(self.claims),
            sources=tuple(self.sources),
            tracer=RecordedTracer(self.traces, began, self.played) if self.head["traced"] else None,
            began=began,
            as_of=None if as_of is None else made(datetime, as_of),
            rules=int(self.head["rules"]),
            played=self.played,
        )


def _head(line: bytes) -> Mapping[str, Any]:
    head = json.loads(line)
    if head["type"] != "night" or head["version"] != VERSION:
        raise ValueError(f"it is of version {head.get('version')}, this release reads {VERSION}")
    return dict(head)


def _sound(path: Path) -> Sequence[bytes]:
    """Give the lines before the end, which says that they are all there, as they were written."""
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise ConfigurationError(
            f"the recorded night {path} cannot be read: {trouble.strerror}"
        ) from None
    lines = data.splitlines(keepends=True)
    try:
        end = json.loads(lines[-1])
        told = (end["type"], end["lines"], end["sha256"])
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        told = ("", 0, "")
    if told[0] != "end":
        raise ConfigurationError(
            f"{path} is no recorded night, or breaks off: `verifier resolve --record` writes one"
        )
    body = lines[:-1]
    if told[1:] != (len(body), sha256(b"".join(body)).hexdigest()):
        raise ConfigurationError(f"{path} was altered: it is not what was recorded")
    return body


def _walk(lines: Sequence[bytes]) -> Iterator[tuple[int, Mapping[str, Any], Sequence[bytes]]]:
    """Give each line after the head, a reading's with the lines that belong to it."""
    place = 1
    while place < len(lines):
        told = json.loads(lines[place])
        more = told["bodies"] + told["facts"] if told["type"] == "reading" else 0
        if more < 0 or place + more >= len(lines):
            raise ValueError("a reading breaks off")
        yield place + 1, told, lines[place + 1 : place + 1 + more]
        place += 1 + more
