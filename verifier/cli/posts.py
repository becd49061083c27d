"""The posts of a feed with what they say, for drafting: a sweep keeps only their titles."""

from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from verifier.core.feed_dates import publication
from verifier.core.feed_urls import normal_url, source_id

if TYPE_CHECKING:
    from verifier.core.claims import Feed
    from verifier.sources.feed_parse import ParsedEntry, Parser
    from verifier.sources.fetch import Fetcher

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Post:
    """One entry of a feed."""

    key: str
    """What it is known by: its id, its address or its title."""
    title: str
    link: str
    """A web address, or ""."""
    day: date | None
    """Its day on the calendar asked for; None where it has no date that can be read."""
    page: bytes
    """Title and text as a web page in UTF-8."""


@dataclass(frozen=True, slots=True)
class Posts:
    """One reading of one feed; `fault` tells why there are none."""

    source: str
    posts: tuple[Post, ...] = ()
    fault: str = ""


def read_posts(
    feed: "Feed", fetcher: "Fetcher", parser: "Parser", *, zone: ZoneInfo, seen: datetime
) -> Posts:
    """Read a feed once, days by the calendar of a zone. A fault of the world is an answer."""
    from verifier.sources.feed_parse import Unparsed
    from verifier.sources.feed_read import read_feed
    from verifier.sources.fetch import Unfetched

    source = source_id(feed.url)
    answer = fetcher.get(normal_url(feed.url))
    if isinstance(answer, Unfetched):
        return Posts(source, fault=f"{answer.fault}: {answer.detail}")
    content_type = answer.headers.get("content-type", "")
    parsed = parser.parse(answer.body, content_type)
    if isinstance(parsed, Unparsed):
        return Posts(source, fault=f"{parsed.fault}: {answer.url}: {parsed.detail}")
    # The worker came through this very document within its limits, so it may be read here.
    raw = read_feed(answer.body, content_type)
    return Posts(
        source,
        tuple(
            _post(entry, text.content or text.summary, zone, seen)
            for entry, text in zip(parsed.entries, raw.entries, strict=True)
        ),
    )


def _post(entry: "ParsedEntry", text: str, zone: ZoneInfo, seen: datetime) -> Post:
    page = f"<html><body><h1>{escape(entry.title)}</h1>\n<div>{text}</div></body></html>"
    return Post(
        key=entry.id or entry.link or entry.title,
        title=entry.title,
        link=entry.link if entry.link.startswith(_WEB) else "",
        day=_day(entry, zone, seen),
        page=page.encode("utf-8", "replace"),
    )


def _day(entry: "ParsedEntry", zone: ZoneInfo, seen: datetime) -> date | None:
    """The day of an entry; of a day without a time the middle, which is that day in most zones."""
    interval = publication(entry.published or entry.updated, seen)
    if interval is None or interval.not_before is None or interval.not_after is None:
        return None
    middle = interval.not_before + (interval.not_after - interval.not_before) / 2
    return middle.astimezone(zone).date()
