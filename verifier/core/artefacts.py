"""Observations, gathered by the artefact they are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verifier.core.addresses import name_of
from verifier.core.evidence import Entry, Observation, Removal, Repository, Trace
from verifier.core.names import mentions


@dataclass(frozen=True, slots=True, eq=False)
class Artefact:
    """Everything seen of one artefact: its states, what was said of it, what others left on it.

    It is known by identity: comparing the facts themselves would cost more than it saves.
    """

    id: str
    marks: Mapping[Observation, str]
    """The digest of each of its facts, and of others."""
    states: tuple[Repository, ...] = ()
    entries: tuple[Entry, ...] = ()
    traces: tuple[Trace, ...] = ()
    removals: tuple[Removal, ...] = ()
    told: bool = False
    """For an address: whether a repository that its entry speaks of stands beside it."""

    @property
    def url(self) -> str:
        """Where a reader can look."""
        urls = [state.url for state in self.states] + [entry.url for entry in self.entries]
        return next(iter(urls), "")


def gather(marks: Mapping[Observation, str]) -> Mapping[str, Artefact]:
    """Group facts, given with their digests, by artefact, sorted by its name.

    An entry belongs to the artefacts it names, to those seen whose name its title speaks, and, as a
    post, to an artefact of its own: its address.
    """
    seen: dict[str, tuple[str, list[Observation]]] = {}
    entries = []
    for observation in marks:
        match observation:
            case Repository(id=artefact) | Trace(artefact=artefact) | Removal(artefact=artefact):
                seen.setdefault(artefact.casefold(), (artefact, []))[1].append(observation)
            case Entry():
                entries.append(observation)
            case _:
                pass
    repositories = [artefact for artefact, _ in seen.values()]
    told = set()
    for entry in entries:
        named = _spoken_of(entry, repositories)
        if named:
            told.add(entry.url)
        for artefact in (*named, entry.url):
            seen.setdefault(artefact.casefold(), (artefact, []))[1].append(entry)
    gathered = [_artefact(name, facts, marks, told=name in told) for name, facts in seen.values()]
    return {artefact.id: artefact for artefact in sorted(gathered, key=lambda a: a.id.casefold())}


def _spoken_of(entry: Entry, repositories: Iterable[str]) -> Iterable[str]:
    """Name what an entry is about. A feed's entry links to much besides: its title decides."""
    if entry.artefacts and not entry.source.startswith("feed:"):
        return entry.artefacts
    linked = entry.artefacts if len(entry.artefacts) == 1 else ()
    titled = (*entry.artefacts, *repositories)
    return dict.fromkeys((*linked, *(r for r in titled if mentions(entry.title, name_of(r)))))


def _artefact(
    name: str, facts: list[Observation], marks: Mapping[Observation, str], *, told: bool
) -> Artefact:
    entries = [fact for fact in facts if isinstance(fact, Entry)]
    states = [fact for fact in facts if isinstance(fact, Repository)]
    return Artefact(
        name,
        marks,
        states=tuple(sorted(states, key=lambda state: state.seen_at)),
        entries=tuple(sorted(entries, key=lambda e: e.published.not_after or e.recorded_at)),
        traces=tuple(fact for fact in facts if isinstance(fact, Trace)),
        removals=tuple(fact for fact in facts if isinstance(fact, Removal)),
        told=told,
    )
