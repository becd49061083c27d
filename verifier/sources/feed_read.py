"""Reading one document: which feed format it is, whether it is whole, and its entries.

Runs in a worker process under limits: what it does to a hostile document is bounded there.
"""

import io
import re
from dataclasses import replace
from typing import Any

from verifier.sources.feed_json import is_json, read_json
from verifier.sources.feed_prune import MAX_ENTRIES, Item, prune
from verifier.sources.feed_raw import NotAFeed, RawEntry, RawFeed
from verifier.sources.feed_simple import read_simple
from verifier.sources.feed_text import to_utf8

_HTML = re.compile(rb"(?i)\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL)
_ROOT = re.compile(rb"(?i)<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\b")
_END = re.compile(rb"(?i)</(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>\s*(?:<!--[^>]*-->\s*)*$")
_ENTRY = re.compile(rb"(?i)<(?:[\w.-]+:)?(?:item|entry)[\s>]")
_ENTITY = re.compile(rb"(?i)<!ENTITY\b")
_HEADERS = {"content-type": "application/xml; charset=utf-8"}


def read_feed(body: bytes, content_type: str = "") -> RawFeed:
    """Read RSS, Atom, RDF or JSON Feed; raises NotAFeed for everything else."""
    text = to_utf8(body, content_type)
    if not text.strip():
        raise NotAFeed("the answer was empty")
    if is_json(text):
        return read_json(text)
    if _HTML.match(text[:2000]):
        raise NotAFeed("the answer was a web page")
    if not _ROOT.search(text[:20_000]):
        raise NotAFeed("the answer was no feed format that is known")
    pruned = prune(text)
    if pruned is not None:
        found = read_simple(pruned.body) or _parsed(pruned.body)
        if found and len(found) == len(pruned.items):
            entries = tuple(map(_with_texts, found, pruned.items))
            return RawFeed(entries, "" if pruned.entries <= MAX_ENTRIES else "too_many_entries")
    return _read_all(text, well_formed=pruned is not None)


def _read_all(text: bytes, *, well_formed: bool) -> RawFeed:
    version, parsed = _parse(text)
    if not version:
        raise NotAFeed("the answer was no feed format that is known")
    kept = parsed[:MAX_ENTRIES]
    entries = tuple(map(_entry, kept))
    if len(parsed) > MAX_ENTRIES:
        return RawFeed(entries, "too_many_entries")
    if well_formed:
        return RawFeed(entries)
    if _ENTITY.search(text):  # never expanded, so some text is not what its author meant
        return RawFeed(entries, "malformed")
    if not _END.search(text[-1000:]):
        return RawFeed(entries, "truncated")
    return RawFeed(entries, "" if len(_ENTRY.findall(text)) == len(parsed) else "malformed")


def _parsed(text: bytes) -> tuple[RawEntry, ...]:
    version, parsed = _parse(text)
    return tuple(map(_entry, parsed)) if version else ()


def _parse(text: bytes) -> tuple[str, list[dict[str, Any]]]:
    """Parse with the library: a stream, because it opens a short text as a file's name."""
    import feedparser

    result = feedparser.parse(
        io.BytesIO(text),
        response_headers=_HEADERS,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return str(result.get("version", "")), list(result.get("entries", ()))


def _entry(entry: dict[str, Any]) -> RawEntry:
    # Not by the library's own lookups: they answer for `updated` with `published`.
    def field(name: str) -> str:
        value = dict.get(entry, name)
        return value if isinstance(value, str) else ""

    texts = _texts(entry)
    return RawEntry(
        title=field("title"),
        link=field("link") or _alternate(entry),
        id=field("id"),
        published=field("published"),
        updated=field("updated"),
        summary=texts.summary,
        content=texts.content,
    )


def _with_texts(entry: RawEntry, texts: Item) -> RawEntry:
    return replace(entry, summary=texts.summary, content=texts.content)


def _alternate(entry: dict[str, Any]) -> str:
    for link in dict.get(entry, "links") or ():
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link["href"])
    return ""


def _texts(entry: dict[str, Any]) -> Item:
    summary = dict.get(entry, "summary") or ""
    contents = dict.get(entry, "content") or ()
    content = " ".join(str(part.get("value", "")) for part in contents)
    return Item(str(summary) or content, content or str(summary))
