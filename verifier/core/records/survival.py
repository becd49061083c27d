"""How late promises are: Kaplan-Meier over every claim that is decided, delivered or not.

Lateness is in whole days from the due day to the delivery, on the lab's calendar. On time is 0,
also where it came early: a promise "by" a day is kept on any day up to it, and how early cannot be
known where only the last possible day is. Late is at least 1, and the least that is proven
(`days_late`). What has not come is censored on the last day it was proven absent (or withdrawn),
never dropped: it is later than that. Claims that are pending are left out: those not due are not
at risk yet, and of the others nothing is known since the deadline. So the curve begins with the
share that was late, of the very claims the rate is made of.
"""

import warnings
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from verifier.core.claims import Reason
from verifier.core.records.judged import Judged
from verifier.core.records.rates import CONFIDENCE

_ROUNDING = 1e-9
"""Shares are products of fractions: a half may come out a hair above a half."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """Days after the due day; `delivered` False: not yet by then, and what followed is open."""

    days: int
    delivered: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The curve from one day to the next step: the share still out at the end of that day."""

    days: int
    share: float
    low: float | None
    """The lower end of the 95 % band (log-log, Greenwood); None where it is not defined."""
    high: float | None
    at_risk: int
    """How many were known to be still out just before."""
    delivered: int
    censored: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The share still undelivered, by days after the due day; steps in the order of days."""

    steps: tuple[Step, ...]

    @property
    def delivered(self) -> int:
        """How many came."""
        return sum(step.delivered for step in self.steps)

    @property
    def censored(self) -> int:
        """How many had not come when last looked for."""
        return sum(step.censored for step in self.steps)

    @property
    def median(self) -> int | None:
        """The first day by which half had come; None where half have not."""
        return self.by(0.5)

    @property
    def quartiles(self) -> tuple[int | None, int | None]:
        """The first days by which a quarter, and three quarters, had come."""
        return self.by(0.25), self.by(0.75)

    def by(self, share: float) -> int | None:
        """Give the first day by which this share (0 to 1) had come; None where it has not."""
        out = 1 - share + _ROUNDING
        return next((step.days for step in self.steps if step.share <= out), None)


def lateness_of(judged: Judged) -> Lateness | None:
    """Tell how late a claim is; None where that is not decided, or no day was promised."""
    verdict, claim = judged.verdict, judged.claim
    match verdict.reason:
        case Reason.ON_TIME:
            return Lateness(0, delivered=True)
        case Reason.DELIVERED_LATE:
            return Lateness(max(1, verdict.days_late or 1), delivered=True)
        case Reason.UNDELIVERED | Reason.PARTIAL_ONLY:
            return Lateness(max(1, judged.absent_days or 1), delivered=False)
        case Reason.WITHDRAWN:
            withdrawn, due = claim.withdrawn, claim.due
            days = (withdrawn.on - due).days if withdrawn and due else 1
            return Lateness(max(1, days, judged.absent_days or 1), delivered=False)
        case (
            Reason.DELIVERED_UNDATED
            | Reason.NOT_DUE
            | Reason.NO_FIXED_DEADLINE
            | Reason.UNVERIFIED
            | Reason.AMBIGUOUS_EVIDENCE
            | Reason.CONFLICTING_EVIDENCE
            | Reason.NEEDS_REVIEW
            | Reason.VOID
        ):
            return None
        case _:
            assert_never(verdict.reason)


def curve_of(latenesses: Iterable[Lateness]) -> Curve:
    """Estimate the curve; without steps where there is nothing to estimate from."""
    found = list(latenesses)
    came = Counter(one.days for one in found if one.delivered)
    out = Counter(one.days for one in found if not one.delivered)
    if not found:
        return Curve(())
    from scipy.stats import CensoredData, ecdf

    data = CensoredData(uncensored=list(came.elements()), right=list(out.elements()))
    estimate = ecdf(data).sf
    with warnings.catch_warnings():  # it warns where the band is not defined: told as None here
        warnings.simplefilter("ignore", RuntimeWarning)
        band = estimate.confidence_interval(CONFIDENCE, method="log-log")
    steps, at_risk = [], len(found)
    for days, share, low, high in zip(
        map(int, estimate.quantiles),
        map(float, estimate.probabilities),
        map(_defined, band.low.probabilities),
        map(_defined, band.high.probabilities),
        strict=True,
    ):
        steps.append(Step(days, share, low, high, at_risk, came[days], out[days]))
        at_risk -= came[days] + out[days]
    return Curve(tuple(steps))


def _defined(number: float) -> float | None:
    return float(number) if number == number else None  # noqa: PLR0124 - NaN alone is not itself
