"""One claim in short: a few named lines."""

from collections.abc import Iterator

from verifier.core.terms import Deadline
from verifier.exports.case import Case, slips
from verifier.exports.deciding import deciding_fact
from verifier.exports.kept import in_short as kept_in_short
from verifier.exports.openness import GATES, companions
from verifier.exports.pages import Line, Section
from verifier.exports.readings import days_overdue, last_checked, tally
from verifier.exports.wording import count, instant, kind_of, remarks, sentence, spanned


def in_short(case: Case) -> tuple[Section, ...]:
    """Give the verdict in a sentence, then the record in lines of one fact each."""
    verdict = case.verdict
    head = f"{verdict.status.upper()} ({verdict.reason}) since {instant(case.recorded.since)}"
    said = sentence(case.claim, verdict, case.readings)
    lines = (Line(value, name=name) for name, value in _fields(case) if value)
    return (
        Section(f"{case.claim.text} ({case.claim.id})", (Line(head), Line(said))),
        Section("Record", tuple(lines)),
    )


def _fields(case: Case) -> Iterator[tuple[str, str]]:
    claim, verdict, lab = case.claim, case.verdict, case.lab
    decided = case.facts.get(deciding_fact(verdict))
    overdue = days_overdue(claim, lab, verdict, case.readings)
    yield "lab", f"{lab.name} ({lab.id}, {lab.country})"
    yield "promised", f'{kind_of(claim)}, "{claim.promise}", on {claim.announced.day}'
    yield "relayed by", claim.relayed_by
    yield "due", _due(case)
    yield "delivered", _delivered(case)
    yield "late by", _late_by(case)
    yield "overdue", f"at least {count(overdue, 'day')}" if overdue is not None else ""
    yield "openness", _openness(case)
    yield "with it", _companions(case)
    yield "checked", _checked(case)
    yield "evidence", decided.url if decided is not None else ""
    for one in case.kept:
        yield "kept", kept_in_short(one)
    yield "source", claim.source
    yield "revises", claim.revises
    yield "slips", str(slips(case.chain)) if case.chain else ""
    yield "ruled by", verdict.ruled_by
    yield "note", remarks(claim, verdict, case.readings)


def _due(case: Case) -> str:
    deadline, end = case.claim.deadline, case.claim.deadline_end()
    if not isinstance(deadline, Deadline) or end is None:
        return f"no fixed day ({case.claim.deadline.rule})"
    return f"{deadline.latest} ({deadline.precision}), until {instant(end)}"


def _delivered(case: Case) -> str:
    delivery, day = case.verdict.delivery, case.verdict.delivered_on
    if delivery is None:
        return ""
    return f"{day}, {spanned(delivery)}" if day else spanned(delivery)


def _checked(case: Case) -> str:
    at = last_checked(case.readings)
    when = f", all by {instant(at)}" if at else ""
    return f"{tally(case.readings)} places validly read{when}"


def _late_by(case: Case) -> str:
    least, most = case.verdict.days_late, case.verdict.days_late_max
    if least is None:
        return ""
    return count(least, "day") if most in {None, least} else f"{least} to {count(most or 0, 'day')}"


def _openness(case: Case) -> str:
    verdict = case.verdict
    if not (verdict.licence or verdict.licence_class or verdict.completeness or verdict.gated):
        return ""
    licence = verdict.licence or "no licence named"
    kind = verdict.licence_class.replace("_", " ") or "unknown"
    gate = GATES.get(verdict.gated, "gating unknown")
    return f"{licence} ({kind}), weights {verdict.completeness or 'unknown'}, {gate}"


def _companions(case: Case) -> str:
    words = {True: "", False: "no ", None: "unknown: "}
    return ", ".join(f"{words[each.there]}{each.name}" for each in companions(case))
