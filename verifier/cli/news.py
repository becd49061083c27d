"""From the store to what there is to tell since a run."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from verifier.core.outages import turns
from verifier.exports.deciding import deciding_fact
from verifier.exports.news import Notice, of_claim, of_source
from verifier.exports.transitions import changes_of

if TYPE_CHECKING:
    from verifier.store import SqlStore

_BACK = timedelta(days=100)
"""How far back a source's nights are counted: a trouble that is older was told long ago."""


def news_of(
    store: "SqlStore", since: int, until: int, base_url: str = "", *, new: bool = False
) -> Iterator[Notice]:
    """Give what the runs after `since` up to `until` found; first verdicts only if `new`."""
    yield from _changes(store, since, until, base_url, new=new)
    began = store.tellings.began(since)
    if began is not None:
        for sweeps in store.tellings.sweeps(began - _BACK, until):
            yield from (of_source(turn) for turn in turns(sweeps) if turn.run > since)


def _changes(
    store: "SqlStore", since: int, until: int, base_url: str, *, new: bool
) -> Iterator[Notice]:
    labs, claims = store.labs(), {claim.id: claim for claim in store.claims()}
    versions = store.claim_versions()
    for history in store.tellings.histories(since, until):
        claim = claims.get(history[0].verdict.claim)
        if claim is None:  # taken out of the claims since
            continue
        facts = store.observations(deciding_fact(each.verdict) for _, each in changes_of(history))
        told = of_claim(
            claim, labs[claim.lab], history, facts, versions.get(claim.id, ()), base_url
        )
        for row, notice in told:
            if notice.run > since and (new or row.old_status is not None):
                yield notice
