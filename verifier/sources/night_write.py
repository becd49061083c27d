"""Recording a night: every reading as it was settled, and every look at the clock, in order."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Protocol

from verifier.core.canon import plain
from verifier.core.claims import Claim, Lab
from verifier.core.evidence import Observation, Repository
from verifier.core.sweeps import Memory, Read, Reading
from verifier.errors import ConfigurationError
from verifier.sources.archive import fields_of
from verifier.sources.archive_lines import read_line
from verifier.sources.night_lines import (
    VERSION,
    base_of,
    fact_line,
    line,
    read_reading,
    reading_lines,
)

Clock = Callable[[], datetime]
_IN_MEMORY = 16 * 1024 * 1024
"""Bytes of readings that wait for the end of the night in memory; more of them wait on disk."""


class Source(Protocol):
    """A place that is read."""

    @property
    def id(self) -> str:
        """Its name."""

    def read(self, memory: Memory) -> Reading:
        """Read it once."""


class Tracer(Protocol):
    """Reads what others left on a repository."""

    def trace(self, artefact: str) -> Reading:
        """Read one repository's traces."""


class Recorder:
    """Takes down what a night's sources say and hands it on, as it will be read back.

    What is settled is thus what is written, whatever cannot be written.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._spool = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - lives as long as the night
        self._places: dict[str, tuple[int, int]] = {}
        self._instants: list[tuple[int, datetime]] = []

    def close(self) -> None:
        """Let go of what was taken down."""
        self._spool.close()

    def clock(self, clock: Clock) -> Clock:
        """Take down each look at the clock, and after how many readings it was."""

        def looked() -> datetime:
            now = clock()
            self._instants.append((len(self._places), now))
            return now

        return looked

    def take(self, source: str, memory: Memory, reading: Reading) -> Reading:
        """Take down a reading; give it as it reads back. ConfigurationError on a full disk."""
        facts: list[bytes] = []
        if isinstance(reading, Read):
            facts += (_fact(_as_shown(fact, reading)) for fact in reading.observations)
        lines = reading_lines(source, base_of(memory), reading, facts)
        with self._lock:
            try:
                start = self._spool.seek(0, 2)
                self._spool.writelines(lines)
            except OSError as trouble:
                folder = tempfile.gettempdir()
                told = f"the night cannot be taken down in {folder}: {trouble.strerror}"
                raise ConfigurationError(told) from None
            self._places[source] = (start, self._spool.tell() - start)
        return read_back(lines)

    def lines(
        self,
        head: dict[str, object],
        labs: Iterable[Lab],
        claims: Iterable[Claim],
        order: Sequence[str],
    ) -> Iterator[bytes]:
        """Write the night, its readings in the order they were stored in, and its end."""
        hashed, count = sha256(), 0
        for piece in self._pieces(head, labs, claims, order):
            hashed.update(piece)
            count += piece.count(b"\n")
            yield piece
        yield line("end", lines=count, sha256=hashed.hexdigest())

    def _pieces(
        self,
        head: dict[str, object],
        labs: Iterable[Lab],
        claims: Iterable[Claim],
        order: Sequence[str],
    ) -> Iterator[bytes]:
        yield line("night", version=VERSION, readings=len(order), **head)
        yield from (line("lab", lab=plain(lab)) for lab in labs)
        yield from (line("claim", claim=plain(claim)) for claim in claims)
        for after, at in self._instants:
            yield line("clock", after=after, at=plain(at))
        for source in order:
            start, size = self._places[source]
            self._spool.seek(start)
            yield self._spool.read(size)


@dataclass(frozen=True, slots=True)
class RecordingSource:
    """A source whose readings are taken down."""

    source: Source
    recorder: Recorder

    @property
    def id(self) -> str:
        """The source's own."""
        return self.source.id

    def read(self, memory: Memory) -> Reading:
        """Read the source, and take it down."""
        return self.recorder.take(self.id, memory, self.source.read(memory))


@dataclass(frozen=True, slots=True)
class RecordingTracer:
    """A tracer whose readings are taken down."""

    tracer: Tracer
    recorder: Recorder

    def trace(self, artefact: str) -> Reading:
        """Trace a repository, and take it down; before it, nothing was known."""
        return self.recorder.take(f"trace:{artefact}", Memory(), self.tracer.trace(artefact))


def read_back(lines: Sequence[bytes]) -> Reading:
    """Read a reading that was just written."""
    import json

    return read_reading(json.loads(lines[0]), lines[1:])


def _as_shown(fact: Observation, reading: Read) -> Observation:
    """Date what a reading shows by its end, as the settling does."""
    if reading.live and isinstance(fact, Repository):
        return replace(fact, seen_at=reading.ended, recorded_at=reading.ended)
    return fact


def _fact(fact: Observation) -> bytes:
    """Write a fact as recorded evidence where that form holds it."""
    told = fields_of(fact)
    written = line(str(told.pop("type")), **told)
    try:
        return written if read_line(written, "") == fact else fact_line(fact)
    except ValueError:
        return fact_line(fact)
