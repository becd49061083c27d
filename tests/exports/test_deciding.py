from dataclasses import replace
from datetime import datetime, timedelta

from tests.exports.cases import CLAIM, DELIVERED, END, REPOSITORY, verdict
from verifier.core.canon import digest
from verifier.core.claims import Reason
from verifier.core.findings import Bound, Finding, Limit, Role
from verifier.core.intervals import Interval
from verifier.exports.deciding import came_later, deciding_fact

DAY = timedelta(days=1)


def found(artefact: str, begin: datetime, end: datetime, part: int = 0) -> Finding:
    """What counts, public between two instants, each bound by a fact of its own."""
    return Finding(
        artefact,
        Role.COUNTS,
        "",
        part=part,
        delivery=Interval(begin, end),
        bounds=(
            Bound(begin, Limit.NOT_BEFORE, "", f"{artefact} low"),
            Bound(end, Limit.NOT_AFTER, "", f"{artefact} high"),
        ),
    )


FIRST = found("first", END + DAY, END + 2 * DAY)
LATER = found("a later one", END + 30 * DAY, END + 31 * DAY)


def test_what_counts_but_came_after_the_first_did_not_decide() -> None:
    given = replace(verdict(Reason.DELIVERED_LATE), findings=(LATER, FIRST))
    assert came_later(given) == {(0, "a later one")}


def test_what_may_have_come_at_the_same_time_is_not_later() -> None:
    same = replace(LATER, delivery=Interval(END + DAY, END + 31 * DAY))
    assert came_later(replace(verdict(Reason.ON_TIME), findings=(same, FIRST))) == frozenset()


def test_each_part_of_a_promise_has_its_own_first() -> None:
    other = replace(LATER, part=1)
    assert came_later(replace(verdict(Reason.ON_TIME), findings=(other, FIRST))) == frozenset()


def test_a_lateness_is_decided_by_what_shows_it_was_not_there_before() -> None:
    late = replace(
        verdict(Reason.DELIVERED_LATE),
        delivery=FIRST.delivery,
        findings=(LATER, FIRST),
        evidence=("a later one low", "a later one high", "first low", "first high"),
    )
    assert deciding_fact(late) == "first low"
    assert deciding_fact(replace(late, reason=Reason.ON_TIME)) == "first high"


def test_a_promise_of_parts_is_decided_by_its_last_one() -> None:
    second = found("second", END + 5 * DAY, END + 6 * DAY, part=1)
    late = replace(verdict(Reason.DELIVERED_LATE), findings=(FIRST, second))
    late = replace(late, delivery=Interval(END + 5 * DAY, END + 6 * DAY))
    assert deciding_fact(late) == "second low"


def test_a_bound_that_was_not_used_decides_nothing() -> None:
    assert deciding_fact(DELIVERED) == digest(REPOSITORY)
    unused = tuple(replace(bound, used=False) for bound in FIRST.bounds)
    given = replace(verdict(Reason.ON_TIME), findings=(replace(FIRST, bounds=unused),))
    assert deciding_fact(given) == ""


def test_without_a_delivery_the_first_fact_it_rests_on_decides() -> None:
    assert deciding_fact(replace(verdict(Reason.UNDELIVERED), evidence=("a", "b"))) == "a"
    assert deciding_fact(verdict(Reason.NOT_DUE)) == ""


def test_a_delivery_without_a_lower_end_is_still_decided_by_a_used_bound() -> None:
    high = Bound(END, Limit.NOT_AFTER, "", "high")
    open_ended = Finding("x", Role.COUNTS, "", delivery=Interval(None, END), bounds=(high,))
    given = replace(
        verdict(Reason.DELIVERED_UNDATED, CLAIM),
        delivery=Interval(None, END),
        findings=(open_ended,),
    )
    assert came_later(given) == frozenset()
    assert deciding_fact(given) == "high"
