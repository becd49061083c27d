"""JSON Feed 1.1: the changes of status, for a feed reader."""

import json
from collections.abc import Iterator
from typing import Any

from verifier.exports.feed_items import AUTHOR, TITLE, Item, items_of
from verifier.exports.material import Material
from verifier.exports.texts import line_of
from verifier.exports.wording import stamp


def render(material: Material) -> Iterator[bytes]:
    """Write the feed; addresses only where a site is configured."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        **({"home_page_url": f"{material.base_url}/"} if material.base_url else {}),
        "authors": [{"name": AUTHOR}],
        "language": "en",
        "items": [_item(item) for item in items_of(material.transitions)],
    }
    yield json.dumps(feed, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    yield b"\n"


def _item(item: Item) -> dict[str, Any]:
    addresses = {"url": item.url, "external_url": item.evidence_url}
    return {
        "id": item.id,
        **{name: url for name, url in addresses.items() if url},
        "title": line_of(item.title),
        "content_text": line_of(item.text),
        "date_published": stamp(item.at),
        "tags": [item.status, item.lab],
    }
