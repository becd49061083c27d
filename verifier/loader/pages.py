"""Web pages reduced to what their articles say."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_PAGE = re.compile(
    rb"(?i)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.DOTALL
)
_TAG = re.compile(rb"(?i)</(?:p|div|body|article|ul|table|h1|h2)\s*>")
_UNREAD = frozenset(
    """
    script style noscript template nav footer aside form button select svg iframe pre head
    """.split()
)
"""Elements that hold no prose of the page's own."""
_INLINE = frozenset(
    """
    a abbr b bdi bdo cite code data del em font i ins kbd mark q s samp small span strong sub sup
    time u var wbr #text
    """.split()
)
_DATES = frozenset(
    """
    article:published_time og:published_time datepublished date dc.date dcterms.date dc.date.issued
    pubdate publishdate citation_publication_date
    """.split()
)
_LINKED_DATA = "application/ld+json"


@dataclass(slots=True)
class Page:
    """A page's prose; a blank line stands between blocks."""

    marks: list[tuple[int, int]] = field(default_factory=lambda: [(0, 1)])
    """Places in the text, each with its line in the page's source."""
    dates: tuple[str, ...] = ()
    """What the page says of its own publication, as it wrote it, the surest first."""
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The prose."""
        return "".join(self.pieces)

    def add(self, piece: str) -> None:
        """Append to the prose."""
        self.pieces.append(piece)
        self.length += len(piece)


def is_page(raw: bytes) -> bool:
    """Tell whether a document is HTML: by how it begins, or by the blocks it closes."""
    return bool(_PAGE.match(raw[:2000])) or (
        raw.lstrip()[:1] == b"<" and len(_TAG.findall(raw[:20_000])) > 1
    )


def read_page(raw: bytes, charset: str = "") -> Page:
    """Read a page's article: its `main`, its only `article`, or all of it."""
    from justhtml import JustHTML

    document = JustHTML(raw, sanitize=False, track_node_locations=True, encoding=charset or None)
    page = Page(dates=tuple(_dates(document)))
    _read(_root(document), page)
    return page


def _root(document: Any) -> Any:  # noqa: ANN401 - the library's nodes have no common typed base
    mains = document.query("main") or document.query("[role=main]")
    articles = document.query("article")
    if mains:
        return mains[0]
    return articles[0] if len(articles) == 1 else document.root


def _read(root: Any, page: Page) -> None:  # noqa: ANN401
    """Walk the tree without recursion, for pages nest as deep as they like."""
    todo: list[Any] = [root]
    while todo:
        node = todo.pop()
        if node is None:
            page.add("\n\n")
        elif node.name == "#text":
            _add_text(node, page)
        elif node.name == "br":
            page.add("\n")
        elif node.name not in _UNREAD and not _is_hidden(node):
            is_block = node.name not in _INLINE
            if is_block:
                page.add("\n\n")
                todo.append(None)
            todo.extend(reversed(node.children or ()))


def _add_text(node: Any, page: Page) -> None:  # noqa: ANN401
    first = node.origin_line or 1
    for line, part in enumerate(node.data.split("\n"), first):
        if line > first:
            page.add(" ")
        if line != page.marks[-1][1]:
            page.marks.append((page.length, line))
        page.add(part)


def _is_hidden(node: Any) -> bool:  # noqa: ANN401
    attributes = node.attrs or {}
    return "hidden" in attributes or attributes.get("aria-hidden") == "true"


def _dates(document: Any) -> Iterator[str]:  # noqa: ANN401
    for meta in document.query("meta"):
        name = meta.attrs.get("property") or meta.attrs.get("name") or meta.attrs.get("itemprop")
        if (name or "").lower() in _DATES:
            yield meta.attrs.get("content") or ""
    for script in document.query("script"):
        if (script.attrs.get("type") or "").lower() == _LINKED_DATA:
            yield from _stated(script.to_text())
    for time in document.query("time"):
        yield time.attrs.get("datetime") or ""


def _stated(text: str) -> Iterator[str]:
    """Give the `datePublished` of a page's linked data."""
    try:
        todo: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while todo:
        item = todo.pop()
        if isinstance(item, dict):
            if isinstance(published := item.get("datePublished"), str):
                yield published
            todo.extend(item.values())
        elif isinstance(item, list):
            todo.extend(item)
