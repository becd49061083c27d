"""RSS, Atom and JSON feeds as a source of dated announcements.

A feed is asked only what changed, believed only when it is whole and a feed, and never shows
absence beyond the time its own window or an unbroken series of readings covers.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from verifier.core.claims import Feed
from verifier.core.evidence import Entry
from verifier.core.feed_dates import publication
from verifier.core.feed_urls import normal_url, source_id
from verifier.core.intervals import Interval
from verifier.core.sweeps import Failed, Memory, Read, Reading, Unchanged, is_due, key_of
from verifier.sources.feed_parse import Parsed, ParsedEntry, Parser, Unparsed
from verifier.sources.feed_window import in_order
from verifier.sources.fetch import Fetched, Fetcher, Unfetched
from verifier.sources.log import Log

READER = "1"
"""The version of this reading: another one reads every feed in full once."""
_FULL_EVERY = timedelta(days=7)
_FRESH = timedelta(hours=1)
_FEW = 3
_NOT_MODIFIED = 304
_FAULTS = {
    "truncated": "the feed breaks off before its end",
    "malformed": "some entries of the feed could not be read",
    "too_many_entries": "the feed has more entries than are read",
    "empty": "the feed has no entries",
}


@dataclass(frozen=True, slots=True)
class FeedSource:
    """One feed. Any number of them may share a fetcher and a parser, in any number of threads."""

    feed: Feed
    lab: str
    fetcher: Fetcher
    parser: Parser
    clock: Callable[[], datetime]
    """UTC."""

    @property
    def id(self) -> str:
        """`feed:` and the address in its one spelling."""
        return source_id(self.feed.url)

    def read(self, memory: Memory) -> Reading:
        """Read the feed once. A fault of the world is an answer, never an exception."""
        began = self.clock()
        known = {} if is_due(memory, began) else _believed(memory)
        log = Log(began)
        conditions = {} if _is_full_due(known, began) else _conditions(known)
        answer = self._fetch(conditions, log)
        if isinstance(answer, Unfetched):
            return Failed(began, self.clock(), answer.fault, answer.detail, answer.requests)
        if answer.status == _NOT_MODIFIED:
            return Unchanged(began, self.clock(), answer.requests, _kept(known, answer))
        state = _state(answer, began)
        if known.get("body_sha256") == state["body_sha256"]:
            return Unchanged(began, self.clock(), answer.requests, state)
        parsed = self.parser.parse(answer.body, answer.headers.get("content-type", ""))
        if isinstance(parsed, Unparsed):
            detail = f"{answer.url}: {parsed.detail}"
            return Failed(began, self.clock(), parsed.fault, detail, answer.requests)
        reading = Read(
            began,
            self.clock(),
            (),
            requests=answer.requests,
            sha256=state["body_sha256"],
            exchanges=log.exchanges,
            # What is not whole must not be called unchanged next time.
            state=dict(memory.state) if parsed.fault else state,
        )
        return self._filled(reading, parsed, answer.url, memory)

    def _fetch(self, conditions: Mapping[str, str], log: Log) -> Fetched | Unfetched:
        url = normal_url(self.feed.url)
        answer = self.fetcher.get(url, conditions, log)
        if isinstance(answer, Unfetched) or answer.status != _NOT_MODIFIED or conditions:
            return answer
        again = self.fetcher.get(url, {"Cache-Control": "no-cache"}, log)
        requests = answer.requests + again.requests
        if isinstance(again, Fetched) and again.status == _NOT_MODIFIED:
            detail = f"{url}: says that nothing changed since it was read, and it never was"
            return Unfetched("http_304", detail, requests)
        return replace(again, requests=requests)

    def _filled(self, reading: Read, parsed: Parsed, url: str, memory: Memory) -> Read:
        source = self.id
        made = (self._entry(raw, url, source, reading.ended) for raw in parsed.entries)
        dated = (_undated_if_known(entry, memory) for entry in made if entry is not None)
        entries = _undated_if_stamped(list(dated), reading.began)
        fault = parsed.fault or ("" if entries else "empty")
        covers_since, window = _window(entries, reading.began)
        return replace(
            reading,
            observations=tuple(entries),
            whole=not parsed.fault,
            fault=fault,
            detail=f"{url}: {_FAULTS.get(fault, fault)}" if fault else "",
            covers_since=covers_since,
            overlaps=any(key_of(entry) in memory.known for entry in window),
        )

    def _entry(self, raw: ParsedEntry, base: str, source: str, seen: datetime) -> Entry | None:
        url = _address(base, raw.link) or _address("", raw.id)
        if not url and not raw.title:
            return None
        return Entry(
            url=url,
            title=raw.title,
            voice=self.feed.voice,
            published=_published(raw, seen),
            recorded_at=seen,
            source=source,
            shows=raw.shows,
            artefacts=raw.artefacts,
            lab=self.lab,
        )


def _believed(memory: Memory) -> Mapping[str, str]:
    """Give the state the next request may rest on: of a body whose sweep is stored, or none."""
    state, last = memory.state, memory.last
    if last is None or state.get("reader") != READER or state.get("body_sha256") != last.sha256:
        return {}
    return state


def _is_full_due(known: Mapping[str, str], now: datetime) -> bool:
    """Tell whether validators were trusted for so long that the feed is read in full again."""
    try:
        return now - datetime.fromisoformat(known.get("last_full", "")) >= _FULL_EVERY
    except (ValueError, TypeError):
        return True


def _conditions(known: Mapping[str, str]) -> dict[str, str]:
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last_modified"))
    return {header: known[key] for header, key in pairs if known.get(key)}


def _state(answer: Fetched, began: datetime) -> dict[str, str]:
    state = {
        "reader": READER,
        "body_sha256": hashlib.sha256(answer.body).hexdigest(),
        "last_full": began.isoformat(),
        "etag": answer.headers.get("etag", ""),
        "last_modified": answer.headers.get("last-modified", ""),
        "moved_to": answer.moved_to,
    }
    return {key: value for key, value in state.items() if value.isprintable() and value}


def _kept(known: Mapping[str, str], answer: Fetched) -> dict[str, str]:
    """Keep what is known; only where the feed lives now is news."""
    kept = {key: value for key, value in known.items() if key != "moved_to"}
    return {**kept, "moved_to": answer.moved_to} if answer.moved_to else kept


def _address(base: str, link: str) -> str:
    """Make a link absolute; empty where it is no web address."""
    try:
        url = link if link.startswith(("https://", "http://")) or not link else urljoin(base, link)
        return url if urlsplit(url).scheme in ("http", "https") and url.isprintable() else ""
    except ValueError:
        return ""


def _published(raw: ParsedEntry, seen: datetime) -> Interval:
    """Date an entry; an update only shows that it was out by then."""
    published = publication(raw.published, seen) if raw.published else None
    if published is not None:
        return published
    updated = publication(raw.updated, seen) if raw.updated else None
    return Interval(None, updated.not_after) if updated is not None else Interval()


def _undated_if_known(entry: Entry, memory: Memory) -> Entry:
    """Take the date away from an entry seen before it says it came: it is the copy's date."""
    last, first = memory.last, entry.published.not_before
    if last is None or first is None or first <= last.ended or key_of(entry) not in memory.known:
        return entry
    return replace(entry, published=Interval())


def _undated_if_stamped(entries: Sequence[Entry], began: datetime) -> list[Entry]:
    """Take the dates away where all are of this very hour: a copy stamped as it was made."""
    dates = [entry.published.not_before for entry in entries if entry.published.not_before]
    if len(dates) >= _FEW and min(dates) > began - _FRESH:
        return [replace(entry, published=Interval()) for entry in entries]
    return list(entries)


def _window(entries: Sequence[Entry], began: datetime) -> tuple[datetime, Sequence[Entry]]:
    """Tell since when nothing was missed, and which entries vouch for it."""
    dates = [entry.published.not_after for entry in entries]
    places = in_order([date.timestamp() if date else None for date in dates])
    if not places:
        return began, entries
    oldest = min(date for place in places if (date := dates[place]))
    return min(oldest, began), [entries[place] for place in places]
