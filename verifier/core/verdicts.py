"""The rules by which a claim is judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from verifier.core.addresses import HUB, host_of
from verifier.core.canon import digest
from verifier.core.claims import Claim, Lab, Reason, Status, status_of
from verifier.core.dating import first_of, last_of
from verifier.core.dossiers import dossier
from verifier.core.evidence import Evidence
from verifier.core.facts import Facts, Survey, survey, weigh
from verifier.core.findings import Finding, Limit, Role, delivering
from verifier.core.intervals import Interval
from verifier.core.openness import Licence
from verifier.core.verdict import RULE_VERSION, Verdict


def decide(
    claim: Claim, lab: Lab, evidence: Evidence, as_of: datetime, rules: int = RULE_VERSION
) -> Verdict:
    """Judge one claim by what was public, and known to us by now, at `as_of` (UTC).

    Pure: the same claim, evidence and instant give the same verdict, in any order of evidence.
    """
    return judge(claim, lab, survey(evidence, as_of), rules)


def judge(claim: Claim, lab: Lab, survey: Survey, rules: int = RULE_VERSION) -> Verdict:
    """Judge one claim by a survey of its lab's evidence, made once for all of the lab's claims.

    `rules` is the version of the rules that the verdict will name.
    """
    facts = weigh(claim, lab, survey)
    delivered = _delivery(facts)
    end = claim.deadline_end()
    reason = _reason(facts, delivered, end)
    verdict = Verdict(
        claim=claim.id,
        claim_version=claim.version,
        reason=reason,
        as_of=facts.as_of,
        rule_version=rules,
        lab_version=lab.version,
        due=claim.due,
        deadline_end=end,
        delivery=delivered.when,
        findings=facts.findings,
        looked=facts.looked,
        evidence=_rests_on(facts, reason),
        missing=_missing(facts),
    )
    verdict = _with_days(_with_card(verdict, facts), lab.zone)
    return _with_ruling(_with_own_zone(verdict, facts, delivered), claim)


@dataclass(frozen=True, slots=True)
class _Delivered:
    """When all of the promise had come, if it had; and whether facts exclude each other."""

    when: Interval | None = None
    conflict: bool = False


def _delivery(facts: Facts) -> _Delivered:
    """Date the whole promise: the last of its parts, each by the first artefact that counts."""
    if facts.open_parts:
        return _Delivered()
    parts, conflict = [], False
    for part in range(len(facts.claim.parts)):
        counted = facts.of(Role.COUNTS, part)
        sound = [f.delivery for f in counted if f.delivery is not None and not f.conflict]
        conflict = conflict or len(sound) < len(counted)
        if not sound:
            return _Delivered(conflict=True)
        parts.append(first_of(sound))
    return _Delivered(last_of(parts), conflict)


def _reason(facts: Facts, delivered: _Delivered, end: datetime | None) -> Reason:
    if delivered.when is not None:
        return _delivered(delivered.when, end, conflict=delivered.conflict)
    if delivered.conflict:
        return Reason.CONFLICTING_EVIDENCE
    if any(facts.of(Role.WEAK, part) for part in facts.open_parts):
        return Reason.NEEDS_REVIEW
    if end is None:
        return Reason.NO_FIXED_DEADLINE
    if facts.as_of < end:
        return Reason.NOT_DUE
    return _overdue(facts)


def _delivered(delivery: Interval, end: datetime | None, *, conflict: bool) -> Reason:
    if end is None:
        return Reason.DELIVERED_UNDATED
    if delivery.not_after is not None and delivery.not_after < end:
        return Reason.ON_TIME
    if conflict:
        return Reason.CONFLICTING_EVIDENCE
    if delivery.not_before is not None and delivery.not_before >= end:
        return Reason.DELIVERED_LATE
    return Reason.AMBIGUOUS_EVIDENCE


def _overdue(facts: Facts) -> Reason:
    """Judge a deadline that passed without delivery: late only by a word or by proven absence."""
    if facts.claim.withdrawn is not None:
        return Reason.WITHDRAWN
    if facts.moved:
        return Reason.NEEDS_REVIEW
    if not facts.looked or not all(looked.proves for looked in facts.looked):
        return Reason.UNVERIFIED
    some = len(facts.open_parts) < len(facts.claim.parts)
    if facts.short or facts.of(Role.PARTIAL) or some:
        return Reason.PARTIAL_ONLY
    return Reason.UNDELIVERED


def _missing(facts: Facts) -> tuple[str, ...]:
    """Name what of the promise had not come where something had."""
    parts = facts.claim.parts
    open_parts = facts.open_parts
    named = tuple(
        parts[part].name or ", ".join(parts[part].repos) or f"part {part + 1}"
        for part in open_parts
        if len(open_parts) < len(parts)
    )
    partial = tuple(
        f"{f.artefact}: {f.why}" for part in open_parts for f in facts.of(Role.PARTIAL, part)
    )
    return tuple(dict.fromkeys((*named, *partial, *facts.short)))


def _rests_on(facts: Facts, reason: Reason) -> tuple[str, ...]:
    """Address the facts that decide: the used bounds of what counts, else what was left of it."""
    match status_of(reason), reason:
        case (Status.LATE, Reason.UNDELIVERED | Reason.PARTIAL_ONLY):
            found = [digest(check) for check in facts.checks]
            found += [mark for f in facts.of(Role.PARTIAL) for mark in f.evidence]
        case (_, Reason.NEEDS_REVIEW):
            found = [mark for f in facts.of(Role.WEAK) for mark in f.evidence]
        case _:
            found = [b.evidence for f in delivering(facts.findings) for b in f.bounds if b.used]
    return tuple(dict.fromkeys(found))


def _with_card(verdict: Verdict, facts: Facts) -> Verdict:
    """Add the openness of what was delivered, as first seen, and its removal if there was one."""
    kind, zone = facts.claim.kind, facts.lab.zone
    counted = [dossier(facts.artefacts[f.artefact], kind, zone) for f in delivering(facts.findings)]
    states = [pair for known in counted for pair in known.whole]
    gone = [removal.gone for known in counted for removal in known.artefact.removals]
    if verdict.delivery is None or not (states or gone):
        return verdict
    removed = gone[0] if gone and len(gone) >= len(counted) else None
    if not states:
        return replace(verdict, removed=removed)
    seen, card = states[0]
    first = _named(card.licence)
    last = _named([later.licence for state, later in states if state.id == seen.id][-1])
    return replace(
        verdict,
        removed=removed,
        licence=first,
        licence_later=last if last != first else "",
        licence_class=card.licence.cls.value,
        completeness=card.weights.value,
        gated=card.gated.value,
    )


def _named(licence: Licence) -> str:
    return licence.spdx or licence.name or licence.tag


def _with_days(verdict: Verdict, zone: ZoneInfo) -> Verdict:
    """Count lateness in calendar days on the lab's own calendar, against the promised day."""
    delivery, due = verdict.delivery, verdict.due
    if delivery is None:
        return verdict
    last = delivery.not_after.astimezone(zone).date() if delivery.not_after else None
    first = delivery.not_before.astimezone(zone).date() if delivery.not_before else None
    verdict = replace(verdict, delivered_on=last)
    if verdict.status is not Status.LATE or due is None:
        return verdict
    return replace(
        verdict,
        days_late=max(1, (first - due).days) if first else None,
        days_late_max=(last - due).days if last else None,
    )


