"""From the store to what track records are made of; read by set, not by row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from verifier.cli.gather import instant_of, nearest
from verifier.core.claims import Lab
from verifier.core.facts import survey
from verifier.core.feed_urls import source_id
from verifier.core.records import Judged, Weights, weights_of
from verifier.errors import UsageError
from verifier.exports.readings import days_overdue, readings_of
from verifier.ports import Store

if TYPE_CHECKING:
    from verifier.store import SqlStore


def judged_of(
    store: Store, as_of: datetime | None = None, only: Sequence[str] = ()
) -> Iterator[Judged]:
    """Give every judged claim with its verdict by their ids; `only` of these labs, if any."""
    at = instant_of(store, as_of)
    recorded = store.verdicts(at)
    sweeps, labs = store.sweeps(), _of(store, only)
    for claim in store.claims():
        if claim.id not in recorded or claim.lab not in labs:
            continue
        lab, verdict = labs[claim.lab], recorded[claim.id].verdict
        readings = readings_of(verdict, claim, lab, sweeps, at)
        yield Judged(claim, lab, verdict, days_overdue(claim, lab, verdict, readings))


def weights_by_lab(
    store: "SqlStore", as_of: datetime | None = None, only: Sequence[str] = ()
) -> Iterator[tuple[Lab, tuple[Weights, ...]]]:
    """Give every lab with what it published; `only` these labs, if any."""
    at = instant_of(store, as_of)
    labs = _of(store, only)
    places = {lab: tuple(source_id(feed.url) for feed in lab.feeds) for lab in labs.values()}
    evidence = store.evidence_by_lab(places)
    for lab in places:
        yield lab, weights_of(lab, survey(evidence[lab.id], at))


def _of(store: Store, only: Sequence[str]) -> Mapping[str, Lab]:
    labs = store.labs()
    for wanted in only:
        if wanted not in labs:
            raise UsageError(f"there is no lab {wanted!r}; {nearest(wanted, labs)}")
    return {name: lab for name, lab in labs.items() if not only or name in only}
