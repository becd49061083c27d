"""From what feeds hold to plain text: no markup, no control characters, UTF-8 throughout."""

import codecs
import re
import unicodedata
from html import unescape

_BLOCKS = re.compile(r"(?is)<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->")
_TAGS = re.compile(r"<[A-Za-z/!?][^<>]*>")
_BREAKS = re.compile(r"(?i)<(?:br|p|/p|div|/div|li|/li|tr|/tr|/h[1-6])\b[^<>]*>")
_ROUNDS = 3
_JOINERS = "\u200c\u200d"  # scripts that join letters need them

_CODECS = re.compile(
    r"utf-?(?:8|16|32)(?:[-_]?[bl]e)?|us-ascii|ascii|iso[-_]?8859[-_]?\d+|latin-?1"
    r"|(?:windows|cp)-?125\d|gb2312|gbk|gb18030|big5|euc[-_](?:jp|kr)|shift[-_]jis"
    r"|iso-2022-jp|koi8[-_][ru]|tis-620"
)
_CHARSET = re.compile(r"(?i)charset\s*=\s*[\"']?\s*([\w.:-]+)")
_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]*?\?>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\0<\0?", "utf-16-be"),
    (b"<\0?\0", "utf-16-le"),
)


def plain_text(text: str, limit: int) -> str:
    """Strip tags, entities and control characters; join blanks; cut at `limit` characters."""
    text = text[: limit * 20]
    for _ in range(_ROUNDS):
        if "<" not in text and "&" not in text:
            break
        text = unescape(_TAGS.sub("", _BREAKS.sub(" ", _BLOCKS.sub(" ", text))))
    text = _TAGS.sub("", text)
    if not text.isascii() or not text.isprintable():
        text = "".join(map(_harmless, text))
    return " ".join(text.split())[:limit].strip()


def _harmless(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] != "C" or character in _JOINERS:
        return character
    return " " if category == "Cc" else ""


def to_utf8(body: bytes, content_type: str = "") -> bytes:
    """Decode a document by its byte order mark, itself or its labels; UTF-8 without any of them.

    A text that is valid UTF-8 beyond ASCII is UTF-8, whatever its labels say; a label is
    believed only if it names an ordinary character set and the text is valid in it.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _undeclared(body.decode(name, "replace").encode())
    if not body.isascii():
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return _undeclared(body)
    for label in (_label_of(content_type), _declared(body)):
        if _CODECS.fullmatch(label):
            try:
                return _undeclared(body.decode(_widest(label)).encode())
            except (UnicodeError, LookupError):
                continue
    return _undeclared(body.decode("cp1252", "replace").encode())


def _label_of(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return found[1].lower() if found else ""


def _declared(body: bytes) -> str:
    head = _DECLARATION.match(body[:500])
    found = _ENCODING.search(head[0]) if head else None
    return found[1].decode("ascii", "replace").lower() if found else ""


def _widest(label: str) -> str:
    """Give the superset that documents under a label really use."""
    if label in {"gb2312", "gbk"}:
        return "gb18030"
    return "cp1252" if label in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else label


def _undeclared(body: bytes) -> bytes:
    """Take the XML declaration away: what it says of the encoding no longer holds."""
    return _DECLARATION.sub(b"", body, count=1) if _DECLARATION.match(body) else body
