"""One fact of the evidence, told in the few words every face shows of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from verifier.core.evidence import Check, Entry, Observation, Removal, Repository, Trace
from verifier.core.intervals import Interval

_UNKNOWN = Interval()


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact's kind, where it can be looked up, what it is, and when that was so (UTC)."""

    kind: str = ""
    url: str = ""
    when: Interval = _UNKNOWN
    what: str = ""
    """What it is, for a reader: a repository's name, an entry's title."""

    @property
    def seen_at(self) -> datetime | None:
        """By when it was seen."""
        return self.when.not_after


def fact_of(observation: Observation) -> Fact:
    """Tell a fact in short."""
    url = observation.url
    match observation:
        case Repository(id=artefact, seen_at=seen, absent_at=absent):
            return Fact("repository", url, Interval(absent, seen), artefact)
        case Entry(title=title, published=published):
            return Fact("entry", url, published, title)
        case Trace(artefact=artefact, kind=kind, who=who, at=at):
            what = f"{kind.replace('_', ' ')} by {who} on {artefact}"
            return Fact("trace", url, Interval(at, at), what)
        case Removal(artefact=artefact, gone=gone):
            return Fact("removal", url, gone, f"{artefact} gone")
        case Check(who=who, place=place, when=when):
            return Fact("check", url, when, f"{place} looked at by {who}")
        case _:
            assert_never(observation)
