"""From the store to what the exports render."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from verifier.cli.clock import now
from verifier.core.claims import Claim
from verifier.core.evidence import Observation
from verifier.core.records import chain_of
from verifier.core.verdicts import Verdict
from verifier.errors import UsageError
from verifier.exports.case import Case, Link
from verifier.exports.readings import readings_of
from verifier.exports.rows import Context, Row, row_of
from verifier.ports import Store


def instant_of(store: Store, as_of: datetime | None) -> datetime:
    """Tell the instant (UTC) an export speaks of: the one asked for, else that of the last run."""
    return as_of or store.last_run() or now()


def rows_of(
    store: Store, as_of: datetime | None = None, base_url: str = "", only: Sequence[str] = ()
) -> Iterator[Row]:
    """Give a row a judged claim, in the order of their ids; `only` of these labs, if any."""
    recorded = store.verdicts(as_of)
    context = Context(instant_of(store, as_of), store.sweeps(), base_url)
    labs = store.labs()
    for wanted in only:
        if wanted not in labs:
            raise UsageError(f"there is no lab {wanted!r}; {_nearest(wanted, labs)}")
    for claim in store.claims():
        if claim.id in recorded and (not only or claim.lab in only):
            one = recorded[claim.id]
            first = next(iter(one.verdict.evidence), None)
            fact = store.observation(first) if first is not None else None
            yield row_of(claim, labs[claim.lab], one, fact, context)


def case_of(store: Store, claim_id: str, as_of: datetime | None = None) -> Case:
    """Gather one claim's case. UsageError where there is no such claim, or no verdict yet."""
    claims = {claim.id: claim for claim in store.claims()}
    claim = claims.get(claim_id) or _unknown(claim_id, claims)
    recorded = store.verdicts(as_of)
    if claim_id not in recorded:
        raise UsageError(f"{claim_id} was not judged yet: run `verifier resolve`")
    one = recorded[claim_id]
    lab = store.labs()[claim.lab]
    at = instant_of(store, as_of)
    return Case(
        claim=claim,
        lab=lab,
        recorded=one,
        readings=readings_of(one.verdict, claim, lab, store.sweeps(), at),
        facts=_facts(store, one.verdict),
        chain=tuple(
            Link(each, recorded[each.id].verdict if each.id in recorded else None)
            for each in chain_of(claim, claims.values())
        ),
    )


def _facts(store: Store, verdict: Verdict) -> dict[str, Observation]:
    """Look up every fact a verdict names."""
    named = dict.fromkeys(verdict.evidence)
    for finding in verdict.findings:
        named |= dict.fromkeys((*finding.evidence, *(bound.evidence for bound in finding.bounds)))
    found = {mark: store.observation(mark) for mark in named}
    return {mark: fact for mark, fact in found.items() if fact is not None}


def _unknown(claim_id: str, claims: Mapping[str, Claim]) -> Claim:
    if not claims:
        raise UsageError(f"there is no claim {claim_id!r}: none is loaded; run `verifier load`")
    raise UsageError(f"there is no claim {claim_id!r}; {_nearest(claim_id, claims)}")


def _nearest(name: str, names: Iterable[str]) -> str:
    """Suggest what may have been meant."""
    from rapidfuzz import fuzz, process

    near = process.extract(name, list(names), scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    if near:
        return f"did you mean {' or '.join(found for found, *_ in near)}?"
    return "`verifier list` shows what there is"
