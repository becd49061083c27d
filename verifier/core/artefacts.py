"""Observations, gathered by the artefact they are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verifier.core.evidence import (
    Entry,
    Observation,
    Removal,
    Repository,
    Trace,
    name_of,
)
from verifier.core.names import mentions


@dataclass(frozen=True, slots=True)
class Artefact:
    """Everything seen of one artefact: its states, what was said of it, what others left on it."""

    id: str
    states: tuple[Repository, ...] = ()
    entries: tuple[Entry, ...] = ()
    traces: tuple[Trace, ...] = ()
    removals: tuple[Removal, ...] = ()

    @property
    def url(self) -> str:
        """Where a reader can look."""
        urls = [state.url for state in self.states] + [entry.url for entry in self.entries]
        return next(iter(urls), "")


def gather(observations: Iterable[Observation]) -> Mapping[str, Artefact]:
    """Group facts by artefact, sorted by its name.

    An entry belongs to the artefacts it names outright; one that names none, to those whose name
    its title speaks; one that speaks of none seen, to an artefact of its own: its address.
    """
    seen: dict[str, tuple[str, list[Observation]]] = {}
    entries = []
    for observation in observations:
        match observation:
            case Repository(id=artefact) | Trace(artefact=artefact) | Removal(artefact=artefact):
                seen.setdefault(artefact.casefold(), (artefact, []))[1].append(observation)
            case Entry():
                entries.append(observation)
            case _:
                pass
    repositories = [artefact for artefact, _ in seen.values()]
    for entry in entries:
        for artefact in _spoken_of(entry, repositories):
            seen.setdefault(artefact.casefold(), (artefact, []))[1].append(entry)
    gathered = [_artefact(name, facts) for name, facts in seen.values()]
    return {artefact.id: artefact for artefact in sorted(gathered, key=lambda a: a.id.casefold())}


def _spoken_of(entry: Entry, repositories: Iterable[str]) -> Iterable[str]:
    if entry.artefacts:
        return entry.artefacts
    named = [r for r in repositories if mentions(entry.title, name_of(r))]
    return named or [entry.url]


def _artefact(name: str, facts: list[Observation]) -> Artefact:
    entries = [fact for fact in facts if isinstance(fact, Entry)]
    states = [fact for fact in facts if isinstance(fact, Repository)]
    return Artefact(
        name,
        states=tuple(sorted(states, key=lambda state: state.seen_at)),
        entries=tuple(sorted(entries, key=lambda e: e.published.not_after or e.recorded_at)),
        traces=tuple(fact for fact in facts if isinstance(fact, Trace)),
        removals=tuple(fact for fact in facts if isinstance(fact, Removal)),
    )
