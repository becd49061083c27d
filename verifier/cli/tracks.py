"""From the store to what track records are made of; read by set, not by row."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from verifier.cli.gather import instant_of
from verifier.core.records import Judged
from verifier.exports.readings import readings_of
from verifier.exports.rows import days_overdue
from verifier.ports import Store


def judged_of(
    store: Store, as_of: datetime | None = None, only: Sequence[str] = ()
) -> Iterator[Judged]:
    """Give every judged claim with its verdict, in the order of their ids; `only` of these labs."""
    at, recorded = instant_of(store, as_of), store.verdicts(as_of)
    sweeps, labs = store.sweeps(), store.labs()
    for claim in store.claims():
        if claim.id not in recorded or (only and claim.lab not in only):
            continue
        lab, verdict = labs[claim.lab], recorded[claim.id].verdict
        readings = readings_of(verdict, claim, lab, sweeps, at)
        yield Judged(claim, lab, verdict, days_overdue(claim, lab, verdict, readings))
