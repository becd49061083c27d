"""One claim as one flat row: the columns every format shares, in their order, and what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Annotated, NamedTuple

from verifier.core.claims import Claim, Kind, Lab, Reason, Status
from verifier.core.evidence import Observation
from verifier.core.swept import Sweep
from verifier.core.terms import Deadline
from verifier.core.verdict import Recorded
from verifier.exports.columns import columns_of
from verifier.exports.facts import Fact, fact_of
from verifier.exports.links import permalink
from verifier.exports.readings import days_overdue, last_checked, readings_of, tally
from verifier.exports.wording import remarks


class Row(NamedTuple):
    """One claim as exported. Instants are UTC; None is an empty cell."""

    claim_id: Annotated[str, "The claim's stable name."]
    lab: Annotated[str, "The lab that promised, by its name."]
    claim_text: Annotated[str, "The promise in one line, in the project's words."]
    kind: Annotated[Kind, "open_weights, open_source, model, dataset, code or post."]
    promise: Annotated[str, "The time phrase as promised."]
    announced_date: Annotated[date, "The day of the promise, on the promisor's calendar."]
    due_date: Annotated[date | None, "The last promised day; empty where none is fixed."]
    due_precision: Annotated[
        str, "day, week, month, quarter, approx; or vague, event, conditional."
    ]
    status: Annotated[Status, "fulfilled, late or pending."]
    reason: Annotated[Reason, "Why, in one word of the list of reasons."]
    status_since: Annotated[datetime, "Since when the claim has this status and reason."]
    delivered_date: Annotated[date | None, "The lab's own day of delivered_not_after."]
    delivered_not_before: Annotated[datetime | None, "The delivery happened then or later."]
    delivered_not_after: Annotated[datetime | None, "The delivery had happened by then."]
    days_late: Annotated[int | None, "Late by at least so many days."]
    days_late_max: Annotated[int | None, "Late by at most so many days."]
    days_overdue: Annotated[int | None, "Days from the due day to the last proof of absence."]
    licence: Annotated[str, "The licence of what was delivered."]
    licence_class: Annotated[
        str, "permissive, copyleft, source_available, non_commercial or unknown."
    ]
    completeness: Annotated[str, "complete, partial, none or unknown."]
    gated: Annotated[str, "Whether a form must be filled in first: none, auto, manual or unknown."]
    evidence_kind: Annotated[str, "What the fact that decided is."]
    evidence_url: Annotated[str, "Where that fact can be looked up."]
    evidence_seen_at: Annotated[datetime | None, "By when that fact was seen."]
    evidence_sha256: Annotated[str, "That fact's address in the store."]
    source_url: Annotated[str, "Where the promise was made or reported."]
    relayed_by: Annotated[str, "Who passed the promise on, where a third party reports it."]
    revises: Annotated[str, "The earlier claim whose deadline this one moved."]
    last_checked_at: Annotated[datetime | None, "All required places were validly read by then."]
    sources_ok: Annotated[str, "How many of the required places are validly read, of all."]
    ruled_by: Annotated[str, "Who decided by hand, where somebody did."]
    tz_sensitive: Annotated[bool, "Whether the lab's own time zone would give another verdict."]
    note: Annotated[str, "What a reader should know besides."]
    permalink: Annotated[str, "The claim's page; empty where no site is configured."]
    as_of: Annotated[datetime, "The instant the row speaks of."]


COLUMNS: Mapping[str, str] = columns_of(Row)
"""Column -> what it says, in the order of the file. New columns go to the end."""


Decided = tuple[str, Observation | None]
"""The digest of the fact that a reader should look up first, "" for none, and the fact if known."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the rows of one export share."""

    as_of: datetime
    sweeps: Mapping[str, Sequence[Sweep]] = field(default_factory=lambda: MappingProxyType({}))
    base_url: str = ""


def row_of(claim: Claim, lab: Lab, recorded: Recorded, decided: Decided, context: Context) -> Row:
    """Lay one claim out as a row; `decided` is the fact that did, by its digest."""
    verdict = recorded.verdict
    readings = readings_of(verdict, claim, lab, context.sweeps, context.as_of)
    mark, fact = decided
    shown = fact_of(fact) if fact is not None else Fact()
    delivery = verdict.delivery
    return Row(
        claim_id=claim.id,
        lab=lab.name,
        claim_text=claim.text,
        kind=claim.kind,
        promise=claim.promise,
        announced_date=claim.announced.day,
        due_date=claim.due,
        due_precision=_precision(claim),
        status=verdict.status,
        reason=verdict.reason,
        status_since=recorded.since,
        delivered_date=verdict.delivered_on,
        delivered_not_before=delivery.not_before if delivery else None,
        delivered_not_after=delivery.not_after if delivery else None,
        days_late=verdict.days_late,
        days_late_max=verdict.days_late_max,
        days_overdue=days_overdue(claim, lab, verdict, readings),
        licence=verdict.licence,
        licence_class=verdict.licence_class,
        completeness=verdict.completeness,
        gated=verdict.gated,
        evidence_kind=shown.kind,
        evidence_url=shown.url,
        evidence_seen_at=shown.seen_at,
        evidence_sha256=mark,
        source_url=claim.source,
        relayed_by=claim.relayed_by,
        revises=claim.revises,
        last_checked_at=last_checked(readings),
        sources_ok=tally(readings),
        ruled_by=verdict.ruled_by,
        tz_sensitive=verdict.tz_sensitive,
        note=remarks(claim, verdict, readings),
        permalink=permalink(context.base_url, claim.id),
        as_of=context.as_of,
    )


def _precision(claim: Claim) -> str:
    deadline = claim.deadline
    return deadline.precision if isinstance(deadline, Deadline) else deadline.why
