from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.cases import AS_OF, CLAIM, DELIVERED, HUB, UNDATED, verdict
from tests.exports.site.editions import case
from verifier.core.claims import Reason
from verifier.core.findings import Looked
from verifier.core.intervals import Interval
from verifier.exports.site.axis import Axis
from verifier.exports.site.timeline import timeline_of

SPAN = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@given(st.lists(SPAN, min_size=1, max_size=5))
def test_an_axis_shows_every_instant_and_names_few_days(instants: list[datetime]) -> None:
    axis = Axis.over(instants)
    assert all(0 < axis.at(each) < 100 for each in instants)
    ticks = axis.ticks()
    assert len(ticks) <= 5
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)
    assert len({tick.label for tick in ticks}) == len(ticks)


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (2, ["28 May", "29 May"]),
        (19, ["2 Jun", "9 Jun", "16 Jun"]),
        (200, ["Jul 2025", "Sep 2025", "Nov 2025"]),
        (3000, ["Jan 2026", "Jan 2028", "Jan 2030", "Jan 2032"]),
    ],
)
def test_the_ruler_grows_with_the_time(days: int, labels: list[str]) -> None:
    first = datetime(2025, 5, 28, tzinfo=UTC)
    axis = Axis.over([first, first + timedelta(days=days)])
    assert [tick.label for tick in axis.ticks()] == labels


def test_a_late_delivery_stands_behind_the_deadline() -> None:
    line = timeline_of(case(), ())
    assert line.deadline is not None
    promise, delivery = line.lanes
    assert [bar.kind for bar in promise.bars] == ["promised"]
    assert [bar.kind for bar in delivery.bars] == ["waited", "late"]
    assert promise.bars[0].at < line.deadline.at < delivery.bars[1].at
    assert delivery.label.text == "Public 16 June 2025"
    assert [date.what for date in line.dates] == [
        "Promised",
        "Due",
        "Deadline ended",
        "Not public before",
        "Public by",
    ]
    assert line.dates[3].why == "start of the day of the lab's announcement"


def test_an_open_end_reaches_the_edge_and_is_said_to_be_unknown() -> None:
    open_ended = replace(
        DELIVERED, reason=Reason.ON_TIME, delivery=Interval(None, DELIVERED.deadline_end)
    )
    line = timeline_of(case(open_ended), ())
    assert line.lanes[1].bars[0].at == 0
    assert line.dates[3].when == "not known"


def test_looks_that_found_nothing_are_marked_where_nothing_came() -> None:
    looked = (Looked(HUB, AS_OF, proves=True), Looked("feed:x", None, proves=False))
    line = timeline_of(case(verdict(Reason.UNDELIVERED)), looked)
    assert line.lanes[-1].label.text == "Looked for, and not found"
    assert len(line.lanes[-1].marks) == 1
    assert "Looked, not found: 1 July 2025, 12:00 UTC" in line.description
    assert len(timeline_of(case(), looked).lanes) == 2
    part = timeline_of(case(verdict(Reason.PARTIAL_ONLY)), looked)
    assert part.lanes[-1].label.text == "Looked for, and not whole"


def test_a_promise_without_a_day_is_open() -> None:
    line = timeline_of(case(verdict(Reason.NO_FIXED_DEADLINE, UNDATED), UNDATED), ())
    assert line.deadline is None
    assert [bar.kind for bar in line.lanes[0].bars] == ["open"]


def test_what_is_still_to_end_is_not_said_to_have_ended() -> None:
    early = replace(verdict(Reason.NOT_DUE), as_of=CLAIM.announced.begins(UTC))  # type: ignore[arg-type]  # any zone will do
    assert timeline_of(case(early), ()).dates[2].what == "Deadline ends"
