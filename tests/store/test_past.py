from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.store.samples import (
    CLAIM,
    CORRECTED,
    HUB_SOURCE,
    MINIMAX,
    NIGHT,
    START,
    VAGUE,
    failed,
    repository,
    sweep,
    verdict,
)
from verifier.core.claims import Claim, Reason
from verifier.core.evidence import Evidence
from verifier.core.sweeps import Settled
from verifier.store import SqlStore, open_store


@pytest.fixture
def nights(database_url: str) -> Iterator[SqlStore]:
    """Three nights: filed and seen; corrected and failed; judged anew for the first night."""
    clock = iter([START, START + NIGHT, START + 2 * NIGHT]).__next__
    with open_store(database_url, clock=clock) as store:
        _night(store, 0, [CLAIM, VAGUE], Settled(sweep(0), (repository(),)), Reason.NOT_DUE)
        _night(store, 1, [CORRECTED], Settled(failed(1)), Reason.UNVERIFIED, CORRECTED)
        _night(store, 2, [CORRECTED], Settled(sweep(2)), Reason.ON_TIME, CORRECTED, about=0)
        yield store


def _night(
    store: SqlStore,
    night: int,
    claims: list[Claim],
    settled: Settled,
    reason: Reason,
    claim: Claim = CLAIM,
    about: int | None = None,
) -> None:
    when = START + night * NIGHT
    spoken_of = night if about is None else about
    store.save_claims([MINIMAX], claims)
    run = store.begin_run(when, START + spoken_of * NIGHT)
    store.keep(HUB_SOURCE, settled, run)
    store.append_verdicts(run, [verdict(spoken_of, reason, claim)])
    store.end_run(run, when)


def _reasons(store: SqlStore, at: datetime) -> tuple[Reason, Reason]:
    now, then = store.past(at, then=False), store.past(at, then=True)
    return now.verdicts()[CLAIM.id].verdict.reason, then.verdicts()[CLAIM.id].verdict.reason


def test_a_day_judged_anew_is_known_better_now_than_then(nights: SqlStore) -> None:
    assert _reasons(nights, START) == (Reason.ON_TIME, Reason.NOT_DUE)
    assert _reasons(nights, START + NIGHT) == (Reason.UNVERIFIED, Reason.UNVERIFIED)


def test_claims_are_those_that_were_filed_then(nights: SqlStore) -> None:
    assert nights.past(START, then=True).claims() == [CLAIM, VAGUE]
    assert nights.past(START, then=False).claims() == [CORRECTED]
    assert nights.past(START - NIGHT, then=True).claims() == []
    assert nights.past(START - NIGHT, then=True).labs() == {}


def test_versions_of_later_days_were_not_there_then(nights: SqlStore) -> None:
    (first,) = nights.past(START, then=True).claim_versions()[CLAIM.id]
    assert first.claim == CLAIM
    assert len(nights.past(START, then=False).claim_versions()[CLAIM.id]) == 2


def test_sweeps_are_those_that_had_been_by_then(nights: SqlStore) -> None:
    at = START + NIGHT * 1.5
    for then in (False, True):
        past = nights.past(at, then=then)
        assert past.sweeps() == {HUB_SOURCE: (failed(1), sweep(0))}
        assert past.last_sweeps([HUB_SOURCE]) == [failed(1)]


def test_evidence_of_then_is_what_had_been_recorded(nights: SqlStore) -> None:
    then = nights.past(START, then=True)
    assert then.evidence(MINIMAX, [HUB_SOURCE]) == Evidence((repository(),), (sweep(0),))
    now = nights.past(START, then=False)
    assert len(now.evidence(MINIMAX, [HUB_SOURCE]).sweeps) == 3


def test_histories_end_with_the_day_and_with_what_was_known(nights: SqlStore) -> None:
    now, then = nights.past(START, then=False), nights.past(START, then=True)
    assert [each.run for each in now.history(CLAIM.id)] == [1, 3]
    assert [each.run for each in then.history(CLAIM.id)] == [1]
    assert [[each.run for each in history] for history in now.histories()] == [[1, 3]]
    assert [[each.run for each in history] for history in then.histories()] == [[1]]


def test_the_head_of_then_is_that_of_the_last_night_until_then(nights: SqlStore) -> None:
    then, now = nights.past(START + NIGHT, then=True).head(), nights.head()
    assert then is not None
    assert now is not None
    assert (then.run, now.run) == (2, 3)
    assert nights.past(START - NIGHT, then=True).head() is None
