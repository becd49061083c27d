"""What was seen, held against what was promised: what counts, what does not, and why."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from verifier.core.addresses import owner_of
from verifier.core.artefacts import Artefact
from verifier.core.claims import Kind
from verifier.core.dating import Dated
from verifier.core.dossiers import Dossier, delivers, dossier
from verifier.core.evidence import Completeness, Gating, Shows
from verifier.core.findings import Finding, Limit, Role
from verifier.core.openness import Card
from verifier.core.origin import copy_by_name, derived
from verifier.core.subjects import Case, Fit, fit

Opinion = tuple[Role, str]
"""A role, and why, as the end of "counts because" or "does not count because"."""

_NO_DELIVERY: Mapping[Shows, str] = {
    Shows.API: "access to a service is not delivery of the thing itself",
    Shows.LISTING: "a catalogue's entry with a price bounds nothing",
    Shows.PLAN: "it says what is to come, not what is out",
}
_LEAD = timedelta(days=60)
"""Repositories are made up to 44 days ahead of publication; older ones are no news."""


def find(case: Case) -> Iterator[Finding]:
    """Judge every artefact that bears on one part of a claim, in the order of their names."""
    for artefact in case.artefacts.values():
        fitting = fit(artefact.id, case)
        if fitting is not None:
            yield from _judge(artefact, fitting, case)
            yield from _asides(artefact, fitting, case)


def _judge(artefact: Artefact, fitting: Fit, case: Case) -> Iterator[Finding]:
    known = dossier(artefact, case.claim.kind, case.lab.zone)
    if known.is_empty:
        return
    told, dated = bool(known.releases), known.dated
    opinion: Opinion = (fitting.role, fitting.why)
    if opinion[0] is not Role.NOT and not fitting.reviewed:
        opinion = _not_own(artefact, fitting, case, told=told) or opinion
    if opinion[0] is Role.COUNTS:
        opinion = _not_whole(known) or _not_as_promised(known, case, told=told) or opinion
    if opinion[0] is not Role.NOT:
        late = _is_told_later(artefact, dated, case)
        opinion = _not_new(dated, fitting, case, opinion[0], told_later=late) or opinion
    if opinion[0] is Role.NOT and _is_old_hat(dated, case):
        return
    yield Finding(
        artefact=artefact.id,
        role=opinion[0],
        why=opinion[1],
        part=case.part,
        delivery=dated.delivery,
        conflict=dated.conflict,
        bounds=dated.bounds,
        evidence=known.evidence,
        url=artefact.url,
    )


def _not_own(artefact: Artefact, fitting: Fit, case: Case, *, told: bool) -> Opinion | None:
    """Say why an artefact is not the lab's own new work.

    For a human: a record that is divided, or at odds with a statement that the very thing promised
    is out (`told`), and a thing only spoken of, whose card nobody saw.
    """
    if "://" in artefact.id:
        return None
    if not case.lab.owns(artefact.id):
        return Role.NOT, f"it belongs to {owner_of(artefact.id)}, not to {case.lab.name}"
    if not artefact.states:
        return None if fitting.exact else (Role.WEAK, "it was spoken of, and never seen")
    if not case.subject.name:
        copy = copy_by_name(artefact.id, case.artefacts.values(), case.lab, case.begins)
        if copy:
            return Role.NOT, copy
    reasons = [derived(state, case.lab) for state in artefact.states]
    found = [reason for reason in reasons if reason]
    if not found:
        return None
    if len(found) < len(reasons):
        return Role.WEAK, f"{found[-1]}, but its card did not always say so"
    return Role.WEAK if fitting.exact and told else Role.NOT, found[-1]


def _not_whole(known: Dossier) -> Opinion | None:
    """Say what lacks where nothing shows the whole thing to be public."""
    artefact, releases, cards = known.artefact, known.releases, known.cards
    if "://" in artefact.id and releases and releases[0].shows is Shows.RELEASE:
        return Role.WEAK, "it is announced as out, but no repository of it was seen"
    if releases or known.whole:
        return None
    if any(c.weights is Completeness.COMPLETE and c.gated is Gating.MANUAL for c in cards):
        return Role.PARTIAL, "downloads are approved one by one"
    if any(c.weights is Completeness.PARTIAL for c in cards):
        lacking = ", ".join(cards[-1].missing) or "some of its parts"
        return Role.PARTIAL, f"it is incomplete: {lacking} missing"
    if not cards:
        return Role.PARTIAL, "only a part of it is out"
    if all(c.weights is Completeness.NONE for c in cards):
        return Role.NOT, "it is a placeholder: nothing of the promised thing is in it"
    return Role.WEAK, "whether it is complete is not known"


def _not_as_promised(known: Dossier, case: Case, *, told: bool) -> Opinion | None:
    """Check licence and code where the claim, or its kind, asks for them."""
    criteria, opens = case.claim.criteria, case.claim.kind is Kind.OPEN_SOURCE
    wanted = criteria.licence or ("osi" if opens else "any")
    cards = [card for _, card in known.whole]
    if wanted != "any":
        opinion = _licence(cards, wanted)
        if opinion is not None:
            return opinion
    code = opens if criteria.code is None else criteria.code
    if code and cards and all(card.code is False for card in cards):
        return Role.WEAK if told else Role.PARTIAL, "there is no code to run it with"
    return None


def _licence(cards: list[Card], wanted: str) -> Opinion | None:
    known = [card.licence for card in cards if card.licence.tag or card.licence.name]
    if not known:
        return Role.WEAK, "its licence is not known"
    for licence in known:
        names = {licence.tag.casefold(), (licence.spdx or "").casefold(), licence.name.casefold()}
        if licence.osi if wanted == "osi" else wanted.casefold() in names:
            return None
    kind = "OSI-approved" if wanted == "osi" else wanted
    return Role.PARTIAL, f"its licence, {known[0].name or known[0].tag}, is not {kind}"


def _not_new(
    dated: Dated, fitting: Fit, case: Case, role: Role, *, told_later: bool
) -> Opinion | None:
    """Say why a thing was, or may have been, public before it was promised."""
    delivery, begins = dated.delivery, case.begins
    if delivery.not_after is not None and delivery.not_after < begins:
        if fitting.exact and role is Role.COUNTS:
            return Role.WEAK, "it was already public when the promise was made"
        if told_later:
            return Role.WEAK, "it was public before the promise, yet told as new after it"
        return Role.NOT, "it was already public when the promise was made"
    if fitting.exact or role is not Role.COUNTS:
        return None
    if delivery.not_before is not None and delivery.not_before >= begins:
        return None
    if told_later:
        return Role.WEAK, "it may have been public before the promise, yet was told as new after it"
    return Role.NOT, "it may have been public before the promise was made"


def _is_told_later(artefact: Artefact, dated: Dated, case: Case) -> bool:
    """Tell whether any fact, outweighed or not, has the thing come after the promise."""
    facts = [b.at for b in dated.bounds if b.limit is not Limit.NOT_AFTER]
    facts += [at for s in artefact.states for at in (s.created.not_before, s.absent_at) if at]
    return any(at >= case.begins for at in facts)


def _is_old_hat(dated: Dated, case: Case) -> bool:
    """Tell whether a thing that does not count is too old to be worth telling.

    A named subject, or a pattern, is told all that fits it; others only what came around the
    promise or after it.
    """
    if case.subject.pattern or case.subject.size:
        return False
    latest, earliest = dated.delivery.not_after, dated.delivery.not_before
    if latest is not None and latest < case.begins:
        return True
    return earliest is not None and earliest < case.begins - _LEAD


def _asides(artefact: Artefact, fitting: Fit, case: Case) -> Iterator[Finding]:
    """Tell of statements about the thing itself that deliver nothing, each with why."""
    if not fitting.exact:
        return
    for entry in artefact.entries:
        why = "its date cannot be relied on" if entry.weak else _NO_DELIVERY.get(entry.shows, "")
        if why and not delivers(entry, case.claim.kind):
            yield Finding(
                artefact=entry.title or entry.url,
                role=Role.NOT,
                why=why,
                part=case.part,
                delivery=entry.published,
                evidence=(artefact.marks[entry],),
                url=entry.url,
            )
