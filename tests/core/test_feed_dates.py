from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.core.feed_dates import EARLIEST, publication
from verifier.core.intervals import Interval

SEEN = datetime(2026, 5, 22, 12, tzinfo=UTC)
instants = (
    st.integers(int(EARLIEST.timestamp()) + 200_000, int(SEEN.timestamp()) - 200_000)
    .filter(lambda seconds: seconds % 86_400)
    .map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
)


def utc(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Thu, 21 May 2026 10:11:12 GMT",
        "Thu, 21 May 2026 10:11:12 +0000",
        "Thu, 21 May 2026 10:11:12 UT",
        "thu 21 may 2026 10:11:12 z",
        "Thursday, 21 May 2026 10:11:12 GMT",
        "21 May 2026 10:11:12 GMT",
        "21 May 26 10:11:12 GMT",
        "21-May-2026 10:11:12 GMT",
        "Thu, 21 May 2026 03:11:12 -0700 (PDT)",
        "Thu, 21 May 2026 18:11:12 +08:00",
        "Thu, 21 May 2026 18:11:12 GMT+8",
        "Thu, 21 May 2026 19:11:12 JST",
        "Thu, 21 May 2026 12:11:12 CEST",
        "Thu May 21 10:11:12 UTC 2026",
        "May 21, 2026 10:11:12 AM UTC",
        "May 21, 2026 10:11:12 p.m. UTC+12",
        "May 22, 2026 12:11:12 AM UTC+14",
        "2026-05-21T10:11:12Z",
        "2026-05-21T10:11:12.345Z",
        "2026-05-21T10:11:12.345678+00:00",
        "2026-05-21T18:11:12+0800",
        "2026-05-21t18:11:12+08",
        "2026-05-21 18:11:12 +0800",
        " \n2026-05-21T10:11:12Z ",
    ],
)
def test_a_date_with_time_and_zone_is_an_instant(written: str) -> None:
    assert publication(written, SEEN) == Interval.at(utc(21, 10, 11, 12))


def test_a_time_without_seconds_spans_its_minute() -> None:
    assert publication("2026-05-21T10:11Z", SEEN) == Interval(utc(21, 10, 11), utc(21, 10, 11, 59))


@pytest.mark.parametrize(
    "written",
    [
        "2026-05-21",
        "2026-5-21",
        "2026/05/21",
        "20260521",
        "Thu, 21 May 2026",
        "May 21, 2026",
        "May 21st, 2026",
        "Thursday, May 21, 2026",
        "21 May 2026",
        "2026年5月21日",
        "Thu, 21 May 2026 00:00:00 +0000",
        "Thu, 21 May 2026 00:00:00 -0700",
        "2026-05-21T00:00:00Z",
        "2026-05-21T00:00:00",
    ],
)
def test_a_day_without_a_time_or_at_midnight_spans_the_day_in_all_zones(written: str) -> None:
    assert publication(written, SEEN) == Interval.on(date(2026, 5, 21))


@pytest.mark.parametrize(
    "written",
    ["2026-05-21T10:11:12", "Thu, 21 May 2026 10:11:12", "Thu, 21 May 2026 10:11:12 XYZT"],
)
def test_a_time_without_a_known_zone_spans_all_zones(written: str) -> None:
    local = utc(21, 10, 11, 12)
    spanned = Interval(local - timedelta(hours=14), local + timedelta(hours=12))
    assert publication(written, SEEN) == spanned


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("CST", 8, -6),
        ("IST", 5.5, 1),
        ("BST", 11, 1),
        ("EST", 10, -5),
        ("PST", 8, -8),
        ("AST", 3, -4),
        ("PDT", -7, -7),
    ],
)
def test_an_ambiguous_zone_spans_its_readings(zone: str, first: float, last: float) -> None:
    local = utc(21, 10, 11, 12)
    assert publication(f"Thu, 21 May 2026 10:11:12 {zone}", SEEN) == Interval(
        local - timedelta(hours=first), local - timedelta(hours=last)
    )


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "Thu, 31 Dec 1998 10:00:00 GMT",
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "Sat, 23 May 2026 10:00:00 GMT",
        "31 Feb 2026 10:00:00 GMT",
        "2026-13-01",
        "2026-05-21T25:00:00Z",
        "2026-05-21T10:61:00Z",
        "Thu, 21 Foo 2026 10:00:00 GMT",
        "1779357072",
        "2026-05",
        "21/05/2026",
        "2026-05-21T10:11:12Z and more",
        "x" * 100_000,
    ],
)
def test_what_is_no_date_or_cannot_be_one_is_none(written: str) -> None:
    assert publication(written, SEEN) is None


def test_a_day_that_has_begun_somewhere_may_be_today() -> None:
    assert publication("2026-05-23", SEEN) == Interval.on(date(2026, 5, 23))
    assert publication("2026-05-24", SEEN) is None


@given(instants, st.integers(-12 * 60, 14 * 60))
def test_an_instant_is_read_back_from_either_standard_form(at: datetime, minutes: int) -> None:
    local = at.astimezone(timezone(timedelta(minutes=minutes)))
    midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
    expected = Interval.on(local.date()) if midnight else Interval.at(local)
    if expected.not_before is not None and expected.not_before >= EARLIEST:
        assert publication(format_datetime(local), SEEN) == expected
        assert publication(local.isoformat(), SEEN) == expected


@given(st.text(max_size=60), instants)
def test_any_text_is_a_possible_date_or_none(written: str, seen: datetime) -> None:
    found = publication(written, seen)
    if found is not None:
        assert found.not_before is not None
        assert found.not_after is not None
        assert EARLIEST <= found.not_before <= min(found.not_after, seen)
