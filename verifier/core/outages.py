"""Sources that cannot be read night after night, and when they can be read again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from verifier.core.swept import Outcome, Sweep

NIGHTS = 3
"""On so many days (UTC) in a row that saw a reading, none of them whole: then it is told."""

_FAILING = frozenset({Outcome.FAILED, Outcome.INCOMPLETE})


@dataclass(frozen=True, slots=True)
class Turn:
    """A source that has been failing for `NIGHTS`, or one that recovered from that."""

    run: int
    """The run whose reading said so."""
    sweep: Sweep
    """That reading."""
    since: datetime
    """UTC; when the first reading that failed began."""
    nights: int
    """On how many days it failed until then."""

    @property
    def recovered(self) -> bool:
        """Whether it can be read again."""
        return self.sweep.outcome not in _FAILING


def turns(sweeps: Iterable[tuple[int, Sweep]]) -> Iterator[Turn]:
    """Tell when one source began to be a trouble, and ended; sweeps with their runs, in order.

    Each trouble is told once, and its end once; one that ended sooner is not told at all.
    """
    since: datetime | None = None
    days: set[date] = set()
    for run, sweep in sweeps:
        if sweep.outcome in _FAILING:
            since = since or sweep.began
            before = len(days)
            days.add(sweep.began.astimezone(UTC).date())
            if before < len(days) == NIGHTS:
                yield Turn(run, sweep, since, NIGHTS)
            continue
        if since is not None and len(days) >= NIGHTS:
            yield Turn(run, sweep, since, len(days))
        since, days = None, set()
