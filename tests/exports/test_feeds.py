import json
from calendar import timegm
from datetime import UTC, datetime, timedelta

import feedparser
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.materials import EARLY, SITE, material, transitions, written
from verifier.exports import feed_items
from verifier.exports.feed_items import items_of
from verifier.exports.material import Material
from verifier.exports.texts import line_of
from verifier.exports.transitions import Transition


def feed_of(*changes: Transition, base_url: str = "") -> Material:
    return Material(material().as_of, base_url, transitions=changes)


def test_the_newest_change_comes_first_and_those_of_one_night_by_claim() -> None:
    first, second, third = items_of(transitions())
    assert first.at == second.at > third.at == EARLY
    assert "soon" in first.title or "HYPERLINK" in first.title
    assert second.title == (
        "MiniMax: MiniMax open weights in 2 weeks: pending (not_due) -> late (delivered_late)"
    )
    assert third.title.endswith(": new -> pending (not_due)")


def test_an_id_is_of_the_claim_the_verdict_and_its_instant_alone() -> None:
    here, there = items_of(transitions()), items_of(transitions(SITE))
    assert [item.id for item in here] == [item.id for item in there]
    assert len({item.id for item in here}) == 3
    reworded = transitions()[1]._replace(claim_text="other words", why="other words")
    assert items_of([reworded])[0].id == items_of([transitions()[1]])[0].id


def test_a_feed_holds_the_newest_changes_only() -> None:
    change = transitions()[0]
    many = [
        change._replace(changed_at=EARLY + timedelta(minutes=number))
        for number in range(feed_items.MOST + 5)
    ]
    kept = items_of(many)
    assert len(kept) == feed_items.MOST
    assert kept[0].at == many[-1].changed_at
    assert kept[-1].at == many[5].changed_at


def test_the_atom_feed_reads_back_as_the_same_entries() -> None:
    read = feedparser.parse(written("atom", material(SITE)))
    assert (read.bozo, read.version) == (False, "atom10")
    assert read.feed.link == f"{SITE}/"
    items = items_of(transitions(SITE))
    assert [entry.id for entry in read.entries] == [item.id for item in items]
    assert [entry.title for entry in read.entries] == [item.title for item in items]
    assert [entry.content[0].value for entry in read.entries] == [item.text for item in items]
    assert [entry.link for entry in read.entries] == [item.url for item in items]
    assert [
        datetime.fromtimestamp(timegm(entry.updated_parsed), UTC) for entry in read.entries
    ] == [item.at for item in items]
    assert read.feed.updated == read.entries[0].updated


def test_without_a_site_the_atom_feed_is_whole_and_links_to_evidence_alone() -> None:
    read = feedparser.parse(written("atom"))
    assert read.bozo is False
    assert all(entry.id and entry.title and entry.content for entry in read.entries)
    links = {link.rel for entry in read.entries for link in entry.get("links", ())}
    assert links == {"related"}
    assert read.feed.author == "verifier"


def test_a_feed_of_nothing_was_last_changed_at_the_instant_of_the_export() -> None:
    read = feedparser.parse(written("atom", feed_of()))
    assert (read.bozo, read.entries) == (False, [])
    assert read.feed.updated == "2025-07-01T12:00:00Z"


@given(st.text())
def test_any_title_survives_the_atom_feed(text: str) -> None:
    change = transitions()[1]._replace(claim_text=text, why=text, lab=text)
    content = written("atom", feed_of(change))
    read = feedparser.parse(content, sanitize_html=False)
    (item,) = items_of([change])
    assert read.bozo is False
    assert read.entries[0].title == line_of(item.title).strip()


def test_the_json_feed_has_what_its_version_requires_and_the_same_entries() -> None:
    feed = json.loads(written("jsonfeed", material(SITE)))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["home_page_url"] == f"{SITE}/"
    items = items_of(transitions(SITE))
    assert [item["id"] for item in feed["items"]] == [item.id for item in items]
    assert [item["content_text"] for item in feed["items"]] == [item.text for item in items]
    assert [item["url"] for item in feed["items"]] == [item.url for item in items]
    assert feed["items"][0]["date_published"] == "2025-07-01T12:00:00Z"


def test_without_a_site_the_json_feed_names_no_address() -> None:
    feed = json.loads(written("jsonfeed"))
    assert "home_page_url" not in feed
    assert not any("url" in item for item in feed["items"])
