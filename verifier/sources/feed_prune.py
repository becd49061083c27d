"""Taking the bulk out of a feed before it is parsed.

What makes a feed expensive to parse is the articles in it, and no article bears on an entry's
title, link or date. One pass of expat finds the elements that hold them, keeps their text for
the words and links in it, and leaves the rest to the real parser. Documents that are not
well-formed, or that declare a document type, are left alone.
"""

import re
from dataclasses import dataclass
from xml.parsers import expat

MAX_ENTRIES = 2000
_ENTRIES = frozenset({"item", "entry"})
_SUMMARY = frozenset({"description", "summary"})
_WORDS = _SUMMARY | {"content", "content:encoded"}
_BULK = _WORDS | {
    "author",
    "category",
    "comments",
    "dc:creator",
    "enclosure",
    "media:thumbnail",
    "slash:comments",
    "wfw:commentrss",
}
_WANTED = frozenset({"title", "link", "guid", "id", "pubdate", "published", "updated"})
_START_TAG = re.compile(rb"<(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")


@dataclass(frozen=True, slots=True)
class Item:
    """The texts of one entry that were taken out, as they stood (markup included)."""

    summary: str
    content: str


@dataclass(frozen=True, slots=True)
class Pruned:
    """A document without its bulk; `items` in the order of its entries."""

    body: bytes
    items: tuple[Item, ...]
    entries: int
    """How many entries the document has; more than `items` where it has too many."""


class _Pruner:
    """The handlers of one pass. Names are compared without regard to case, as they stand."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.cuts: list[tuple[int, int]] = []
        self.items: list[Item] = []
        self.entries = 0
        self._depth = 0
        self._entry_depth = 0
        self._entry_start = 0
        self._bulk = ""
        self._bulk_depth = 0
        self._bulk_start = 0
        self._text: list[str] = []
        self._texts: dict[str, str] = {}
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse

    def run(self) -> Pruned:
        self._parser.Parse(self.body, True)  # noqa: FBT003 - expat's own signature: the end
        kept, last = [], 0
        for start, end in self.cuts:
            kept.append(self.body[last:start])
            last = end
        kept.append(self.body[last:])
        return Pruned(b"".join(kept), tuple(self.items), self.entries)

    def _refuse(self, *_: object) -> None:
        raise expat.ExpatError("a document type is declared")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._bulk:
            self._inside(name, attributes)
        elif not self._entry_depth:
            if name.rpartition(":")[2].lower() in _ENTRIES:
                self.entries += 1
                self._entry_depth = self._depth
                self._entry_start = self._parser.CurrentByteIndex
                self._texts = {}
        elif self._depth == self._entry_depth + 1 and name.lower() in _BULK:
            self._bulk, self._bulk_depth = name.lower(), self._depth
            self._bulk_start = self._parser.CurrentByteIndex
            self._parser.CharacterDataHandler = self._text.append

    def _inside(self, name: str, attributes: dict[str, str]) -> None:
        """Note an element within bulk: its address, and whether the bulk is none after all."""
        if self._bulk not in _WORDS and name.lower() in _WANTED:
            self._bulk_start = -1
        if "href" in attributes:
            self._text.append(f'<a href="{attributes["href"]}">')

    def _end(self, _name: str) -> None:
        if self._bulk and self._depth == self._bulk_depth:
            self._keep_bulk()
        elif self._entry_depth and self._depth == self._entry_depth:
            self._keep_entry()
        self._depth -= 1

    def _keep_bulk(self) -> None:
        if self.entries <= MAX_ENTRIES and self._bulk_start >= 0:
            self.cuts.append((self._bulk_start, self._end_of(self._bulk_start)))
        if self._bulk in _WORDS:
            self._texts.setdefault(self._bulk, "".join(self._text))
        self._text.clear()
        self._bulk = ""
        self._parser.CharacterDataHandler = None

    def _end_of(self, start: int) -> int:
        """Find where the element that began at `start`, and ends here, is over."""
        tag = _START_TAG.match(self.body, start)
        if tag and tag[0].endswith(b"/>"):
            return tag.end()
        return self.body.index(b">", self._parser.CurrentByteIndex) + 1

    def _keep_entry(self) -> None:
        self._entry_depth = 0
        if self.entries > MAX_ENTRIES:
            self.cuts.append((self._entry_start, self._end_of(self._entry_start)))
            return
        texts = self._texts
        summary = next((text for name, text in texts.items() if name in _SUMMARY and text), "")
        content = next((text for name, text in texts.items() if name not in _SUMMARY), "")
        self.items.append(Item(summary or content, content or summary))


def prune(body: bytes) -> Pruned | None:
    """Empty a well-formed UTF-8 document's bulky elements; None where it is not one."""
    try:
        return _Pruner(body).run()
    except (expat.ExpatError, ValueError, UnicodeError):
        return None
