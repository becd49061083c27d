"""`discover` against feeds on the loopback."""

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.workspace import LABS, Workspace
from tests.fakes.feed_server import FeedServer, Page

SINCE = ("--since", "2025-05-01")


def item(
    number: int, title: str, text: str = "", day: str = "Wed, 28 May 2025 09:00:00 GMT"
) -> str:
    return (
        f"<item><title>{title}</title><guid>{number}</guid>"
        f"<link>https://acme.example/{number}</link>"
        f"<description><![CDATA[{text}]]></description><pubDate>{day}</pubDate></item>"
    )


def rss(*items: str) -> Page:
    body = "".join(items)
    return Page(f'<rss version="2.0"><channel><title>A</title>{body}</channel></rss>'.encode())


PROMISE = item(1, "News", "<p>We will release the weights of Acme-2 in two weeks.</p>")
OFFICE = item(2, "We open an office", "<p>Come and see.</p>")


def with_feeds(workspace: Workspace, *feeds: str) -> None:
    """Give the first lab these feeds, as YAML mappings."""
    lines = "".join(f"    - {{{feed}}}\n" for feed in feeds)
    workspace.write("labs.yaml", LABS.replace("- id: borealis", f"  feeds:\n{lines}- id: borealis"))


def discover(workspace: Workspace, feeds: FeedServer, *args: str) -> tuple[int, str, str]:
    done = workspace.run(
        "discover", *args, VERIFIER_ALLOW_PRIVATE=feeds.origin, VERIFIER_TIMEOUT="5"
    )
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def served(workspace: Workspace, feeds: FeedServer) -> FeedServer:
    feeds.routes["/feed.xml"] = rss(OFFICE, PROMISE)
    with_feeds(workspace, f"url: '{feeds.url('/feed.xml')}'")
    return feeds


def test_a_promise_in_a_new_entry_becomes_a_draft_of_the_lab_whose_feed_it_is(
    workspace: Workspace, served: FeedServer
) -> None:
    code, said, told = discover(workspace, served, *SINCE)
    (draft,) = yaml.safe_load(said)
    assert code == 0
    assert (draft["lab"], draft["subject"]) == ("acme", "Acme-2")
    assert (str(draft["announced"]), draft["source"]) == ("2025-05-28", "https://acme.example/1")
    assert "# due: 2025-06-11" in said
    assert told.endswith("1 draft, 0 left out\n")


def test_an_entry_gives_its_draft_once_and_the_memory_lies_beside_it(
    workspace: Workspace, served: FeedServer
) -> None:
    _, said, _ = discover(workspace, served, *SINCE, "--into", "drafts")
    (path,) = Path("drafts").glob("*.yaml")
    assert said == f"written {path}\n"
    (keys,) = json.loads(Path("drafts/discovered.json").read_bytes()).values()
    assert keys == ["1", "2"]
    path.unlink()
    _, said, told = discover(workspace, served, *SINCE, "--into", "drafts")
    assert (said, told) == ("", "0 drafts, 0 left out\n")
    new = item(3, "Acme will release its code by June 20")
    served.routes["/feed.xml"] = rss(new, OFFICE, PROMISE)
    _, said, _ = discover(workspace, served, *SINCE, "--into", "drafts")
    assert said == "written drafts/acme-2025-05-28-code.yaml\n"


def test_without_a_folder_nothing_is_remembered(workspace: Workspace, served: FeedServer) -> None:
    first = discover(workspace, served, *SINCE)
    assert discover(workspace, served, *SINCE) == first


def test_drafts_are_valid_beside_the_claims_and_nothing_is_stored(
    workspace: Workspace, served: FeedServer
) -> None:
    discover(workspace, served, *SINCE, "--into", "claims")
    assert workspace.run("validate").stdout.startswith("4 claims of 2 labs")
    assert not workspace.database.exists()
    Path("claims/discovered.json").unlink()
    code, said, told = discover(workspace, served, *SINCE, "--into", "claims")
    assert (code, said) == (0, "")
    assert "it seems to be filed already" in told


def test_another_promise_never_takes_the_name_of_a_filed_one(
    workspace: Workspace, served: FeedServer
) -> None:
    discover(workspace, served, *SINCE, "--into", "claims")
    other = item(4, "News", "We will release the weights of Acme-2 in three weeks.")
    served.routes["/feed.xml"] = rss(other)
    _, said, _ = discover(workspace, served, *SINCE, "--into", "claims")
    assert said == "written claims/acme-2025-05-28-2-weights-2.yaml\n"
    assert workspace.run("validate").exit_code == 0


def test_old_entries_are_passed_over_and_undated_ones_told(
    workspace: Workspace, served: FeedServer
) -> None:
    undated = item(5, "We will release the weights next week", day="some day")
    served.routes["/feed.xml"] = rss(PROMISE, undated)
    code, said, told = discover(workspace, served)
    assert (code, said) == (0, "")
    assert "it has no date: We will release the weights next week" in told
    assert "0 drafts, 1 left out" in told


