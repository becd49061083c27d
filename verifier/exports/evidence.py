"""What the verdicts rest on: one row a fact, or a place, that was looked at for a claim."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, NamedTuple

from verifier.core.claims import Reason
from verifier.core.evidence import Check, Observation
from verifier.core.findings import Bound, Looked, Role
from verifier.core.verdict import Verdict
from verifier.exports.deciding import came_later, deciding_fact
from verifier.exports.facts import Fact, fact_of
from verifier.exports.readings import standing
from verifier.exports.wording import place, stamp


class Weight(StrEnum):
    """What a fact, or a place, is to its claim."""

    COUNTS = "counts"
    LATER = "came_later"
    """It would count too, but what was promised had come by then."""
    PARTIAL = "partial"
    WEAK = "weak"
    NOT = "does_not_count"
    ABSENCE = "absence"
    """A look at a place, or a place that must be read before absence counts."""


class EvidenceRow(NamedTuple):
    """One fact or place that was looked at for one claim. Instants are UTC; None is empty."""

    claim_id: Annotated[str, "The claim's stable name."]
    number: Annotated[int, "The row's place among those of its claim, from 1."]
    role: Annotated[Weight, "counts, came_later, partial, weak, does_not_count or absence."]
    decides: Annotated[bool, "Whether the verdict rests on it."]
    artefact: Annotated[str, "The repository, post or place it is about."]
    part: Annotated[int | None, "Which part of the promise it bears on, from 1."] = None
    kind: Annotated[str, "repository, entry, trace, removal, check or reading."] = ""
    what: Annotated[str, "The fact in a few words."] = ""
    why: Annotated[str, "Why it counts, or why it does not; of a place, how it stands."] = ""
    bounds: Annotated[str, "How it limits the delivery in time, and whether that was used."] = ""
    dated_not_before: Annotated[datetime | None, "What it tells of was so then or later."] = None
    dated_not_after: Annotated[datetime | None, "What it tells of was so by then."] = None
    recorded_at: Annotated[datetime | None, "When it was recorded, or the place read."] = None
    source: Annotated[str, "Which source brought it."] = ""
    url: Annotated[str, "Where it can be looked up."] = ""
    sha256: Annotated[str, "The fact's address in the store; empty for a reading."] = ""


def evidence_of(
    verdict: Verdict, readings: Sequence[Looked], facts: Mapping[str, Observation]
) -> Iterator[EvidenceRow]:
    """Lay out what was looked at for a claim: the fact that decides first, and places last.

    `facts` holds the facts the verdict names by their digest; one that is missing keeps its row.
    """
    first = deciding_fact(verdict)
    found = [*_of_findings(verdict, facts), *_of_checks(verdict, facts)]
    found += _of_readings(verdict, readings, facts)
    found.sort(key=lambda row: (row.role is Weight.ABSENCE, not row.decides, row.sha256 != first))
    return (row._replace(number=number) for number, row in enumerate(found, 1))


def _of_findings(verdict: Verdict, facts: Mapping[str, Observation]) -> Iterator[EvidenceRow]:
    late = came_later(verdict)
    for finding in verdict.findings:
        later = (finding.part, finding.artefact) in late
        rests = finding.role is _decisive(verdict.reason) and not later
        for mark in dict.fromkeys((*finding.evidence, *(b.evidence for b in finding.bounds))):
            bounds = [bound for bound in finding.bounds if bound.evidence == mark]
            row = EvidenceRow(
                claim_id=verdict.claim,
                number=0,
                role=Weight.LATER if later else Weight(finding.role.value),
                decides=rests and mark in verdict.evidence,
                artefact=finding.artefact,
                part=finding.part + 1,
                why=finding.why,
                bounds="; ".join(map(_told, bounds)),
                url=finding.url,
                sha256=mark,
            )
            yield _with_fact(row, facts.get(mark))


def _decisive(reason: Reason) -> Role:
    """Name the role of the findings a verdict of this reason rests on."""
    match reason:
        case Reason.UNDELIVERED | Reason.PARTIAL_ONLY:
            return Role.PARTIAL
        case Reason.NEEDS_REVIEW:
            return Role.WEAK
        case _:
            return Role.COUNTS


def _told(bound: Bound) -> str:
    use = "" if bound.used else " (not used)"
    return f"{bound.limit} {stamp(bound.at)}: {bound.why}{use}"


def _with_fact(row: EvidenceRow, fact: Observation | None) -> EvidenceRow:
    if fact is None:
        return row
    told: Fact = fact_of(fact)
    return row._replace(
        kind=told.kind,
        what=told.what,
        dated_not_before=told.when.not_before,
        dated_not_after=told.when.not_after,
        recorded_at=fact.recorded_at,
        source=fact.source,
        url=told.url or row.url,
    )


def _of_checks(verdict: Verdict, facts: Mapping[str, Observation]) -> Iterator[EvidenceRow]:
    """Lay out the looks by hand: what a verdict rests on beside its findings."""
    for mark in verdict.evidence:
        fact = facts.get(mark)
        if isinstance(fact, Check):
            row = EvidenceRow(
                verdict.claim, 0, Weight.ABSENCE, decides=True, artefact=fact.place, sha256=mark
            )
            yield _with_fact(row._replace(why=fact.note), fact)


def _of_readings(
    verdict: Verdict, readings: Sequence[Looked], facts: Mapping[str, Observation]
) -> Iterator[EvidenceRow]:
    """Lay out how each required place stands, but for those that only a look by hand covers."""
    by_hand = {fact.when.not_before for fact in facts.values() if isinstance(fact, Check)}
    absent = verdict.rests_on_absence
    for looked in readings:
        if looked.at is None or looked.at not in by_hand:
            yield EvidenceRow(
                verdict.claim,
                0,
                Weight.ABSENCE,
                decides=absent and looked.proves,
                artefact=looked.place,
                kind="reading",
                what=place(looked.place),
                why=standing(looked),
                recorded_at=looked.at,
            )
