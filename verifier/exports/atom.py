"""Atom (RFC 4287): the changes of status, for a feed reader."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from verifier.exports.feed_items import AUTHOR, FEED_ID, TITLE, Item, items_of, updated
from verifier.exports.material import Material
from verifier.exports.texts import line_of
from verifier.exports.wording import stamp

_SPACE = "http://www.w3.org/2005/Atom"


def render(material: Material) -> Iterator[bytes]:
    """Write the feed; links only where a site is configured."""
    items = items_of(material.transitions)
    feed = ET.Element("feed", {"xmlns": _SPACE, "xml:lang": "en"})
    _add(feed, "id", FEED_ID)
    _add(feed, "title", TITLE)
    _add(feed, "updated", stamp(updated(material, items)))
    _add(ET.SubElement(feed, "author"), "name", AUTHOR)
    if material.base_url:
        _link(feed, "alternate", f"{material.base_url}/")
    for item in items:
        _entry(ET.SubElement(feed, "entry"), item)
    ET.indent(feed)
    yield ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    yield b"\n"


def _entry(entry: ET.Element, item: Item) -> None:
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "updated", stamp(item.at))
    _add(entry, "content", item.text, type="text")
    for term in (item.status, item.lab):
        ET.SubElement(entry, "category", {"term": line_of(term)})
    if item.url:
        _link(entry, "alternate", item.url)
    if item.evidence_url:
        _link(entry, "related", item.evidence_url)


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = line_of(text)


def _link(parent: ET.Element, rel: str, url: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "href": line_of(url)})
