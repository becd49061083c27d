from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from tests.fakes.world import at
from verifier.core.intervals import Interval


def test_a_day_without_a_zone_spans_it_in_all_zones() -> None:
    day = Interval.on(date(2025, 6, 5))
    assert day == Interval(at("2025-06-04T10:00"), at("2025-06-06T11:59:59"))


def test_a_day_with_a_zone_spans_it_there() -> None:
    day = Interval.on(date(2025, 6, 5), ZoneInfo("Asia/Shanghai"))
    assert day == Interval(at("2025-06-04T16:00"), at("2025-06-05T15:59:59"))


def test_an_instant_is_kept_in_utc() -> None:
    local = datetime(2025, 6, 5, 8, tzinfo=timezone(timedelta(hours=8)))
    assert Interval.at(local) == Interval(at("2025-06-05"), at("2025-06-05"))
