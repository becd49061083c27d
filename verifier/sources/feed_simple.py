"""The common case, read fast: entries of which every element is one of a few, used plainly.

For such a document feedparser's answer is known beforehand; it takes ten times as long to give
it, mostly for elements that are not here. Whatever is not plainly the common case (a prefixed
element, an attribute of another kind, a text feedparser would repair) is none, and is left to
feedparser as a whole.
"""

import re
from xml.parsers import expat

from verifier.sources.feed_raw import RawEntry

_ATOM = "http://www.w3.org/2005/Atom"
_ENTRIES = {"rss": "item", "feed": "entry"}
_PLAIN = {"title": "title", "pubdate": "published", "published": "published", "updated": "updated"}
_TITLE_TYPES = frozenset({"text", "html"})
_LINK_ATTRIBUTES = frozenset({"href", "rel", "type", "title", "hreflang", "length"})
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_WEB_ADDRESS = re.compile(r"https?://(?!/)[!-~]+")
_NAME = re.compile(r"(?:tag|urn):(?!.*//)[!-~]+")
_REFERENCE = re.compile(r"&\w*;")
_C1 = re.compile(r"[\x80-\x9f]")


class _NotSimple(Exception):
    """The document is not the common case."""


class _Reader:
    """The handlers of one pass; any of them may find that the document is not simple."""

    def __init__(self) -> None:
        self.entries: list[RawEntry] = []
        self._path: list[str] = []
        self._entry_at = 0
        self._text: list[str] = []
        self._fields: dict[str, str] = {}
        self._attributes: dict[str, str] = {}
        self.parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        raise _NotSimple

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name.lower())
        depth = len(self._path)
        if depth == 1:
            self._root(name, attributes)
            return
        if any(key.startswith("xmlns") or key in ("xml:base", "base") for key in attributes):
            raise _NotSimple
        if self._path[-1] in ("item", "entry"):
            if depth != self._entry_at or name != _ENTRIES[self._path[0]] or attributes:
                raise _NotSimple
            self._fields = {}
        elif depth > self._entry_at and self._in_entry():
            if depth > self._entry_at + 1:
                raise _NotSimple
            self._attributes = attributes
        elif depth + 1 == self._entry_at and (name, attributes) != ("channel", {}):
            raise _NotSimple
        self._text.clear()

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        names = {key: value for key, value in attributes.items() if not key.startswith("xmlns:")}
        names.pop("xml:lang", None)
        if name == "rss" and names.keys() == {"version"} and names["version"].startswith("2."):
            self._entry_at = 3
        elif name == "feed" and names == {"xmlns": _ATOM}:
            self._entry_at = 2
        else:
            raise _NotSimple

    def _in_entry(self) -> bool:
        place = self._entry_at - 1
        return len(self._path) > place and self._path[place] == _ENTRIES[self._path[0]]

    def _end(self, _name: str) -> None:
        depth = len(self._path)
        if self._in_entry():
            if depth == self._entry_at:
                self._keep()
            else:
                self._field(self._path[-1], "".join(self._text).strip())
        self._path.pop()

    def _field(self, name: str, text: str) -> None:
        if name == "link":
            self._link(text)
        elif name in ("guid", "id"):
            self._id(name, text)
        elif name in _PLAIN:
            kind = self._attributes.get("type", "text").lower()
            known = {"type"} if name == "title" and self._path[0] == "feed" else set()
            if self._attributes.keys() - known or kind not in _TITLE_TYPES:
                raise _NotSimple
            self._set(_PLAIN[name], _unrepaired(text))
        else:
            raise _NotSimple

    def _link(self, text: str) -> None:
        given = self._attributes
        if not given:
            if "link element" in self._fields or _REFERENCE.search(text):
                raise _NotSimple
            self._fields["link element"] = self._fields["link"] = _address(text)
            return
        if given.keys() - _LINK_ATTRIBUTES or "href" not in given or text:
            raise _NotSimple
        if given.get("rel", "alternate").lower() == "alternate":
            if given.get("type", "text/html").lower() not in _HTML_TYPES:
                raise _NotSimple
            self._fields["link"] = _address(given["href"])

    def _id(self, name: str, text: str) -> None:
        given = {key.lower(): value for key, value in self._attributes.items()}
        is_link = given.get("ispermalink", "true") == "true"
        if given.keys() - ({"ispermalink"} if name == "guid" else set()):
            raise _NotSimple
        if is_link and not _NAME.fullmatch(text):
            _address(text)
        self._set("id", _unrepaired(text))
        if is_link:
            self._fields.setdefault("link", text)

    def _set(self, key: str, value: str) -> None:
        if key in self._fields:
            raise _NotSimple
        self._fields[key] = value

    def _keep(self) -> None:
        found = self._fields
        self.entries.append(
            RawEntry(
                title=found.get("title", ""),
                link=found.get("link", ""),
                id=found.get("id", ""),
                published=found.get("published", ""),
                updated=found.get("updated", ""),
                summary="",
                content="",
            )
        )


def _address(text: str) -> str:
    """Take a web address that stays as it is when it is made absolute."""
    if not _WEB_ADDRESS.fullmatch(text):
        raise _NotSimple
    return text


def _unrepaired(text: str) -> str:
    """Take a text that feedparser does not think wrongly decoded."""
    if text.isascii():
        return text
    if _C1.search(text):
        raise _NotSimple
    try:
        text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
    raise _NotSimple


def read_simple(body: bytes) -> tuple[RawEntry, ...] | None:
    """Read the common case's entries, without their texts; None where it is another case."""
    reader = _Reader()
    try:
        reader.parser.Parse(body, True)  # noqa: FBT003 - expat's own signature: the end
    except (_NotSimple, expat.ExpatError, ValueError):
        return None
    return tuple(reader.entries)
