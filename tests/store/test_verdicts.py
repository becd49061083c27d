from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from tests.store.samples import CLAIM, NIGHT, START, VAGUE, opened, verdict
from verifier.core.claims import Reason
from verifier.core.findings import Looked
from verifier.core.verdict import Recorded, Verdict
from verifier.store import SqlStore, open_store
from verifier.store.schema import runs, verdicts


def _append(store: SqlStore, *new: Verdict) -> int:
    """Append in a run of its own."""
    run = store.begin_run(new[0].as_of, new[0].as_of)
    store.append_verdicts(run, new)
    store.end_run(run, new[0].as_of)
    return run


def _history(store: SqlStore) -> Sequence[tuple[Reason, datetime, datetime]]:
    return [
        (each.verdict.reason, each.verdict.as_of, each.since) for each in store.history(CLAIM.id)
    ]


def test_a_first_verdict_stands_since_its_as_of(store: SqlStore) -> None:
    run = _append(store, verdict())
    assert store.verdicts() == {CLAIM.id: Recorded(verdict(), START, run)}
    assert store.history(CLAIM.id) == [Recorded(verdict(), START, run)]
    assert store.history("unknown") == []


def test_a_verdict_that_says_the_same_is_not_stored_again(store: SqlStore) -> None:
    looked = (Looked("hub:MiniMaxAI", START, proves=False),)
    for night in range(3):
        _append(store, replace(verdict(night), looked=looked[: night % 2]))
    assert _history(store) == [(Reason.NOT_DUE, START, START)]


def test_a_new_reason_is_a_transition_with_a_since_of_its_own(store: SqlStore) -> None:
    _append(store, verdict(0))
    _append(store, verdict(1, Reason.UNVERIFIED))
    _append(store, verdict(2, Reason.UNVERIFIED))
    assert store.verdicts()[CLAIM.id].since == START + NIGHT
    assert [reason for reason, _, _ in _history(store)] == [Reason.NOT_DUE, Reason.UNVERIFIED]


def test_new_details_are_stored_and_the_since_of_the_unbroken_row_stays(store: SqlStore) -> None:
    _append(store, verdict(0, Reason.DELIVERED_LATE))
    _append(store, replace(verdict(1, Reason.DELIVERED_LATE), days_late=5))
    late = Reason.DELIVERED_LATE
    assert _history(store) == [(late, START, START), (late, START + NIGHT, START)]


def test_a_reason_that_comes_back_begins_anew(store: SqlStore) -> None:
    for night, reason in enumerate([Reason.UNVERIFIED, Reason.NEEDS_REVIEW, Reason.UNVERIFIED]):
        _append(store, verdict(night, reason))
    assert store.verdicts()[CLAIM.id].since == START + 2 * NIGHT


def test_the_verdict_as_of_a_day_is_the_last_one_up_to_it(store: SqlStore) -> None:
    _append(store, verdict(0))
    _append(store, verdict(5, Reason.UNVERIFIED))
    assert store.verdicts(START + 4 * NIGHT)[CLAIM.id].verdict == verdict(0)
    assert store.verdicts(START + 5 * NIGHT)[CLAIM.id].verdict == verdict(5, Reason.UNVERIFIED)
    assert store.verdicts(START - NIGHT) == {}


def test_judging_a_past_day_again_changes_nothing_of_what_came_after(store: SqlStore) -> None:
    _append(store, verdict(0))
    _append(store, verdict(9, Reason.ON_TIME))
    _append(store, verdict(5, Reason.UNVERIFIED))
    assert store.verdicts()[CLAIM.id].verdict == verdict(9, Reason.ON_TIME)
    assert store.verdicts(START + 6 * NIGHT)[CLAIM.id].verdict == verdict(5, Reason.UNVERIFIED)
    _append(store, verdict(9, Reason.ON_TIME))
    assert len(store.history(CLAIM.id)) == 3


def test_of_two_verdicts_as_of_one_instant_the_later_one_stands(store: SqlStore) -> None:
    _append(store, verdict(0, Reason.UNVERIFIED))
    _append(store, verdict(0, Reason.NEEDS_REVIEW))
    assert store.verdicts()[CLAIM.id].verdict.reason is Reason.NEEDS_REVIEW


