"""One fact of the evidence, told in the few words every face shows of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from verifier.core.evidence import Check, Entry, Observation, Removal, Repository, Trace


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact's kind, where it can be looked up, and by when (UTC) it was seen."""

    kind: str = ""
    url: str = ""
    seen_at: datetime | None = None
    what: str = ""
    """What it is, for a reader: a repository's name, an entry's title."""


def fact_of(observation: Observation) -> Fact:
    """Tell a fact in short."""
    url = observation.url
    match observation:
        case Repository(id=artefact, seen_at=seen):
            return Fact("repository", url, seen, artefact)
        case Entry(title=title, published=published):
            return Fact("entry", url, published.not_after, title)
        case Trace(artefact=artefact, kind=kind, who=who, at=at):
            return Fact("trace", url, at, f"{kind.replace('_', ' ')} by {who} on {artefact}")
        case Removal(artefact=artefact, gone=gone):
            return Fact("removal", url, gone.not_after, f"{artefact} gone")
        case Check(who=who, place=place, when=when):
            return Fact("check", url, when.not_after, f"{place} looked at by {who}")
        case _:
            assert_never(observation)
