"""From the store to what pages and explanations tell of a claim."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from verifier.cli.gather import Judged, Wordings, instant_of, judged, named, nearest
from verifier.core.claims import Claim
from verifier.core.evidence import Observation
from verifier.core.records import chains
from verifier.core.swept import Sweep
from verifier.core.verdict import Recorded
from verifier.errors import UsageError
from verifier.exports.case import Case, Link
from verifier.exports.kept import absence_since
from verifier.exports.readings import readings_of
from verifier.ports import Kept, Store, Version


def case_of(store: Store, claim_id: str, as_of: datetime | None = None) -> Case:
    """Gather one claim's case. UsageError where there is no such claim, or no verdict yet."""
    claims = store.claims()
    claim = next((claim for claim in claims if claim.id == claim_id), None)
    if claim is None:
        raise _unknown(claim_id, claims)
    at = instant_of(store, as_of)
    recorded = store.verdicts(at)
    if claim_id not in recorded:
        raise UsageError(f"{claim_id} was not judged yet: run `verifier resolve`")
    as_judged = Wordings(store)(claim, recorded[claim_id].verdict)
    one = Judged(as_judged, store.labs()[claim.lab], recorded[claim_id])
    history = [each for each in store.history(claim_id) if each.verdict.as_of <= at]
    facts = store.observations(named(one.recorded.verdict))
    shelf = _Shelf.of(store, claims, recorded, at)
    return replace(shelf.case(one, facts, history), kept=_kept(store, one, shelf.at))


def cases_of(store: Store, as_of: datetime | None = None) -> Iterator[Case]:
    """Gather the case of every judged claim, in the order of their ids."""
    claims, labs, at = store.claims(), store.labs(), instant_of(store, as_of)
    histories = {history[0].verdict.claim: history for history in store.histories(at)}
    recorded = {id_: history[-1] for id_, history in histories.items()}
    shelf = _Shelf.of(store, claims, recorded, at)
    pairs = ((claim, recorded[claim.id]) for claim in claims if claim.id in recorded)
    for batch in judged(store, labs, pairs):
        facts = store.observations(mark for one in batch for mark in named(one.recorded.verdict))
        for one in batch:
            yield shelf.case(one, facts, histories[one.claim.id])


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What the cases of one instant share."""

    at: datetime
    sweeps: Mapping[str, Sequence[Sweep]]
    recorded: Mapping[str, Recorded]
    chains: Mapping[str, Sequence[Claim]]
    versions: Mapping[str, Sequence[Version]]

    @classmethod
    def of(
        cls,
        store: Store,
        claims: Iterable[Claim],
        recorded: Mapping[str, Recorded],
        at: datetime,
    ) -> "_Shelf":
        """Read it."""
        linked = {claim.id: chain for chain in chains(claims) for claim in chain}
        return cls(at, store.sweeps(), recorded, linked, store.claim_versions())

    def case(
        self, one: Judged, facts: Mapping[str, Observation], history: Iterable[Recorded]
    ) -> Case:
        """Put one claim's case together; `facts` may hold those of others."""
        verdict = one.recorded.verdict
        return Case(
            claim=one.claim,
            lab=one.lab,
            recorded=one.recorded,
            readings=readings_of(verdict, one.claim, one.lab, self.sweeps, self.at),
            facts={mark: facts[mark] for mark in named(verdict) if mark in facts},
            chain=tuple(map(self._link, self.chains.get(one.claim.id, ()))),
            history=tuple(history),
            versions=tuple(self.versions.get(one.claim.id, ())),
        )

    def _link(self, claim: Claim) -> Link:
        recorded = self.recorded.get(claim.id)
        return Link(claim, recorded.verdict if recorded else None)


def _kept(store: Store, one: Judged, at: datetime) -> tuple[Kept, ...]:
    verdict = one.recorded.verdict
    found = store.kept(named(verdict), absence_since(verdict))
    return tuple(kept for kept in found if kept.sweep.ended <= at)


def _unknown(claim_id: str, claims: Iterable[Claim]) -> UsageError:
    ids = [claim.id for claim in claims]
    if not ids:
        return UsageError(f"there is no claim {claim_id!r}: none is loaded; run `verifier load`")
    return UsageError(f"there is no claim {claim_id!r}; {nearest(claim_id, ids)}")
