from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.world import at, sweep
from verifier.core.outages import NIGHTS, Turn, turns
from verifier.core.swept import Outcome, Sweep

START = at("2025-06-01T03:00")
GOOD, BAD, SHORT, SAME = Outcome.COMPLETE, Outcome.FAILED, Outcome.INCOMPLETE, Outcome.UNCHANGED


def night(number: float, outcome: Outcome) -> tuple[int, Sweep]:
    """A reading so many days after the first, in the run of that number."""
    began = START + timedelta(days=number)
    return int(number * 10), replace(sweep("2025-06-01", outcome=outcome), began=began)


def told(*outcomes: Outcome) -> list[tuple[int, bool, int]]:
    nights = [night(number, outcome) for number, outcome in enumerate(outcomes)]
    return [(turn.run // 10, turn.recovered, turn.nights) for turn in turns(nights)]


def test_three_failing_nights_are_told_once() -> None:
    assert told(GOOD, BAD, BAD) == []
    assert told(GOOD, BAD, BAD, BAD, BAD, BAD) == [(3, False, 3)]
    assert told(BAD, SHORT, BAD) == [(2, False, 3)]


def test_the_recovery_is_told_once_with_the_nights_it_took() -> None:
    assert told(BAD, BAD, BAD, BAD, SAME, GOOD) == [(2, False, 3), (4, True, 4)]


def test_a_trouble_that_ended_sooner_is_not_told_and_a_new_one_counts_anew() -> None:
    assert told(BAD, BAD, GOOD, BAD, BAD, SAME) == []
    assert told(BAD, BAD, BAD, GOOD, BAD, BAD, BAD, GOOD) == [
        (2, False, 3),
        (3, True, 3),
        (6, False, 3),
        (7, True, 3),
    ]


def test_many_failures_of_one_day_are_one_night() -> None:
    readings = [night(part / 10, BAD) for part in range(5)]
    assert list(turns(readings)) == []
    (turn,) = turns([*readings, night(1, BAD), night(2, BAD)])
    assert (turn.run, turn.since, turn.nights) == (20, START, 3)


def test_of_no_readings_nothing_is_told() -> None:
    assert list(turns([])) == []


@given(st.lists(st.sampled_from(Outcome), max_size=30))
def test_troubles_and_recoveries_take_turns(outcomes: list[Outcome]) -> None:
    found: list[Turn] = list(turns(night(n, outcome) for n, outcome in enumerate(outcomes)))
    assert [turn.recovered for turn in found] == [bool(n % 2) for n in range(len(found))]
    assert all(turn.nights >= NIGHTS and turn.since <= turn.sweep.began for turn in found)
    assert all(isinstance(turn.since, datetime) for turn in found)
