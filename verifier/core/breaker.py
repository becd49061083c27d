"""The circuit breaker: a night too odd to be believed is held until a human has looked at it.

A wrong turn of many verdicts at once is nearly always a fault of the reading, or of a change of
ours, and not of the world.
"""

from collections.abc import Iterator
from dataclasses import dataclass

FAILING = 5
"""Of so many sources, more than one that fails holds the night."""
CHANGING = 20
"""Of so many published verdicts, more than one that changes holds the night..."""
FEWEST_CHANGING = 5
"""...and fewer changes than these are never too many: a small ledger moves in large shares."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One night in numbers. A claim's first verdict changes none that was published.

    Nor is a change from one reason to be pending to another counted: it accuses and clears nobody,
    and "could not be checked" must be told on just those nights on which many sources fail.
    """

    sources: int
    failed: int
    published: int
    """Claims that had a verdict before the night."""
    changed: int
    """Those of them whose verdict the night would change, if not from pending to pending."""


def misgivings(night: Figures) -> tuple[str, ...]:
    """Say why a night's changes must be held; nothing where they may be published."""
    return tuple(_misgivings(night)) if night.changed else ()


def _misgivings(night: Figures) -> Iterator[str]:
    if FAILING * night.failed > night.sources:
        yield f"{night.failed} of {night.sources} sources could not be read"
    if night.changed >= FEWEST_CHANGING and CHANGING * night.changed > night.published:
        yield f"{night.changed} of {night.published} verdicts would change in one night"
