"""Sources that say what a test tells them to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from verifier.core.evidence import Observation
from verifier.core.sweeps import Failed, Memory, Read, Reading


@dataclass(slots=True)
class ScriptedSource:
    """Answers each night with the next of its readings, the last one for ever."""

    id: str
    readings: list[Reading]
    asked: list[Memory] = field(default_factory=list)

    def read(self, memory: Memory) -> Reading:
        """Give the next reading of the script."""
        self.asked.append(memory)
        return self.readings.pop(0) if len(self.readings) > 1 else self.readings[0]


@dataclass(slots=True)
class ScriptedTracer:
    """Answers for each artefact with the reading it was given."""

    answers: dict[str, Reading]
    asked: list[str] = field(default_factory=list)

    def trace(self, artefact: str) -> Reading:
        """Give the reading for one artefact."""
        self.asked.append(artefact)
        return self.answers[artefact]


def listing(when: datetime, *seen: Observation) -> Read:
    """Make a whole listing of a source that exists."""
    return Read(when, when + timedelta(minutes=1), seen)


def failure(when: datetime) -> Failed:
    """Make a reading that failed as the world fails."""
    return Failed(when, when + timedelta(minutes=1), "http_503", "503 from the test")


def ticking(start: datetime, step: timedelta = timedelta(seconds=1)) -> Callable[[], datetime]:
    """Make a clock that moves on a little whenever it is read."""

    def instants() -> Iterator[datetime]:
        now = start
        while True:
            yield now
            now += step

    return instants().__next__
