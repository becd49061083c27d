"""The tempo and the openness of a lab, and of the field: its own complete weights on the Hub.

What counts is a model repository of the lab's organisations that was seen public with complete
weights, and is no copy: not quantised, not an adapter, not made from another lab's model, not the
library port of a model beside it. One model in three sizes is three repositories.

Every number is "at least": what nobody looked at, or looked at too early, is not in it. A
repository is dated by the interval its publication lies in. Where that is within one quarter (UTC)
it is dated to it. Where it spans several, all that is known is "in this quarter or later": a
creation date is a lower bound, often weeks ahead of publication. Where nothing bounds it from
below it is in no quarter, and in the totals alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from verifier.core.addresses import HUB, host_of, name_of
from verifier.core.artefacts import Artefact
from verifier.core.claims import Kind, Lab
from verifier.core.dating import HUB_FLOOR
from verifier.core.dossiers import dossier
from verifier.core.evidence import Completeness, Gating
from verifier.core.facts import Survey
from verifier.core.intervals import Interval
from verifier.core.licences import LicenceClass
from verifier.core.names import tokens
from verifier.core.origin import copy_by_name, derived, stem_of

_MONTHS = 3
_LAST = 4


class Quarter(NamedTuple):
    """A quarter of a year, in UTC."""

    year: int
    number: int

    @classmethod
    def of(cls, at: datetime) -> "Quarter":
        """Give the quarter an instant is in."""
        at = at.astimezone(UTC)
        return cls(at.year, (at.month - 1) // _MONTHS + 1)

    @property
    def next(self) -> "Quarter":
        """The one after it."""
        return Quarter(self.year + self.number // _LAST, self.number % _LAST + 1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


@dataclass(frozen=True, slots=True)
class Weights:
    """One repository with complete weights of a lab's own; licence and gate as first known."""

    artefact: str
    lab: str
    url: str
    published: Interval
    licence: str
    licence_class: LicenceClass
    osi: bool
    """Whether the Open Source Initiative approved the licence."""
    gated: Gating
    """`MANUAL`: downloads are approved one by one, so it counts as published nowhere."""

    @property
    def quarter(self) -> Quarter | None:
        """The quarter it was published in, None where its interval spans several."""
        first, last = self._quarters
        return last if first == last else None

    @property
    def since(self) -> Quarter | None:
        """The quarter before which it was not published; None where that is not known."""
        first, last = self._quarters
        return first if first is None or last is None or first <= last else None

    @property
    def _quarters(self) -> tuple[Quarter | None, Quarter | None]:
        first, last = self.published.not_before, self.published.not_after
        known = first is not None and first.date() > HUB_FLOOR
        return Quarter.of(first) if first and known else None, Quarter.of(last) if last else None


@dataclass(frozen=True, slots=True)
class Openness:
    """Repositories, by what they allow; each count is of those that were seen."""

    repositories: int
    licences: tuple[tuple[LicenceClass, int], ...]
    """From most to least, every class; they add up to `repositories`."""
    osi: int
    """How many of the `licensed` ones the Open Source Initiative approved."""
    gates: tuple[tuple[Gating, int], ...]
    """Anyone, behind a form, not known; they add up to `repositories`."""

    @property
    def licensed(self) -> int:
        """How many have a licence that is known and classed."""
        return self.repositories - dict(self.licences)[LicenceClass.UNKNOWN]

    @property
    def gated_share(self) -> float | None:
        """Behind a form, of those whose gate is known (0 to 1); None where of none it is."""
        gates = dict(self.gates)
        known = gates[Gating.NONE] + gates[Gating.AUTO]
        return gates[Gating.AUTO] / known if known else None


@dataclass(frozen=True, slots=True)
class QuarterTempo:
    """One quarter: how many were published in it for sure, and how many in it or later."""

    quarter: Quarter
    dated: int
    or_later: int
    openness: Openness
    """Of both."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """Quarter by quarter, without gaps, up to the instant it speaks of."""

    quarters: tuple[QuarterTempo, ...]
    total: Openness
    """Of all that were published, those in no quarter among them."""
    unplaced: int
    """How many are in no quarter: nothing says since when they were public."""
    by_hand: int
    """How many more have complete weights that are given out one by one: published nowhere."""


def weights_of(lab: Lab, seen: Survey) -> tuple[Weights, ...]:
    """Find a lab's own complete weights among what was seen, in the order of their names."""
    models = [a for a in seen.artefacts.values() if a.states and _is_model(a.id)]
    named: dict[tuple[str, ...], list[Artefact]] = {}
    for model in models:
        named.setdefault(tokens(name_of(model.id)), []).append(model)
    return tuple(
        found
        for model in models
        for found in _weights(model, named.get(stem_of(model.id), ()), lab)
    )


def _is_model(artefact: str) -> bool:
    return host_of(artefact) == HUB and "://" not in artefact and artefact.count("/") == 1


def _weights(model: Artefact, namesakes: Iterable[Artefact], lab: Lab) -> Iterator[Weights]:
    known = dossier(model, Kind.OPEN_WEIGHTS, lab.zone)
    cards = [card for _, card in known.whole] or [
        card for card in known.cards if card.weights is Completeness.COMPLETE
    ]
    foreign = not lab.owns(model.id) or any(derived(state, lab) for state in model.states)
    if not cards or foreign or copy_by_name(model.id, namesakes, lab):
        return
    licences, gates = [card.licence for card in cards], [card.gated for card in cards]
    licence = next((one for one in licences if one.cls is not LicenceClass.UNKNOWN), licences[0])
    yield Weights(
        artefact=model.id,
        lab=lab.id,
        url=model.url,
        published=known.dated.delivery,
        licence=licence.spdx or licence.name or licence.tag,
        licence_class=licence.cls,
        osi=licence.osi,
        gated=next((gate for gate in gates if gate is not Gating.UNKNOWN), gates[0]),
    )


def tempo_of(found: Iterable[Weights], as_of: datetime) -> Tempo:
    """Count repositories by quarter up to `as_of`; one that two labs share counts once."""
    unique = {weights.artefact.casefold(): weights for weights in found}
    public = [weights for weights in unique.values() if weights.gated is not Gating.MANUAL]
    placed: dict[Quarter, list[Weights]] = {}
    for weights in public:
        if weights.since is not None:
            placed.setdefault(weights.since, []).append(weights)
    return Tempo(
        quarters=tuple(
            _quarter(quarter, placed.get(quarter, [])) for quarter in _through(placed, as_of)
        ),
        total=_openness(public),
        unplaced=len(public) - sum(map(len, placed.values())),
        by_hand=len(unique) - len(public),
    )


def _through(placed: Iterable[Quarter], as_of: datetime) -> Iterator[Quarter]:
    quarter = min(placed, default=None)
    while quarter is not None and quarter <= Quarter.of(as_of):
        yield quarter
        quarter = quarter.next


def _quarter(quarter: Quarter, found: list[Weights]) -> QuarterTempo:
    dated = sum(weights.quarter == quarter for weights in found)
    return QuarterTempo(quarter, dated, len(found) - dated, _openness(found))


def _openness(found: list[Weights]) -> Openness:
    licences = Counter(weights.licence_class for weights in found)
    gates = Counter(weights.gated for weights in found)
    return Openness(
        repositories=len(found),
        licences=tuple((cls, licences[cls]) for cls in LicenceClass),
        osi=sum(w.osi for w in found if w.licence_class is not LicenceClass.UNKNOWN),
        gates=tuple((gate, gates[gate]) for gate in Gating if gate is not Gating.MANUAL),
    )
