"""JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from verifier.sources.feed_prune import MAX_ENTRIES
from verifier.sources.feed_raw import NotAFeed, RawEntry, RawFeed


def is_json(text: bytes) -> bool:
    """Tell whether a document can only be JSON."""
    return text.lstrip()[:1] in (b"{", b"[")


def read_json(text: bytes) -> RawFeed:
    """Read a JSON Feed; raises NotAFeed for any other JSON, and for what is not JSON at all."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise NotAFeed(f"the answer was broken JSON: {problem}"[:200]) from problem
    if not isinstance(document, dict) or "jsonfeed.org/version/" not in _text(document, "version"):
        raise NotAFeed("the answer was JSON, and no JSON Feed")
    items = document.get("items")
    if not isinstance(items, list):
        raise NotAFeed("the JSON Feed has no list of items")
    entries = tuple(_entry(item) for item in items[:MAX_ENTRIES] if isinstance(item, dict))
    if len(items) > MAX_ENTRIES:
        return RawFeed(entries, "too_many_entries")
    return RawFeed(entries, "" if len(entries) == len(items) else "malformed")


def _entry(item: dict[str, Any]) -> RawEntry:
    content = _text(item, "content_html") or _text(item, "content_text")
    return RawEntry(
        title=_text(item, "title"),
        link=_text(item, "url") or _text(item, "external_url"),
        id=_text(item, "id"),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        summary=_text(item, "summary") or content,
        content=content,
    )


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""
