"""A scale of days: where an instant stands on a line, and which days to name on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from verifier.exports.headline import long_day

_MARGIN = 0.04
_MOST_TICKS = 4
_DAYS = (1, 2, 7)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Tick:
    """A named day on the line."""

    at: float
    """From 0 to 100."""
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A line from one instant to another (UTC)."""

    first: datetime
    last: datetime

    @classmethod
    def over(cls, instants: Iterable[datetime]) -> "Axis":
        """Give a line that shows all of these, with some room at both ends; at least two days."""
        found = sorted(instants)
        room = max((found[-1] - found[0]) * _MARGIN, timedelta(hours=12))
        return cls(found[0] - room, found[-1] + room)

    def at(self, instant: datetime) -> float:
        """Tell where an instant stands, from 0 to 100."""
        part = (instant - self.first) / (self.last - self.first)
        return round(100 * min(max(part, 0.0), 1.0), 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Choose a few round days to name: the finest of the rulers that is not too fine."""
        length = (self.last - self.first).days
        for step in _DAYS:
            if length <= step * (_MOST_TICKS + 1):
                return tuple(Tick(self.at(_noon(day)), _short(day)) for day in self._every(step))
        for step in _MONTHS:
            found = list(self._firsts(step))
            if len(found) <= _MOST_TICKS:
                return tuple(Tick(self.at(_noon(day)), _month(day)) for day in found)
        return ()

    def _every(self, step: int) -> Iterator[date]:
        """Give each so-manieth day; weeks begin on Mondays."""
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            if (ordinal - 1) % step == 0 and self._shows(date.fromordinal(ordinal)):
                yield date.fromordinal(ordinal)

    def _firsts(self, step: int) -> Iterator[date]:
        """Give the first day of each so-manieth month."""
        begin = self.first.year * _YEAR + self.first.month - 1
        end = self.last.year * _YEAR + self.last.month - 1
        for month in range(begin - begin % step, end + 1, step):
            first = date(month // _YEAR, month % _YEAR + 1, 1)
            if self._shows(first):
                yield first

    def _shows(self, day: date) -> bool:
        return self.first < _noon(day) < self.last


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _short(day: date) -> str:
    number, month, _ = long_day(day).split()
    return f"{number} {month[:3]}"


def _month(day: date) -> str:
    _, month, year = long_day(day).split()
    return f"{month[:3]} {year}"
