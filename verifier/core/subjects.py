"""Names held against what was promised: whether an artefact is the thing it is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from verifier.core.addresses import HUB, host_of, name_of
from verifier.core.artefacts import Artefact
from verifier.core.claims import Claim, Kind, Lab, Subject
from verifier.core.findings import Role
from verifier.core.names import Likeness, liken, mentions, own_words, tokens
from verifier.core.patterns import fits

_LIKENESS: Mapping[Likeness, tuple[Role, str]] = {
    Likeness.SAME: (Role.COUNTS, "it bears the promised name"),
    Likeness.PREVIEW: (Role.WEAK, "it is a preview"),
    Likeness.SIZE: (Role.PARTIAL, "it is another size of the promised model"),
    Likeness.NEAR: (Role.WEAK, "it has the promised family and version under another name"),
    Likeness.QUANTISED: (Role.NOT, "it is a quantised copy"),
    Likeness.ADAPTER: (Role.NOT, "it is an adapter"),
    Likeness.OTHER: (Role.NOT, "it is another model"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One part of one claim, with all that was seen."""

    claim: Claim
    lab: Lab
    part: int
    artefacts: Mapping[str, Artefact]

    @property
    def subject(self) -> Subject:
        """What must arrive."""
        return self.claim.parts[self.part]

    @property
    def begins(self) -> datetime:
        """The earliest UTC instant the promise can have been made at."""
        return self.claim.announced.begins(self.lab.zone)


@dataclass(frozen=True, slots=True)
class Fit:
    """How an artefact's name fits the subject."""

    role: Role
    why: str
    exact: bool = False
    """Whether the very thing is named, not only a kind of thing it is one of."""
    reviewed: bool = False
    """Whether a reviewer named the repository in the claim."""


def fit(artefact: str, case: Case) -> Fit | None:
    """Hold a name against the subject; None where it has nothing to do with it."""
    subject = case.subject
    if _listed(artefact, subject):
        return Fit(Role.COUNTS, "the claim names this repository", exact=True, reviewed=True)
    if not _is_of_kind(artefact, case):
        return None
    if "://" in artefact:
        return _by_title(case.artefacts[artefact], case)
    name = name_of(artefact)
    if subject.pattern and fits(subject.pattern, name):
        return Fit(Role.COUNTS, "its name fits the claim's pattern")
    if subject.name:
        return _by_name(name, case)
    if subject.repos or subject.pattern:
        return None
    if subject.size and subject.size.casefold() not in tokens(name):
        return Fit(Role.NOT, f"it is not of the promised size, {subject.size}")
    return Fit(Role.COUNTS, "no model was named: the lab's own first one counts")


def _by_title(post: Artefact, case: Case) -> Fit | None:
    """A post has no name of its own: its title must speak of the promised one.

    Where a post was not what was promised, a repository it speaks of stands for it.
    """
    if post.told and case.claim.kind is not Kind.POST:
        return None
    titles = [entry.title for entry in post.entries]
    if case.subject.name and any(mentions(title, case.subject.name) for title in titles):
        return Fit(Role.COUNTS, "its title speaks of the promised thing", exact=True)
    return None


def _by_name(name: str, case: Case) -> Fit | None:
    promised = case.subject.name
    aliases = (case.lab.name, *case.lab.aliases, *case.lab.hub_orgs)
    likeness = liken(promised, name, aliases=aliases, size=case.subject.size)
    if likeness is Likeness.OTHER and not _kin(promised, name, aliases):
        return None
    role, why = _LIKENESS[likeness]
    if likeness is Likeness.PREVIEW and case.claim.criteria.previews:
        role, why = Role.COUNTS, "it is a preview, which the claim lets count"
    return Fit(role, why, exact=likeness is Likeness.SAME)


def _is_of_kind(artefact: str, case: Case) -> bool:
    address = "://" in artefact
    on_hub = host_of(artefact) == HUB and not address
    data = artefact.startswith("datasets/")
    match case.claim.kind:
        case Kind.DATASET:
            return on_hub and data
        case Kind.CODE:
            return not on_hub and not address
        case Kind.POST:
            return address
        case Kind.OPEN_WEIGHTS | Kind.OPEN_SOURCE | Kind.MODEL:
            return not data and (on_hub or bool(case.subject.name))
        case _:
            assert_never(case.claim.kind)


def _listed(artefact: str, subject: Subject) -> bool:
    return artefact.casefold() in {repository.casefold() for repository in subject.repos}


def _kin(promised: str, found: str, aliases: tuple[str, ...]) -> bool:
    """Tell whether two names share a family word, so that a reader would wonder."""
    shared = set(tokens(promised)) & set(tokens(found)) - own_words(aliases)
    return any(token.isalpha() and len(token) > 1 for token in shared)