def _with_own_zone(verdict: Verdict, facts: Facts, delivered: _Delivered) -> Verdict:
    """Ask what the lab's own calendar would say; where it differs, the verdict says so."""
    claim, lab = facts.claim, facts.lab
    if claim.time_zone or verdict.due is None:
        return verdict
    end = claim.deadline_end(lab.zone)
    own = _reason(facts, delivered, end)
    if own is verdict.reason:
        return verdict
    dated = _with_days(replace(verdict, reason=own), lab.zone)
    days = f", by {dated.days_late} day(s)" if dated.days_late else ""
    reading = f"by the calendar of {lab.time_zone}: {status_of(own)}, {own}{days}"
    return replace(verdict, tz_sensitive=True, zone_reading=reading)


def _with_ruling(verdict: Verdict, claim: Claim) -> Verdict:
    ruling = claim.ruling
    if ruling is None or ruling.on > verdict.as_of.date():
        return verdict
    return replace(verdict, reason=ruling.reason, ruled_by=f"{ruling.who}, {ruling.on}")


def untraced(verdict: Verdict) -> tuple[str, ...]:
    """Name the Hub repositories whose publication date would decide, or could clear, a verdict.

    A lateness that rests on the day of an announcement alone is an accusation that an outsider's
    earlier trace may refute.
    """
    counted = [finding for finding in verdict.findings if finding.role is Role.COUNTS]
    if verdict.reason is Reason.DELIVERED_LATE:
        counted = _not_held(counted, verdict.deadline_end)
    elif verdict.reason is not Reason.AMBIGUOUS_EVIDENCE:
        return ()
    return tuple(
        finding.artefact
        for finding in counted
        if host_of(finding.artefact) == HUB and "://" not in finding.artefact
    )


def _not_held(counted: Sequence[Finding], end: datetime | None) -> list[Finding]:
    """Pick what no hard bound holds behind the deadline; nothing if a part is held there whole."""
    free = [
        finding
        for finding in counted
        if not any(
            bound.limit is Limit.NOT_BEFORE and end is not None and bound.at >= end
            for bound in finding.bounds
        )
    ]
    whole = {finding.part for finding in counted} == {finding.part for finding in free}
    return free if whole else []
