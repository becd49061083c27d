"""What an artefact's facts come to for one kind of promise, worked out once for all claims."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import assert_never
from zoneinfo import ZoneInfo

from verifier.core.artefacts import Artefact
from verifier.core.claims import Kind, Voice
from verifier.core.dating import Dated, date_artefact
from verifier.core.evidence import Entry, Observation, Repository, Shows
from verifier.core.openness import Card, assess


@dataclass(frozen=True)
class Dossier:
    """One artefact: the entries that deliver it, when it came, and how open each state is."""

    artefact: Artefact
    releases: tuple[Entry, ...]
    """The entries that show the promised kind of thing to be out."""
    parts: tuple[Entry, ...]
    """The entries that show some of it to be out."""
    zone: ZoneInfo

    @property
    def is_empty(self) -> bool:
        """Whether nothing shows the thing itself."""
        return not (self.artefact.states or self.releases or self.parts)

    @cached_property
    def dated(self) -> Dated:
        """When it became public."""
        return date_artefact(self.artefact, self.cards, self.releases, self.zone)

    @cached_property
    def evidence(self) -> tuple[str, ...]:
        """The digests of the facts that bear on it."""
        of = self.artefact
        facts: tuple[Observation, ...] = (*of.states, *self.releases, *self.parts, *of.traces)
        return tuple([of.marks[fact] for fact in facts])

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The openness of each state, in their order."""
        return tuple(map(assess, self.artefact.states))

    @cached_property
    def whole(self) -> tuple[tuple[Repository, Card], ...]:
        """The states that are the thing itself, complete and open to anyone who asks."""
        pairs = zip(self.artefact.states, self.cards, strict=True)
        return tuple((state, card) for state, card in pairs if card.is_public_whole)


@lru_cache(maxsize=4096)
def dossier(artefact: Artefact, kind: Kind, zone: ZoneInfo) -> Dossier:
    """Open the dossier on an artefact, for claims of one kind by a lab of that calendar."""
    return Dossier(
        artefact,
        releases=tuple(entry for entry in artefact.entries if delivers(entry, kind)),
        parts=tuple(e for e in artefact.entries if e.shows is Shows.PARTIAL and not e.weak),
        zone=zone,
    )


def delivers(entry: Entry, kind: Kind) -> bool:
    """Tell whether an entry shows the promised kind of thing to be out."""
    if entry.weak:
        return False
    match kind:
        case Kind.POST:
            return entry.voice is Voice.PROMISOR and entry.shows is not Shows.PLAN
        case Kind.MODEL:
            return entry.shows in {Shows.RELEASE, Shows.API}
        case Kind.OPEN_WEIGHTS | Kind.OPEN_SOURCE | Kind.DATASET | Kind.CODE:
            return entry.shows is Shows.RELEASE
        case _:
            assert_never(kind)
