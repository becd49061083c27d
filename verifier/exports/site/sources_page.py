"""The places that are read, and how each stood after the latest night."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from verifier.core.evidence import Outcome, Sweep
from verifier.exports.case import Case
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.rendering import render
from verifier.exports.wording import place

_WELL = frozenset({Outcome.COMPLETE, Outcome.UNCHANGED})


@dataclass(frozen=True, slots=True)
class Standing:
    """One place, its latest reading, and its latest valid one (UTC)."""

    place: str
    outcome: str
    well: bool
    ended: datetime | None
    valid_at: datetime | None
    trouble: str
    items: int | None
    claims: int
    """How many claims' absence hangs on it."""


def standings_of(edition: Edition) -> Iterator[Standing]:
    """Tell how every place stands: those that were read, and those that must be but were not."""
    wanted = _wanted(edition.cases)
    for source in sorted({*edition.sweeps, *wanted}):
        yield _standing(source, edition.sweeps.get(source, ()), wanted.get(source, 0))


def _standing(source: str, sweeps: Sequence[Sweep], claims: int) -> Standing:
    last = max(sweeps, key=lambda sweep: sweep.ended, default=None)
    valid = max((sweep.began for sweep in sweeps if sweep.controlled), default=None)
    return Standing(
        place(source),
        last.outcome.value if last else "never read",
        last is not None and last.outcome in _WELL,
        last.ended if last else None,
        valid,
        (last.detail or last.fault) if last else "",
        last.items if last else None,
        claims,
    )


def _wanted(cases: Sequence[Case]) -> dict[str, int]:
    """Count the claims that ask about each place."""
    wanted: dict[str, int] = {}
    for case in cases:
        for looked in case.readings:
            wanted[looked.place] = wanted.get(looked.place, 0) + 1
    return wanted


def sources_page(edition: Edition) -> Page:
    """Render the places."""
    return render(
        "sources/index.html",
        "sources.html",
        edition.base_url,
        as_of=edition.as_of,
        standings=list(standings_of(edition)),
    )
