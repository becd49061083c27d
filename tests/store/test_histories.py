from collections.abc import Iterable

from tests.store.samples import CLAIM, NIGHT, START, VAGUE, verdict
from verifier.core.claims import Reason
from verifier.core.verdict import Verdict
from verifier.store import SqlStore


def _append(store: SqlStore, verdicts: Iterable[Verdict]) -> None:
    run = store.begin_run(START, START)
    store.append_verdicts(run, verdicts)
    store.end_run(run, START)


def test_histories_are_those_of_each_claim_by_their_ids(store: SqlStore) -> None:
    _append(store, [verdict(1, claim=VAGUE), verdict(1)])
    _append(store, [verdict(0, Reason.NEEDS_REVIEW), verdict(2, Reason.UNVERIFIED)])
    assert list(map(tuple, store.histories())) == [
        tuple(store.history(CLAIM.id)),
        tuple(store.history(VAGUE.id)),
    ]


def test_a_history_ends_at_the_instant_asked_for(store: SqlStore) -> None:
    _append(store, [verdict(0), verdict(2, Reason.UNVERIFIED), verdict(2, claim=VAGUE)])
    (history,) = store.histories(START + NIGHT)
    assert [each.verdict for each in history] == [verdict(0)]
    assert list(store.histories(START - NIGHT)) == []


def test_going_through_a_part_of_the_histories_leaves_the_store_usable(store: SqlStore) -> None:
    _append(store, [verdict(0), verdict(0, claim=VAGUE)])
    first = next(iter(store.histories()))
    assert [each.verdict for each in first] == [verdict(0)]
    _append(store, [verdict(1, Reason.UNVERIFIED)])
    assert len(store.history(CLAIM.id)) == 2
