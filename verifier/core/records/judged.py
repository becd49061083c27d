"""A claim with its verdict, and on which footing it enters a track record."""

from dataclasses import dataclass
from enum import StrEnum

from verifier.core.claims import Claim, Lab
from verifier.core.terms import Deadline, Precision
from verifier.core.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim, whose it is, and what is judged of it as of one instant."""

    claim: Claim
    lab: Lab
    verdict: Verdict
    absent_days: int | None = None
    """Days from the due day to the last proof of absence, on the lab's calendar, where overdue."""


class Pool(StrEnum):
    """How firmly a claim stands; each claim is in the first pool that fits, and in one only."""

    RELAYED = "relayed"
    """A third party's report, never confirmed: it counts in nobody's rate."""
    RULED = "ruled"
    """A person decided, not the rules."""
    APPROXIMATE = "approximate"
    """Promised for "about" a day: the rules had to choose one."""
    FIRM = "firm"
    """Everything else: what the rate is made of."""


def pool_of(judged: Judged) -> Pool:
    """Tell on which footing a claim stands."""
    claim = judged.claim
    if claim.relayed_by and not claim.confirmed:
        return Pool.RELAYED
    if judged.verdict.ruled_by:
        return Pool.RULED
    deadline = claim.deadline
    if isinstance(deadline, Deadline) and deadline.precision is Precision.APPROX:
        return Pool.APPROXIMATE
    return Pool.FIRM
