from dataclasses import replace
from datetime import timedelta

from tests.fakes.feed_nights import NIGHT, Nights, at, day, entries, fault, item, rss
from tests.fakes.feed_server import Page, redirect
from verifier.core.claims import Feed, Voice
from verifier.core.evidence import Entry, Shows
from verifier.core.intervals import Interval
from verifier.core.sweeps import Read, Unchanged


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
