"""When something happened, as far as that is known."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

_FIRST_ZONE = timezone(timedelta(hours=14))
_LAST_ZONE = timezone(timedelta(hours=-12))


@dataclass(frozen=True, slots=True)
class Interval:
    """The UTC instants an event lies between, both inclusive; None is unbounded."""

    not_before: datetime | None = None
    not_after: datetime | None = None

    @classmethod
    def at(cls, instant: datetime) -> "Interval":
        """An event whose instant is known."""
        instant = instant.astimezone(UTC)
        return cls(instant, instant)

    @classmethod
    def on(cls, day: date, zone: ZoneInfo | None = None) -> "Interval":
        """A day without a time: that day in `zone`, or in all zones where none is known."""
        after = day + timedelta(days=1)
        return cls(
            datetime.combine(day, time.min, zone or _FIRST_ZONE).astimezone(UTC),
            datetime.combine(after, time.min, zone or _LAST_ZONE).astimezone(UTC)
            - timedelta(seconds=1),
        )


ANY_TIME = Interval()
"""Nothing is known of when."""