def test_verdicts_of_one_call_are_taken_in_the_order_of_their_as_of(store: SqlStore) -> None:
    _append(store, verdict(2, Reason.UNVERIFIED), verdict(0), verdict(1), verdict(0, claim=VAGUE))
    assert _history(store) == [
        (Reason.NOT_DUE, START, START),
        (Reason.UNVERIFIED, START + 2 * NIGHT, START + 2 * NIGHT),
    ]
    assert list(store.verdicts()) == [CLAIM.id, VAGUE.id]


def test_two_verdicts_of_one_claim_as_of_one_instant_are_compared_with_each_other(
    store: SqlStore,
) -> None:
    _append(store, verdict(), verdict(), verdict(0, Reason.UNVERIFIED))
    assert len(store.history(CLAIM.id)) == 2


def test_thousands_of_verdicts_are_compared_by_set(store: SqlStore) -> None:
    many = [verdict(claim=replace(CLAIM, id=f"minimax-{number:05}")) for number in range(2500)]
    _append(store, *many)
    changed = [replace(each, reason=Reason.UNVERIFIED) for each in many[:100]]
    run = _append(store, *changed, *many[100:])
    recorded = store.verdicts()
    assert len(recorded) == 2500
    assert sum(each.run == run for each in recorded.values()) == 100


def test_nothing_at_all_may_be_appended(store: SqlStore) -> None:
    store.append_verdicts(store.begin_run(START, START), [])
    assert store.verdicts() == {}


def test_status_and_dates_stand_in_columns_for_other_programs(database_url: str) -> None:
    with open_store(database_url) as store:
        _append(store, verdict(0, Reason.UNDELIVERED))
    with opened(database_url) as connection:
        columns = (verdicts.c.status, verdicts.c.reason, verdicts.c.as_of)
        rows = [tuple(row) for row in connection.execute(select(*columns))]
    assert rows == [("late", "undelivered", START)]


def test_runs_are_counted_and_marked_when_they_end(database_url: str) -> None:
    with open_store(database_url) as store:
        first = store.begin_run(START, START)
        second = store.begin_run(START + NIGHT, START)
        store.end_run(first, datetime(2025, 6, 2, tzinfo=UTC))
    assert (first, second) == (1, 2)
    with opened(database_url) as connection:
        rows = [tuple(row)[:4] for row in connection.execute(select(runs).order_by(runs.c.number))]
    assert rows == [
        (1, START, START, datetime(2025, 6, 2, tzinfo=UTC)),
        (2, START + NIGHT, START, None),
    ]


def test_the_ledger_speaks_of_the_last_night_whatever_day_was_looked_back_at(
    store: SqlStore,
) -> None:
    began = datetime(2026, 8, 22, 3, tzinfo=UTC)
    ended = began + timedelta(minutes=5)
    assert store.last_run() is None
    run = store.begin_run(began, began)
    assert store.last_run() is None
    store.end_run(run, ended)
    assert store.last_run() == ended
    past = store.begin_run(ended, began - timedelta(days=9))
    store.end_run(past, ended + timedelta(minutes=1))
    assert store.last_run() == ended


def test_after_the_clock_was_set_back_the_ledger_speaks_of_the_newest_night(
    store: SqlStore,
) -> None:
    for night in (5, 4):
        run = store.begin_run(START + night * NIGHT, START + night * NIGHT)
        store.end_run(run, START + night * NIGHT)
    assert store.last_run() == START + 4 * NIGHT


def test_a_ledger_that_only_looked_back_speaks_of_the_day_it_looked_at(store: SqlStore) -> None:
    past = store.begin_run(START + 9 * NIGHT, START)
    store.end_run(past, START + 9 * NIGHT)
    assert store.last_run() == START


def test_a_forecast_stands_until_the_next_run_and_is_compared_with_no_later_verdict(
    store: SqlStore,
) -> None:
    _append(store, verdict(0))
    run = store.begin_run(START + NIGHT, START + 30 * NIGHT)
    store.append_verdicts(run, [verdict(30, Reason.UNVERIFIED)])
    store.end_run(run, START + NIGHT)
    assert store.last_run() == START + 30 * NIGHT
    assert store.verdicts()[CLAIM.id].verdict == verdict(30, Reason.UNVERIFIED)
    _append(store, verdict(2, Reason.NOT_DUE))
    assert store.last_run() == START + 2 * NIGHT
    assert store.verdicts()[CLAIM.id].verdict == verdict(0)
    _append(store, verdict(31, Reason.UNVERIFIED))
    assert store.verdicts()[CLAIM.id] == Recorded(
        verdict(31, Reason.UNVERIFIED), START + 31 * NIGHT, run + 2
    )
