from datetime import timedelta

import pytest

from tests.store.samples import (
    CLAIM,
    FEED_SOURCE,
    HUB_SOURCE,
    NIGHT,
    START,
    VAGUE,
    failed,
    sweep,
    verdict,
)
from verifier.core.claims import Reason
from verifier.core.sweeps import Settled
from verifier.core.swept import Sweep
from verifier.core.verdict import Verdict
from verifier.errors import AlreadyRunning
from verifier.store import SqlStore, open_store
from verifier.store.tellings import Told


def run(store: SqlStore, *verdicts: Verdict, sweeps: tuple[Sweep, ...] = ()) -> int:
    number = store.begin_run(START, START)
    for each in sweeps:
        store.keep(each.source, Settled(each), number)
    store.append_verdicts(number, verdicts)
    store.end_run(number, START)
    return number


def test_a_recipient_is_met_once_and_knows_nothing_of_later_runs(store: SqlStore) -> None:
    assert store.tellings.known_to("somebody") is None
    store.tellings.meet("somebody", 3, START)
    assert store.tellings.known_to("somebody") == Told(3)
    assert store.tellings.known_to("another") is None


def test_what_was_told_is_known_until_its_run_is_done_with(store: SqlStore) -> None:
    tellings = store.tellings
    for name in ("somebody", "another"):
        tellings.meet(name, 0, START)
    tellings.tell("somebody", ["a", "b"], START)
    tellings.tell("somebody", ["c"], START)
    tellings.tell("another", ["a"], START)
    assert tellings.known_to("somebody") == Told(0, frozenset("abc"))
    tellings.close("somebody", 4)
    assert tellings.known_to("somebody") == Told(4)
    assert tellings.known_to("another") == Told(0, frozenset("a"))


def test_the_last_run_is_the_last_that_has_ended(store: SqlStore) -> None:
    assert store.tellings.last_run() == 0
    done = run(store)
    store.begin_run(START, START)
    assert store.tellings.last_run() == done


def test_histories_are_whole_and_of_the_claims_that_later_runs_judged_anew(
    store: SqlStore,
) -> None:
    first = run(store, verdict(0), verdict(0, claim=VAGUE))
    second = run(store, verdict(1, Reason.UNVERIFIED))
    unended = store.begin_run(START, START)
    store.append_verdicts(unended, [verdict(2, Reason.NEEDS_REVIEW)])
    (history,) = store.tellings.histories(first, second)
    assert [each.verdict.reason for each in history] == [Reason.NOT_DUE, Reason.UNVERIFIED]
    assert {each[0].verdict.claim for each in store.tellings.histories(0, second)} == {
        CLAIM.id,
        VAGUE.id,
    }
    assert list(store.tellings.histories(second, second)) == []


def test_sweeps_are_those_of_sources_that_failed_with_their_runs(store: SqlStore) -> None:
    nights = [
        run(store, sweeps=(failed(0), sweep(0, FEED_SOURCE))),
        run(store, sweeps=(sweep(1), sweep(1, FEED_SOURCE))),
        run(store, sweeps=(failed(2), sweep(2, FEED_SOURCE))),
    ]
    (found,) = store.tellings.sweeps(START, nights[-1])
    assert [(number, each.source) for number, each in found] == [(n, HUB_SOURCE) for n in nights]
    assert [each for _, each in found] == [failed(0), sweep(1), failed(2)]
    (within,) = store.tellings.sweeps(START + timedelta(hours=1), nights[-1])
    assert [number for number, _ in within] == nights[1:]
    (before,) = store.tellings.sweeps(START, nights[0])
    assert [number for number, _ in before] == nights[:1]
    assert list(store.tellings.sweeps(START + 3 * NIGHT, nights[-1])) == []


def test_the_beginning_of_the_run_after_one_is_known(store: SqlStore) -> None:
    first = run(store)
    assert store.tellings.began(0) == START
    assert store.tellings.began(first) is None


def test_a_second_notify_is_kept_out_but_no_resolve(store: SqlStore, database_url: str) -> None:
    with store.telling(START), open_store(database_url) as other:
        with pytest.raises(AlreadyRunning, match="another notify is running"), other.telling(START):
            pass
        with other.alone(START):
            pass
    with store.telling(START):
        pass
