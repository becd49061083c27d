"""The places that are read, and how each stood after the latest night."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from verifier.core.swept import Outcome, Sweep
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
    asked: dict[str, list[datetime | None]] = {}
    for case in edition.cases:
        for looked in case.readings:
            asked.setdefault(looked.place, []).append(looked.at)
    for source in sorted({*edition.sweeps, *asked}):
        yield _standing(source, edition.sweeps.get(source, ()), asked.get(source, ()))


def _standing(source: str, sweeps: Sequence[Sweep], asked: Sequence[datetime | None]) -> Standing:
    """Tell how one place stands; `asked` has what each claim that asks takes for its last look."""
    last = max(sweeps, key=lambda sweep: sweep.ended, default=None)
    looks = [sweep.began for sweep in sweeps if sweep.controlled]
    valid = max((*looks, *(at for at in asked if at is not None)), default=None)
    unread = "looked at by hand" if valid else "never read"
    return Standing(
        place(source),
        last.outcome.value if last else unread,
        last.outcome in _WELL if last else valid is not None,
        last.ended if last else None,
        valid,
        (last.detail or last.fault) if last else "",
        last.items if last else None,
        len(asked),
    )


def sources_page(edition: Edition) -> Page:
    """Render the places."""
    return render(
        "sources/index.html",
        "sources.html",
        edition.base_url,
        standings=list(standings_of(edition)),
    )
