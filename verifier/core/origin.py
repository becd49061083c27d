"""Whose work a repository is: the lab's own, a copy of that, or made from another lab's."""

from collections.abc import Iterable
from datetime import datetime

from verifier.core.addresses import name_of
from verifier.core.artefacts import Artefact
from verifier.core.claims import Lab
from verifier.core.evidence import Repository
from verifier.core.names import ADAPTERS, PORTS, QUANTISED, tokens

_COPIES = {"quantized": "a quantised copy", "adapter": "an adapter", "merge": "a merge"}


def derived(state: Repository, lab: Lab) -> str:
    """Say, by a repository's card, what it is made from where that makes it no work of its own.

    What is said is the end of "does not count: ..."; "" where nothing is wrong with it.
    """
    for base in state.base_models:
        if base.relation in _COPIES:
            return f"it is {_COPIES[base.relation]} of {base.id}"
        if not lab.owns(base.id):
            return f"it is made from another lab's model, {base.id}"
    return ""


def copy_by_name(
    artefact: str, others: Iterable[Artefact], lab: Lab, before: datetime | None = None
) -> str:
    """Say, by a repository's name, what makes it a copy; "" where nothing does.

    A library port is one where its model is among the `others`, seen before that instant (UTC),
    or ever.
    """
    words = tokens(name_of(artefact))
    if QUANTISED.intersection(words):
        return "it is a quantised copy, by its name"
    if ADAPTERS.intersection(words):
        return "it is an adapter, by its name"
    stem = stem_of(artefact)
    if stem == words:
        return ""
    for other in others:
        if tokens(name_of(other.id)) != stem or not lab.owns(other.id):
            continue
        if any(before is None or state.seen_at < before for state in other.states):
            return f"it is a library port of an older model, {other.id}"
    return ""


def stem_of(artefact: str) -> tuple[str, ...]:
    """Give the words of a repository's name without those that name a library."""
    return tuple(word for word in tokens(name_of(artefact)) if word not in PORTS)
