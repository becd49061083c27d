from datetime import timedelta

import pytest

from tests.fakes.feed_nights import NIGHT, Nights, at, day, entries, fault, item, rss
from tests.fakes.feed_server import Page
from verifier.core.evidence import Entry
from verifier.core.intervals import Interval
from verifier.core.sweeps import Memory, Read, settle

# What is no proof of absence.


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (Page(rss(item("a", day(20))), status="404 Not Found"), "http_404"),
        (Page(rss(item("a", day(20))), status="403 Forbidden"), "http_403"),
        (Page(rss(item("a", day(20))), status="500 Error"), "http_500"),
        (Page(b"<html><body>Please log in</body></html>", content_type="text/html"), "not_a_feed"),
        (Page(b"<!doctype html><title>Are you human?</title>"), "not_a_feed"),
        (Page(b""), "not_a_feed"),
        (Page(b"\n"), "not_a_feed"),
    ],
)
def test_an_answer_that_is_no_feed_is_a_failure_and_forgets_nothing(
    nights: Nights, page: Page, expected: str
) -> None:
    nights.show(rss(item("a", day(20))))
    nights.read()
    before = nights.memory
    nights.server.routes["/feed"] = page
    assert fault(nights.read()) == expected
    assert nights.memory == before


def test_an_empty_feed_is_read_and_believed_in_nothing(nights: Nights) -> None:
    nights.show(rss())
    reading = nights.read()
    assert isinstance(reading, Read)
    assert reading.fault == "empty"
    assert not nights.sweep.controlled


def test_a_failed_night_between_two_good_ones_breaks_no_series(nights: Nights) -> None:
    nights.show(rss(item("b", day(20)), item("a", day(10))))
    nights.read()
    nights.show(b"", status="503 Busy")
    assert fault(nights.read()) == "http_503"
    nights.show(rss(item("c", day(24)), item("b", day(20))))
    nights.read()
    assert nights.sweep.covers_since == at(10)


def test_a_feed_that_turned_over_wholly_covers_only_its_own_window(nights: Nights) -> None:
    nights.show(rss(item("b", day(20)), item("a", day(10))))
    nights.read()
    nights.show(rss(item("d", day(23)), item("c", day(22))))
    nights.read()
    assert nights.sweep.covers_since == at(22)


def test_a_pinned_entry_vouches_for_no_window_and_no_series(nights: Nights) -> None:
    pinned = item("welcome", day(1, "Jan"))
    nights.show(rss(pinned, item("b", day(20)), item("a", day(18))))
    nights.read()
    assert nights.sweep.covers_since == at(18)
    nights.show(rss(pinned, item("d", day(23)), item("c", day(22))))
    nights.read()
    assert nights.sweep.covers_since == at(22)


def test_a_feed_in_rising_order_is_read_as_well(nights: Nights) -> None:
    nights.show(rss(*(item(str(number), day(number)) for number in range(1, 20))))
    nights.read()
    assert nights.sweep.covers_since == at(1)


def test_a_feed_without_dates_covers_what_its_series_covers(nights: Nights) -> None:
    nights.show(rss(item("a")))
    nights.read()
    first = nights.clock.now
    nights.show(rss(item("b"), item("a")))
    reading = nights.read()
    settled = settle(nights.source.id, reading, Memory(nights.sweep, first, {}, {}))
    assert nights.sweep.covers_since == first
    assert settled.sweep.controlled


# Dates that are none.


def test_an_entry_without_a_date_came_between_two_readings(nights: Nights) -> None:
    nights.show(rss(item("a")))
    nights.read()
    before = nights.memory
    nights.show(rss(item("b"), item("a")))
    reading = nights.read()
    new = settle(nights.source.id, reading, before).observations
    assert [(entry.title, entry.published) for entry in new if isinstance(entry, Entry)] == [
        ("b", Interval(NIGHT + timedelta(days=1), NIGHT + timedelta(days=2)))
    ]


def test_entries_all_of_this_hour_are_not_dated_by_it(nights: Nights) -> None:
    now = "Sat, 23 May 2026 02:59:00 GMT"
    nights.show(rss(*(item(name, now) for name in "abc")))
    assert {entry.published for entry in entries(nights.read())} == {Interval()}


def test_an_entry_seen_before_it_says_it_came_is_not_dated_by_it(nights: Nights) -> None:
    nights.show(rss(item("b", day(21)), item("a", day(20))))
    nights.read()
    nights.show(rss(item("b", day(24)), item("a", day(20))))
    dated = {entry.title: entry.published for entry in entries(nights.read(days=3))}
    assert dated == {"b": Interval(), "a": Interval.at(at(20))}


def test_a_date_to_come_is_no_date(nights: Nights) -> None:
    nights.show(rss(item("b", day(29)), item("a", day(20))))
    dated = {entry.title: entry.published for entry in entries(nights.read())}
    assert dated == {"b": Interval(), "a": Interval.at(at(20))}


def test_titles_are_plain_text(nights: Nights) -> None:
    title = "&lt;b&gt;Nimbus&lt;/b&gt; &amp;amp; co\u202e&#7;".replace("&#7;", "\u200b")
    nights.show(rss(f"<item><title>{title}</title><link>https://acme.test/x</link></item>"))
    assert entries(nights.read())[0].title == "Nimbus & co"
