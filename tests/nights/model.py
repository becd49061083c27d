"""A small world of exact-named models on the Hub, and what is to be said of each promise in it.

The judgement here is written anew from the rules, over a plain log of what each good reading saw:
no interval arithmetic, no facts, no store. It knows hub-only labs whose listings are never short.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, product

from verifier.core.claims import Reason

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
OLD = tuple(f"Old-{number}" for number in range(16))
LONG_AGO = datetime(2025, 1, 10, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shown:
    """One repository as the Hub lists it."""

    name: str
    created: datetime
    identity: str


@dataclass(frozen=True, slots=True)
class Look:
    """One good reading of an organisation, in the order they were stored."""

    began: datetime
    ended: datetime
    shown: tuple[Shown, ...]

    def find(self, name: str) -> Shown | None:
        """Give the repository of that name, if it was listed."""
        return next((one for one in self.shown if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Wish:
    """A promise: that a model of this name is public by the end of a day, anywhere on Earth."""

    organisations: tuple[str, ...]
    name: str
    due: date

    @property
    def end(self) -> datetime:
        """The first instant after the day is over in the last place on Earth."""
        return datetime.combine(self.due, time(12), UTC) + timedelta(days=1)


@dataclass(slots=True)
class World:
    """What is public now, and what our good readings of it were."""

    public: dict[str, dict[str, Shown]] = field(default_factory=dict)
    looks: dict[str, list[Look]] = field(default_factory=dict)
    count: int = 0

    def found(self, organisation: str) -> None:
        """Add an organisation with its old models."""
        self.public[organisation] = {
            name: Shown(name, LONG_AGO, f"{organisation}-{name}") for name in OLD
        }
        self.looks[organisation] = []

    def publish(self, organisation: str, name: str, created: datetime) -> None:
        """Make a model public that was created then."""
        self.count += 1
        shown = Shown(name, created, f"{organisation}-{name}-{self.count}")
        self.public[organisation].setdefault(name, shown)

    def withdraw(self, organisation: str, name: str) -> None:
        """Delete a model."""
        self.public[organisation].pop(name, None)

    def rename(self, organisation: str, name: str, new: str) -> None:
        """Give a model another name, under which nobody was promised anything."""
        shown = self.public[organisation].pop(name, None)
        if shown is not None:
            self.public[organisation][new] = Shown(new, shown.created, shown.identity)

    def look(self, organisation: str, when: datetime) -> Look:
        """Read all of an organisation, in a minute."""
        return Look(when, when + MINUTE, tuple(self.public[organisation].values()))

    def verdict(self, wish: Wish, now: datetime) -> set[Reason]:
        """Say what may be said of a promise by what was read up to now."""
        seen = [
            reasons
            for organisation in wish.organisations
            if (reasons := _seen(self.looks[organisation], wish, now)) is not None
        ]
        if seen:
            return {min(each, key=_PREFERENCE.index) for each in product(*seen)}
        if now < wish.end:
            return {Reason.NOT_DUE}
        absent = all(self._read_after(org, wish.end, now) for org in wish.organisations)
        return {Reason.UNDELIVERED if absent else Reason.UNVERIFIED}

    def _read_after(self, organisation: str, end: datetime, now: datetime) -> bool:
        return any(look.began >= end and look.ended <= now for look in self.looks[organisation])


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A reading that listed a model which the one before had not, or of which it listed another."""

    at: datetime
    absent: datetime | None
    created: datetime


def _sightings(looks: Sequence[Look], name: str) -> Iterator[_Sighting]:
    for before, look in pairwise((None, *looks)):
        shown = look.find(name) if look is not None else None
        if look is not None and shown is not None and (not before or before.find(name) != shown):
            yield _Sighting(look.ended, before.began if before else None, shown.created)


def _seen(looks: Sequence[Look], wish: Wish, now: datetime) -> set[Reason] | None:
    """Date a model by its first sighting, and say what of two that our clock gave one instant.

    Sightings from before the clock was set back count when it has reached them again.
    """
    known = [each for each in _sightings(looks, wish.name) if each.at <= now]
    if not known:
        return None
    ended = min(each.at for each in known)
    first = [each for each in known if each.at == ended]
    created = max(each.created for each in first)
    return {_dated(max(each.absent or created, created), ended, wish.end) for each in first}


def _dated(lower: datetime, upper: datetime, end: datetime) -> Reason:
    if lower > upper:  # so the clocks say; one of them was wrong
        return Reason.CONFLICTING_EVIDENCE
    if upper < end:
        return Reason.ON_TIME
    return Reason.DELIVERED_LATE if lower >= end else Reason.AMBIGUOUS_EVIDENCE


_PREFERENCE = (
    Reason.ON_TIME,
    Reason.CONFLICTING_EVIDENCE,
    Reason.AMBIGUOUS_EVIDENCE,
    Reason.DELIVERED_LATE,
)
"""Of several organisations that show it the earliest delivery counts; a doubtful one may be it."""
