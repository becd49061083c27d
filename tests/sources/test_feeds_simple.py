import io
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.sources.feed_simple import read_simple

texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=12
) | st.sampled_from(
    ["", " padded ", "Ã©tÃ©", "don\x92t", "\x85", "<b>x</b>", "&amp;", "&copy;", "a\n b", "é"]
)
links = st.sampled_from(
    [
        "https://a.test/1",
        " https://a.test/2\n",
        "http://a.test/?a=1&b=2",
        "http://a.test/?a=1&copy;=2",
        "https:///a.test/3",
        "/relative",
        "tag:a.test,2026:1",
        "urn:uuid:1",
        "tag://x//y",
        "HTTP://A.test/x",
        "https://a.test/é",
        "javascript:alert(1)",
        "",
        "not an address",
    ]
)
kinds = st.sampled_from(["", "text", "html", "TEXT", "xhtml", "text/plain", "application/json"])


def element(name: str, text: str, **attributes: str) -> str:
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if value)
    return f"<{name}{written}>{escape(text)}</{name}>"


@st.composite
def items(draw: st.DrawFn, tag: str) -> str:
    choices: list[Callable[[], str]] = [
        lambda: element("title", draw(texts)),
        lambda: element("title", draw(texts), type=draw(kinds)),
        lambda: element("link", draw(links)),
        lambda: element("link", draw(st.sampled_from(["", "", "x"])), href=draw(links)),
        lambda: element(
            "link",
            "",
            href=draw(links),
            rel=draw(st.sampled_from(["", "alternate", "self", "ALTERNATE", "enclosure"])),
            type=draw(st.sampled_from(["", "text/html", "application/json", "xhtml"])),
        ),
        lambda: element(
            "guid", draw(links), isPermaLink=draw(st.sampled_from(["", "false", "true"]))
        ),
        lambda: element("id", draw(links)),
        lambda: element("pubDate", draw(texts)),
        lambda: element("published", draw(texts)),
        lambda: element("updated", draw(texts)),
        lambda: draw(st.sampled_from(["<dc:date>x</dc:date>", "text", "<!-- c -->", "<image/>"])),
    ]
    chosen = draw(st.lists(st.sampled_from(choices), max_size=5))
    return f"<{tag}>{''.join(choice() for choice in chosen)}</{tag}>"


@st.composite
def feeds(draw: st.DrawFn) -> bytes:
    head = "<title>F</title><link>https://a.test/</link>" + draw(
        st.sampled_from(["", "<image><title>I</title><url>u</url></image>", "<x><item/></x>"])
    )
    if draw(st.booleans()):
        body = "".join(draw(st.lists(items("item"), max_size=3)))
        version = draw(st.sampled_from(["2.0", "2.0", "0.91"]))
        return f"<rss version='{version}'><channel>{head}{body}</channel></rss>".encode()
    body = "".join(draw(st.lists(items("entry"), max_size=3)))
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{head}{body}</feed>".encode()


def by_feedparser(document: bytes) -> list[tuple[str, ...]]:
    result = feedparser.parse(
        io.BytesIO(document),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    keys = ("title", "link", "id", "published", "updated")
    return [tuple(str(dict.get(e, key) or "") for key in keys) for e in result["entries"]]


def by_us(document: bytes) -> list[tuple[str, ...]] | None:
    found = read_simple(document)
    if found is None:
        return None
    return [(e.title, e.link, e.id, e.published, e.updated) for e in found]


@settings(max_examples=500, deadline=None)
@given(feeds())
def test_what_is_read_fast_is_what_feedparser_reads(document: bytes) -> None:
    found = by_us(document)
    assert found is None or found == by_feedparser(document)


RSS = (
    "<rss version='2.0' xmlns:content='c'><channel><title>F</title>"
    "<item><title>Größe &amp; 开源</title><link>https://a.test/?a=1&amp;b=2</link>"
    "<guid isPermaLink='false'>x 1</guid><pubDate>Thu, 21 May 2026 10:00:00 GMT</pubDate></item>"
    "<item><title><![CDATA[Two]]></title><guid>https://a.test/2</guid></item>"
    "</channel></rss>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>F</title>"
    "<entry><title type='html'>&lt;b&gt;One&lt;/b&gt;</title><id>tag:a.test,2026:1</id>"
    "<link rel='alternate' type='text/html' href='https://a.test/1'/>"
    "<updated>2026-05-21T10:00:00Z</updated></entry></feed>"
)


@pytest.mark.parametrize("document", [RSS, ATOM])
def test_the_common_case_is_read_fast(document: str) -> None:
    assert by_us(document.encode()) == by_feedparser(document.encode())


@pytest.mark.parametrize(
    "document",
    [
        RSS.replace("<pubDate>", "<dc:date xmlns:dc='d'>x</dc:date><pubDate>"),
        RSS.replace("Two", "\x91Two\x92"),
        RSS.replace("Two", "zwÃ¶lf"),
        RSS.replace("version='2.0'", "version='0.91'"),
        RSS.replace("<item>", "<item xml:base='https://b.test/'>"),
        RSS.replace("https://a.test/?", "/relative?"),
        ATOM.replace("type='html'", "type='xhtml'"),
        ATOM.replace("<entry>", "<entry><source><title>S</title></source>"),
        "<!DOCTYPE rss>" + RSS,
        RSS[:-10],
    ],
)
def test_anything_else_is_left_to_feedparser(document: str) -> None:
    assert read_simple(document.encode()) is None