def test_days_are_those_of_the_labs_own_calendar(workspace: Workspace, served: FeedServer) -> None:
    evening = item(6, "Acme will release the code tomorrow", day="Wed, 28 May 2025 20:00:00 GMT")
    served.routes["/feed.xml"] = rss(evening)
    _, said, _ = discover(workspace, served, *SINCE, "--json")
    (draft,) = json.loads(said)["drafts"]
    assert (draft["announced"], draft["due"]) == ("2025-05-29", "2025-05-30")


def test_the_press_speaks_for_no_lab(workspace: Workspace, feeds: FeedServer) -> None:
    feeds.routes["/press.xml"] = rss(
        item(1, "A", "We will release the weights in June."),
        item(2, "B", "Borealis will release the weights in June."),
    )
    with_feeds(workspace, f"url: '{feeds.url('/press.xml')}', voice: press")
    _, said, told = discover(workspace, feeds, *SINCE)
    assert [draft["lab"] for draft in yaml.safe_load(said)] == ["borealis"]
    assert "https://acme.example/1 line 2: it does not say who speaks" in told


def test_pages_are_read_where_asked_and_again_if_they_could_not_be(
    workspace: Workspace, feeds: FeedServer
) -> None:
    entry = item(1, "News", "Read on.").replace("https://acme.example/1", feeds.url("/page"))
    feeds.routes["/feed.xml"] = rss(entry)
    feeds.routes["/page"] = Page(b"", status="503 Service Unavailable")
    with_feeds(workspace, f"url: '{feeds.url('/feed.xml')}'")
    ask = (*SINCE, "--into", "drafts", "--pages")
    code, said, told = discover(workspace, feeds, *ask)
    assert (code, said) == (0, "")
    assert "its page could not be read (http_503); it will be tried again" in told
    page = b"<html><p>We will release the weights of Acme-2 in two weeks.</p>"
    feeds.routes["/page"] = Page(page, content_type="text/html; charset=utf-8")
    assert "written" in discover(workspace, feeds, *ask)[1]
    assert discover(workspace, feeds, *ask)[1] == ""


def test_a_page_that_is_no_text_is_told(workspace: Workspace, feeds: FeedServer) -> None:
    entry = item(1, "News").replace("https://acme.example/1", feeds.url("/page"))
    feeds.routes["/feed.xml"] = rss(entry)
    feeds.routes["/page"] = Page(b"%PDF\0\0", content_type="application/pdf")
    with_feeds(workspace, f"url: '{feeds.url('/feed.xml')}'")
    assert "the document is no text" in discover(workspace, feeds, *SINCE, "--pages")[2]


def test_a_feed_that_fails_is_exit_3_and_all_of_them_5(
    workspace: Workspace, served: FeedServer
) -> None:
    served.routes["/gone.xml"] = Page(b"", status="410 Gone")
    served.routes["/page.xml"] = Page(b"<html><body>hello</body></html>")
    gone, page = (f"url: '{served.url(path)}'" for path in ("/gone.xml", "/page.xml"))
    with_feeds(workspace, gone, f"url: '{served.url('/feed.xml')}'")
    code, said, told = discover(workspace, served, *SINCE)
    assert code == 3
    assert "Acme-2" in said
    assert "/gone.xml could not be read: gone" in told
    with_feeds(workspace, gone, page)
    code, _, told = discover(workspace, served, *SINCE)
    assert code == 5
    assert "/page.xml could not be read: not_a_feed" in told


def test_two_labs_with_one_feed_share_one_reading_of_it(
    workspace: Workspace, served: FeedServer
) -> None:
    feed = f"  feeds:\n    - {{url: '{served.url('/feed.xml')}'}}\n"
    workspace.write("labs.yaml", f"{LABS.replace('- id: borealis', f'{feed}- id: borealis')}{feed}")
    served.routes["/feed.xml"] = rss(item(1, "News", "We will release the weights in two weeks."))
    before = len(served.asked)
    _, said, told = discover(workspace, served, *SINCE)
    assert len(served.asked) == before + 1
    assert said == ""
    assert "it does not say who speaks" in told


def test_without_feeds_or_with_a_broken_memory_nothing_is_begun(
    workspace: Workspace, served: FeedServer
) -> None:
    Path("drafts").mkdir()
    for broken in ("{", "[]", '{"feed:x": 5}'):
        Path("drafts/discovered.json").write_text(broken, encoding="utf-8")
        code, _, told = discover(workspace, served, "--into", "drafts")
        assert code == 4
        assert "discovered.json cannot be read" in told
    workspace.write("labs.yaml", LABS)
    code, _, told = discover(workspace, served)
    assert code == 4
    assert "no lab in labs.yaml has a feed" in told
