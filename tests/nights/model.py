"""A small world of exact-named models on the Hub, and what is to be said of each promise in it.

The judgement here is written anew from the rules, over a plain log of what each good reading saw:
no interval arithmetic, no facts, no store. It knows hub-only labs whose listings are never short.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

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
            return min(seen, key=_preference)
        if now < wish.end:
            return {Reason.NOT_DUE}
        answered = [looks for org in wish.organisations if (looks := self._known(org, now))]
        after = [any(look.began >= wish.end for look in looks) for looks in answered]
        return {Reason.UNDELIVERED if after and all(after) else Reason.UNVERIFIED}

    def _known(self, organisation: str, now: datetime) -> list[Look]:
        return [look for look in self.looks[organisation] if look.ended <= now]


def _seen(looks: Iterable[Look], wish: Wish, now: datetime) -> set[Reason] | None:
    """Date a model between the last reading without it and the first with it."""
    absent: datetime | None = None
    for look in looks:
        shown = look.find(wish.name)
        if shown is None:
            absent = look.began
            continue
        if look.ended > now:  # our clock was set back since
            return None
        lower = max(filter(None, (absent, shown.created)))
        if lower > look.ended:  # or in between
            return {Reason.CONFLICTING_EVIDENCE}
        if look.ended < wish.end:
            return {Reason.ON_TIME}
        return {Reason.DELIVERED_LATE if lower >= wish.end else Reason.AMBIGUOUS_EVIDENCE}
    return None


def _preference(reasons: set[Reason]) -> int:
    """Of several organisations that show it, the earliest delivery counts."""
    order = (Reason.ON_TIME, Reason.AMBIGUOUS_EVIDENCE, Reason.DELIVERED_LATE)
    return min(order.index(reason) if reason in order else 1 for reason in reasons)
