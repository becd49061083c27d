"""When a verdict could become another one, so that a night judges no claim in vain.

Without a new fact a verdict changes at a few known instants only: when its deadline has ended,
anywhere on Earth or by the lab's own calendar; on the day of a ruling; when a fact or a reading
that is stored with a later date comes to be seen. Readings without facts bear on a claim only
while it is due and nothing was delivered: then a place that did not prove absence yet may do so,
and a place may turn out to be gone, renamed or alive. Everything else is a new fact in the lab's
scopes, another version of the claim or the lab, or other rules. In doubt a claim is woken.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from verifier.core.artefacts import Artefact
from verifier.core.claims import Claim, Lab
from verifier.core.evidence import Check, Entry, Observation, Removal, Repository, Trace
from verifier.core.facts import Survey, is_visible
from verifier.core.subjects import Case, fit
from verifier.core.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Wake:
    """What a claim must be judged again for, besides new facts and new versions."""

    at: datetime | None = None
    """UTC; the next instant at which the verdict may change by itself."""
    heeds_places: bool = False
    """Whether it matters if a place turns out to be gone, renamed, or alive."""
    awaits: tuple[str, ...] = ()
    """The places whose next valid reading may change it."""


def wake_of(claim: Claim, lab: Lab, verdict: Verdict, seen: Survey) -> Wake:
    """Tell when, and on what, the verdict just drawn from `seen` could change."""
    ends = _ends(claim, lab)
    at = min((i for i in (*ends, *_others(claim, seen)) if i > seen.as_of), default=None)
    heeds = bool(ends) and min(ends) <= seen.as_of and verdict.delivery is None
    awaits = tuple(looked.place for looked in verdict.looked if not looked.proves)
    return Wake(at, heeds, awaits if heeds else ())


def _ends(claim: Claim, lab: Lab) -> tuple[datetime, ...]:
    """Give the instants from which the promise, or the lab's own calendar, calls it overdue."""
    ends = (claim.deadline_end(), claim.deadline_end(lab.zone))
    return tuple(end for end in ends if end is not None)


def _others(claim: Claim, seen: Survey) -> Iterator[datetime]:
    if claim.ruling is not None:
        yield datetime.combine(claim.ruling.on, time.min, UTC)
    if seen.next_at is not None:
        yield seen.next_at


def concerned(
    claims: Iterable[Claim], lab: Lab, seen: Survey, fresh: Sequence[Observation]
) -> Iterator[Claim]:
    """Pick the claims whose verdict the new facts of a lab (`fresh`) may change.

    A fact bears on a claim through the artefacts it is about: on one that names its subject, only
    if one of them has to do with that name.
    """
    everyone = any(isinstance(f, Check) or not is_visible(f, seen.as_of) for f in fresh)
    changed = _changed(seen.artefacts, fresh)
    for claim in claims:
        if everyone or any(_touches(changed, claim, lab, part) for part in range(len(claim.parts))):
            yield claim


def _changed(
    artefacts: Mapping[str, Artefact], fresh: Sequence[Observation]
) -> Mapping[str, Artefact]:
    """Find the artefacts that new facts are about, and the posts that speak of one of them."""
    names = {_name(fact).casefold() for fact in fresh}
    entries = {fact for fact in fresh if isinstance(fact, Entry)}
    about = [a for a in artefacts.values() if _is_about(a, names, entries)]
    posts = {entry.url.casefold() for artefact in about for entry in artefact.entries}
    told = [a for a in artefacts.values() if a.id.casefold() in posts]
    return {a.id: replace(a, told=False) for a in (*about, *told)}


def _name(fact: Observation) -> str:
    match fact:
        case Repository(id=name) | Trace(artefact=name) | Removal(artefact=name):
            return name
        case _:
            return fact.url


def _is_about(artefact: Artefact, names: AbstractSet[str], entries: AbstractSet[Entry]) -> bool:
    if artefact.id.casefold() in names:
        return True
    return bool(entries) and not entries.isdisjoint(artefact.entries)


def _touches(changed: Mapping[str, Artefact], claim: Claim, lab: Lab, part: int) -> bool:
    """Tell whether a part of a promise has to do with what changed.

    Where no name narrows it, other artefacts decide whether one is a copy: it has to do with all.
    """
    case = Case(claim, lab, part, changed)
    if not case.subject.name:
        return bool(changed)
    return any(fit(artefact, case) is not None for artefact in changed)
