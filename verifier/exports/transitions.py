"""How verdicts came to change: one row a change of a claim's status or reason."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Annotated, NamedTuple

from verifier.core.claims import Claim, Lab, Reason, Status
from verifier.core.evidence import Observation
from verifier.core.verdict import Recorded
from verifier.exports.deciding import deciding_fact
from verifier.exports.links import permalink
from verifier.exports.wording import sentence
from verifier.ports import Version


class Transition(NamedTuple):
    """One change of one claim's verdict. Instants are UTC; None is an empty cell."""

    claim_id: Annotated[str, "The claim's stable name."]
    changed_at: Annotated[datetime, "As of when the claim was first judged so."]
    lab: Annotated[str, "The lab that promised, by its name."]
    claim_text: Annotated[str, "The promise in one line, as it stood in the file at that time."]
    old_status: Annotated[Status | None, "What it was before; empty for a first verdict."]
    old_reason: Annotated[Reason | None, "Why it was that."]
    status: Annotated[Status, "fulfilled, late or pending."]
    reason: Annotated[Reason, "Why, in one word of the list of reasons."]
    why: Annotated[str, "The rule that gave the verdict, in a sentence."]
    ruled_by: Annotated[str, "Who decided by hand, where somebody did."]
    evidence_url: Annotated[str, "Where the fact that decided can be looked up."]
    permalink: Annotated[str, "The claim's page; empty where no site is configured."]


def changes_of(history: Iterable[Recorded]) -> Iterator[tuple[Recorded | None, Recorded]]:
    """Pair each verdict that changed a claim's status or reason with the one before it.

    `history` is one claim's, oldest as-of first; of several of one instant the last one stands.
    """
    before: Recorded | None = None
    for _, same in groupby(history, key=lambda each: each.verdict.as_of):
        *_, now = same
        if before is None or before.verdict.reason is not now.verdict.reason:
            yield before, now
        before = now


def transitions_of(
    claim: Claim,
    lab: Lab,
    history: Iterable[Recorded],
    facts: Mapping[str, Observation],
    versions: Iterable[Version] = (),
    base_url: str = "",
) -> Iterator[Transition]:
    """Lay one claim's changes out as rows; each tells of the version it was judged by."""
    texts = {version.claim.version: version.claim for version in versions}
    for old, new in changes_of(history):
        verdict = new.verdict
        then = texts.get(verdict.claim_version, claim)
        fact = facts.get(deciding_fact(verdict))
        yield Transition(
            claim_id=claim.id,
            changed_at=verdict.as_of,
            lab=lab.name,
            claim_text=then.text,
            old_status=old.verdict.status if old else None,
            old_reason=old.verdict.reason if old else None,
            status=verdict.status,
            reason=verdict.reason,
            why=sentence(then, verdict, verdict.looked),
            ruled_by=verdict.ruled_by,
            evidence_url=fact.url if fact is not None else "",
            permalink=permalink(base_url, claim.id),
        )
