"""How often promises were kept on time: counts first, then a share with its interval.

The rate is fulfilled on time / (fulfilled on time + late). What is pending, or was never given a
day, is in neither number. A promise that was moved and the one that moved it are two promises:
both count, each with its own verdict. A lateness that only soft bounds hold, or that the lab's own
calendar would not see, counts as judged. What is kept early counts at once, what is not kept only
once its day is over: while many are pending, the rate is a little too kind. The Wilson interval
takes claims for independent of each other, which those of one lab are not quite: it is the least
one should doubt the share.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from verifier.core.claims import Reason, Status, status_of

CONFIDENCE = 0.95
_QUANTILE = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Rate:
    """Fulfilled on time, of all that were fulfilled on time or late; shares from 0 to 1."""

    on_time: int
    late: int
    share: float
    low: float
    """The lower end of the Wilson interval, at 95 %."""
    high: float

    @property
    def of(self) -> int:
        """How many claims the rate is made of; at least 1."""
        return self.on_time + self.late


def rate_of(on_time: int, late: int) -> Rate | None:
    """Give the rate, None where nothing is decided: there is no rate of nothing.

    Wilson's score interval: E. B. Wilson, "Probable Inference", JASA 22 (1927).
    """
    decided = on_time + late
    if not decided:
        return None
    share = on_time / decided
    weight = _QUANTILE**2 / decided
    middle = share + weight / 2
    spread = sqrt(weight * (share * (1 - share) + weight / 4))
    return Rate(
        on_time,
        late,
        share,
        low=(middle - spread) / (1 + weight) if on_time else 0.0,
        high=(middle + spread) / (1 + weight) if late else 1.0,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """Claims, counted by what was judged of them; each is in exactly one of the four."""

    on_time: int = 0
    undated: int = 0
    """Fulfilled, where no deadline had been fixed."""
    late: int = 0
    pending: int = 0
    reasons: tuple[tuple[Reason, int], ...] = ()
    """The same claims by reason, in the reasons' own order, those that occur."""

    @property
    def fulfilled(self) -> int:
        """On time, or without a deadline."""
        return self.on_time + self.undated

    @property
    def claims(self) -> int:
        """All of them."""
        return self.on_time + self.undated + self.late + self.pending

    @property
    def rate(self) -> Rate | None:
        """How often they were on time; None where nothing is decided."""
        return rate_of(self.on_time, self.late)


def tally_of(reasons: Iterable[Reason]) -> Tally:
    """Count claims by the reasons of their verdicts."""
    counted = Counter(reasons)
    statuses = Counter(dict.fromkeys(Status, 0))
    for reason, number in counted.items():
        statuses[status_of(reason)] += number
    undated = counted[Reason.DELIVERED_UNDATED]
    return Tally(
        on_time=statuses[Status.FULFILLED] - undated,
        undated=undated,
        late=statuses[Status.LATE],
        pending=statuses[Status.PENDING],
        reasons=tuple((reason, counted[reason]) for reason in Reason if counted[reason]),
    )
