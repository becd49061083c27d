"""`discover`: drafts from what is new in the labs' feeds, each entry read once."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from verifier.cli import options
from verifier.cli.clock import now
from verifier.cli.drafting import Into, deliver, fetcher_of, read_day

if TYPE_CHECKING:
    from verifier.cli.posts import Posts
    from verifier.core.claims import Feed, Lab
    from verifier.loader import Catalogue
    from verifier.settings import Settings
    from verifier.sources.fetch import Fetcher

_RECENT = timedelta(days=30)
_SOME_FAILED, _ALL_FAILED = 3, 5

Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Read entries of this day on; default: 30 days back."),
]
Pages = Annotated[
    bool, typer.Option("--pages", help="Read the pages that new entries link to too.")
]


def discover(
    *,
    into: Into = None,
    since: Since = None,
    pages: Pages = False,
    claims: options.Claims = None,
    json: options.Json = False,
) -> None:
    """Draft claims from new entries of the labs' feeds.

    With --into, a file beside the drafts remembers the entries that were read, and they give
    none again; without it, drafts are shown and nothing is remembered.
    """
    from verifier.cli.discovery import Discovery, recall, remember
    from verifier.cli.output import tell
    from verifier.cli.wiring import catalogue_of, settings_of
    from verifier.errors import ConfigurationError
    from verifier.loader.naming import Names

    settings = settings_of(claims=claims)
    catalogue = catalogue_of(settings)
    feeds = _feeds(catalogue)
    if not feeds:
        raise ConfigurationError("no lab in labs.yaml has a feed; give it `feeds: [{url: ...}]`")
    memory = recall(into)
    after = read_day(since, "--since") or now().date() - _RECENT
    with fetcher_of(settings) as fetcher:
        discovery = Discovery(
            catalogue, Names(catalogue.labs), memory, after, fetcher if pages else None
        )
        failed = 0
        for (feed, labs), posts in zip(feeds.items(), _read(feeds, fetcher, settings), strict=True):
            failed += bool(posts.fault)
            if posts.fault:
                tell(f"{feed.url} could not be read: {posts.fault}")
            discovery.take(posts, _speaker(feed, labs))
    found = discovery.found()
    deliver(found.drafts, found.left_out, into, json=json)
    if into is not None:
        remember(into, memory)
    if failed:
        raise typer.Exit(_ALL_FAILED if failed == len(feeds) else _SOME_FAILED)


def _feeds(catalogue: "Catalogue") -> "Mapping[Feed, list[Lab]]":
    """Give every feed of the labs once, with the labs that name it."""
    feeds: dict[Feed, list[Lab]] = {}
    for lab in catalogue.labs:
        for feed in lab.feeds:
            feeds.setdefault(feed, []).append(lab)
    return feeds


def _speaker(feed: "Feed", labs: "list[Lab]") -> "Lab | None":
    """Give the lab whose own words a feed carries: of several, and of the press, none."""
    from verifier.core.claims import Voice

    return labs[0] if feed.voice is Voice.PROMISOR and len(labs) == 1 else None


def _read(
    feeds: "Mapping[Feed, list[Lab]]", fetcher: "Fetcher", settings: "Settings"
) -> "Iterator[Posts]":
    """Read all feeds at once, and give them in their order."""
    from concurrent.futures import ThreadPoolExecutor

    from verifier.cli.posts import read_posts
    from verifier.sources.feed_parse import Parser

    seen = now()

    def read(feed: "Feed") -> "Posts":
        speaker = _speaker(feed, feeds[feed])
        zone = speaker.zone if speaker else ZoneInfo("UTC")
        return read_posts(feed, fetcher, parser, zone=zone, seen=seen)

    workers = min(settings.workers, len(feeds))
    with Parser(workers) as parser, ThreadPoolExecutor(workers) as pool:
        yield from list(pool.map(read, feeds))
