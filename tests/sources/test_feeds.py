from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.feed_server import FeedServer, Page, redirect
from verifier.core.claims import Feed, Voice
from verifier.core.evidence import Entry, Interval, Outcome, Shows, Sweep
from verifier.core.sweeps import Failed, Memory, Read, Reading, Settled, Unchanged, settle
from verifier.sources.feed_parse import Parser
from verifier.sources.feeds import FeedSource
from verifier.sources.fetch import Fetcher

NIGHT = datetime(2026, 5, 22, 3, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NIGHT

    def __call__(self) -> datetime:
        return self.now


class Nights:
    """One feed read night after night, its memory kept as a store keeps it."""

    def __init__(self, server: FeedServer, fetcher: Fetcher, parser: Parser) -> None:
        self.server = server
        self.parser = parser
        self.clock = Clock()
        self.source = FeedSource(
            Feed(server.url("/feed")), lab="acme", fetcher=fetcher, parser=parser, clock=self.clock
        )
        self.memory = Memory()

    def show(self, body: bytes, status: str = "200 OK", etag: str = "") -> None:
        """Let the feed be this from now on."""
        self.server.routes["/feed"] = Page(body, status=status, etag=etag)

    def read(self, *, days: int = 1) -> Reading:
        """Read it the next night."""
        self.clock.now += timedelta(days=days)
        reading = self.source.read(self.memory)
        settled = settle(self.source.id, reading, self.memory)
        self.memory = remember(self.memory, settled)
        return reading

    @property
    def sweep(self) -> Sweep:
        """The last sweep that was complete or unchanged."""
        assert self.memory.last is not None
        return self.memory.last


def remember(memory: Memory, settled: Settled) -> Memory:
    sweep = settled.sweep
    good = sweep.outcome in (Outcome.COMPLETE, Outcome.UNCHANGED)
    return Memory(
        last=sweep if good else memory.last,
        controlled_began=sweep.began if sweep.controlled else memory.controlled_began,
        known=memory.known if settled.known is None else settled.known,
        state=memory.state if settled.state is None else settled.state,
    )


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser(1) as parser:
        yield parser


@pytest.fixture
def nights(parser: Parser) -> Iterator[Nights]:
    with (
        FeedServer() as server,
        Fetcher(user_agent="test/1", timeout=5, allow_private=(server.origin,)) as fetcher,
    ):
        yield Nights(server, fetcher, parser)


def rss(*items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>F</title>{''.join(items)}</channel></rss>".encode()


def item(name: str, date: str = "", more: str = "") -> str:
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{name}</title><link>https://acme.test/{name}</link>{dated}{more}</item>"


def day(number: int, month: str = "May") -> str:
    return f"{number} {month} 2026 10:00:00 +0000"


def at(number: int, month: int = 5) -> datetime:
    return datetime(2026, month, number, 10, tzinfo=UTC)


def entries(reading: Reading) -> list[Entry]:
    assert isinstance(reading, Read), reading
    found = [entry for entry in reading.observations if isinstance(entry, Entry)]
    assert len(found) == len(reading.observations)
    return found


def fault(reading: Reading) -> str:
    assert isinstance(reading, Failed), reading
    return reading.fault


def test_a_source_is_named_by_the_one_spelling_of_its_address(nights: Nights) -> None:
    one = replace(nights.source, feed=Feed("HTTPS://Acme.TEST:443/feed?b=1#top"))
    assert one.id == "feed:https://acme.test/feed?b=1"


def test_an_entry_carries_title_address_date_voice_lab_and_what_it_shows(nights: Nights) -> None:
    more = "<description>Get it: https://huggingface.co/acme/nimbus-1</description>"
    nights.show(rss(item("Nimbus-1 weights are now available", day(20), more)))
    reading = nights.read()
    assert entries(reading) == [
        Entry(
            url="https://acme.test/Nimbus-1 weights are now available",
            title="Nimbus-1 weights are now available",
            voice=Voice.PROMISOR,
            published=Interval.at(at(20)),
            recorded_at=nights.clock.now,
            source=nights.source.id,
            shows=Shows.RELEASE,
            artefacts=("acme/nimbus-1",),
            lab="acme",
        )
    ]
    assert isinstance(reading, Read)
    assert nights.sweep.controlled
    assert nights.sweep.sha256 == reading.sha256
    assert nights.sweep.covers_since == at(20)


def test_a_press_feed_keeps_its_own_voice(nights: Nights) -> None:
    nights.source = replace(nights.source, feed=Feed(nights.source.feed.url, Voice.PRESS))
    nights.show(rss(item("a", day(20))))
    assert entries(nights.read())[0].voice is Voice.PRESS


def test_a_relative_link_is_made_absolute_and_an_unsafe_one_dropped(nights: Nights) -> None:
    nights.show(
        rss(
            "<item><title>a</title><link>/posts/a</link></item>",
            "<item><title>b</title><link>javascript:alert(1)</link></item>",
            "<item><title>c</title><guid>https://acme.test/c</guid></item>",
            "<item><link></link></item>",
        )
    )
    assert [(entry.title, entry.url) for entry in entries(nights.read())] == [
        ("a", nights.server.url("/posts/a")),
        ("b", ""),
        ("c", "https://acme.test/c"),
    ]


def test_a_release_on_github_is_a_release_out_by_its_update(nights: Nights) -> None:
    nights.show(
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>v1.0</title>"
        b"<link rel='alternate' type='text/html' "
        b"href='https://github.com/acme/nimbus/releases/tag/v1.0'/>"
        b"<updated>2026-05-20T10:00:00Z</updated></entry></feed>"
    )
    (entry,) = entries(nights.read())
    assert entry.shows is Shows.RELEASE
    assert entry.artefacts == ("github.com/acme/nimbus",)
    assert entry.published == Interval(None, at(20))


# Only what changed.


def test_a_feed_that_did_not_change_is_not_sent_nor_parsed_again(nights: Nights) -> None:
    nights.show(rss(item("a", day(20))), etag='"one"')
    assert isinstance(nights.read(), Read)
    parsed = nights.parser.parsed
    assert isinstance(nights.read(), Unchanged)
    assert nights.server.asked[-1].headers["if-none-match"] == '"one"'
    assert nights.parser.parsed == parsed
    assert nights.sweep.controlled
    assert nights.sweep.covers_since == at(20)


def test_a_server_without_validators_is_known_by_its_body(nights: Nights) -> None:
    nights.show(rss(item("a", day(20))))
    nights.read()
    parsed = nights.parser.parsed
    assert isinstance(nights.read(), Unchanged)
    assert nights.parser.parsed == parsed


def test_a_changing_tag_over_an_unchanged_body_changes_nothing(nights: Nights) -> None:
    nights.show(rss(item("a", day(20))), etag='"1"')
    nights.read()
    nights.show(rss(item("a", day(20))), etag='"2"')
    assert isinstance(nights.read(), Unchanged)
    assert nights.memory.state["etag"] == '"2"'


def test_a_tag_that_lies_is_found_out_within_a_week(nights: Nights) -> None:
    nights.show(rss(item("a", day(20))), etag='"same"')
    nights.read()
    nights.show(rss(item("b", day(24)), item("a", day(20))), etag='"same"')
    assert isinstance(nights.read(days=6), Unchanged)
    assert [entry.title for entry in entries(nights.read())] == ["b", "a"]


def test_unchanged_since_never_is_asked_again_in_full(nights: Nights) -> None:
    nights.server.routes["/feed"] = Page(status="304 Not Modified")
    reading = nights.read()
    assert fault(reading) == "http_304"
    assert reading.requests == 2


def test_validators_whose_sweep_is_not_stored_are_not_used(nights: Nights) -> None:
    nights.show(rss(item("a", day(20))), etag='"one"')
    nights.read()
    nights.memory = replace(nights.memory, last=None)
    assert isinstance(nights.read(), Read)
    assert "if-none-match" not in nights.server.asked[-1].headers


def test_a_feed_that_was_not_whole_is_never_called_unchanged(nights: Nights) -> None:
    whole = rss(item("b", day(21)), item("a", day(20)))
    nights.show(whole, etag='"one"')
    nights.read()
    for _ in range(2):
        nights.show(whole[:-60], etag='"two"')
        reading = nights.read()
        assert isinstance(reading, Read)
        assert (reading.whole, reading.fault) == (False, "truncated")
    assert nights.sweep.began == NIGHT + timedelta(days=1)


def test_a_feed_that_moved_is_read_and_the_move_reported(nights: Nights) -> None:
    nights.server.routes["/feed"] = redirect("/new", "301 Moved Permanently")
    nights.server.routes["/new"] = Page(rss(item("a", day(20))))
    reading = nights.read()
    assert len(entries(reading)) == 1
    assert nights.memory.state["moved_to"] == nights.server.url("/new")
    assert nights.source.id == f"feed:{nights.server.url('/feed')}"


def test_a_move_is_told_of_a_feed_that_did_not_change_and_forgotten_with_the_move(
    nights: Nights,
) -> None:
    body = rss(item("a", day(20)))
    nights.show(body, etag='"one"')
    nights.read()
    nights.server.routes["/feed"] = redirect("/new", "308 Permanent Redirect")
    nights.server.routes["/new"] = Page(body, etag='"one"')
    assert isinstance(nights.read(), Unchanged)
    assert nights.memory.state["moved_to"] == nights.server.url("/new")
    nights.show(body, etag='"one"')
    assert isinstance(nights.read(), Unchanged)
    assert "moved_to" not in nights.memory.state
    assert nights.memory.state["etag"] == '"one"'


def test_a_feed_that_is_gone_says_so(nights: Nights) -> None:
    nights.show(b"", status="410 Gone")
    assert fault(nights.read()) == "gone"


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
