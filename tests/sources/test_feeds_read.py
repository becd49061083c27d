import io
import json
from contextlib import suppress
from xml.sax.saxutils import escape, quoteattr

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.hostile_feeds import ITEM, RSS
from verifier.sources.feed_prune import MAX_ENTRIES, prune
from verifier.sources.feed_raw import NotAFeed, RawFeed
from verifier.sources.feed_read import read_feed
from verifier.sources.feed_text import plain_text

# What a feed's authors write into it.

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), max_size=40
) | st.sampled_from(
    [
        "Open weights",
        "A <b>bold</b> claim",
        "R&D &amp; more",
        "50 % &lt; 100 %",
        "模型 开源",
        "Ã©tÃ©",
        "it\u2019s here",
        "a\n  b",
        "]]&gt;",
        "</title>",
        "&copy; &nbsp; &#8211;",
    ]
)


def written(text: str, style: int) -> str:
    """Write a text as one of the ways XML has for it."""
    if style == 0:
        return "<![CDATA[" + text.replace("]]>", "") + "]]>"
    if style == 1:
        return escape(text)
    return escape(escape(text))


@st.composite
def elements(draw: st.DrawFn, name: str, kinds: tuple[str, ...] = ("",)) -> str:
    kind = draw(st.sampled_from(kinds))
    attribute = f" type={quoteattr(kind)}" if kind else ""
    body = written(draw(texts), draw(st.integers(0, 2)))
    if kind == "xhtml":
        body = f"<div xmlns='http://www.w3.org/1999/xhtml'><p>{escape(body)}</p></div>"
    return f"<{name}{attribute}>{body}</{name}>"


dates = st.sampled_from(
    ["Thu, 21 May 2026 10:00:00 GMT", "2026-05-21T10:00:00Z", "May 21, 2026", "", "soon"]
)
noise = st.sampled_from(
    [
        "<category>ai</category>",
        "<category term='ml'/>",
        "<author><name>A &amp; B</name></author>",
        "<dc:creator>Bo</dc:creator>",
        "<comments>https://a.test/c</comments>",
        "<enclosure url='https://a.test/x.mp3' type='audio/mpeg' length='1'/>",
        "<media:content url='https://a.test/x.png'><media:title>Pic</media:title></media:content>",
        "<media:thumbnail url='https://a.test/x.png' alt='a > b'/>",
        "<source url='https://b.test/'>Other</source>",
        "<source><title>Source</title><id>s</id></source>",
        "<image><title>Image</title><url>https://a.test/i.png</url></image>",
        "<!-- <item> -->",
        "<category>x<image><title>Odd</title></image></category>",
    ]
)


@st.composite
def items(draw: st.DrawFn, tag: str) -> str:
    kinds = ("", "html", "text", "xhtml") if tag == "entry" else ("",)
    parts = [
        draw(elements("title", kinds)),
        f"<pubDate>{draw(dates)}</pubDate>",
        f"<updated>{draw(dates)}</updated>",
        f"<published>{draw(dates)}</published>",
        f"<guid isPermaLink='{draw(st.sampled_from(['true', 'false']))}'>https://a.test/g</guid>",
        "<id>tag:a.test,2026:1</id>",
        "<link>https://a.test/?a=1&amp;b=2</link>",
        "<link rel='alternate' href='https://a.test/alt'/>",
        "<link rel='enclosure' href='https://a.test/file'/>",
        draw(elements("description")),
        draw(elements("summary", kinds)),
        draw(elements("content", kinds)),
        draw(elements("content:encoded")),
        draw(noise),
        draw(noise),
    ]
    chosen = draw(st.lists(st.sampled_from(parts), max_size=len(parts), unique=True))
    return f"<{tag}>{''.join(chosen)}</{tag}>"


@st.composite
def feeds(draw: st.DrawFn) -> bytes:
    spaces = (
        "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:media='http://search.yahoo.com/mrss/'"
    )
    if draw(st.booleans()):
        head, tag, end = f"<rss version='2.0' {spaces}><channel>", "item", "</channel></rss>"
    else:
        head, tag, end = f"<feed xmlns='http://www.w3.org/2005/Atom' {spaces}>", "entry", "</feed>"
    start = "<title>The feed</title><link>https://a.test/</link>"
    body = draw(st.lists(items(tag), max_size=5))
    return f"{head}{start}{''.join(body)}{end}".encode()


@settings(max_examples=150, deadline=None)
@given(feeds())
def test_a_feed_without_its_bulk_reads_as_feedparser_reads_it_whole(document: bytes) -> None:
    whole = feedparser.parse(
        io.BytesIO(document),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    pruned = prune(document)
    assert pruned is not None
    expected = [
        tuple(str(dict.get(entry, key) or "") for key in ("title", "published", "updated", "id"))
        for entry in whole["entries"]
    ]
    found = read_feed(document).entries
    assert [(e.title, e.published, e.updated, e.id) for e in found] == expected
    links = [str(dict.get(entry, "link") or "") for entry in whole["entries"]]
    assert [e.link for e, link in zip(found, links, strict=True) if link] == list(
        filter(None, links)
    )


def test_the_texts_taken_out_are_kept_for_their_words_and_links() -> None:
    document = RSS % (
        b"<item><title>t</title><description>Weights: &lt;a href='https://huggingface.co/a/b'&gt;"
        b"</description></item>"
    )
    entry = read_feed(document).entries[0]
    assert entry.summary == "Weights: <a href='https://huggingface.co/a/b'>"


def test_links_within_inline_markup_are_kept() -> None:
    document = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><content type='xhtml'>"
        b"<div xmlns='http://www.w3.org/1999/xhtml'><a href='https://github.com/a/b'>b</a></div>"
        b"</content></entry></feed>"
    )
    assert "https://github.com/a/b" in read_feed(document).entries[0].content


def json_feed(*items: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode()


def test_a_json_item_is_read_by_what_it_has() -> None:
    texts = {"content_html": "<p>c</p>", "external_url": "https://b.test/", "date_modified": "d"}
    (entry,) = read_feed(json_feed({"id": 7, "title": None, **texts})).entries
    assert (entry.title, entry.link, entry.id, entry.updated) == ("", "https://b.test/", "", "d")
    assert (entry.summary, entry.content) == ("<p>c</p>", "<p>c</p>")
    (short,) = read_feed(json_feed({"summary": "s", "content_text": "c", "url": "u"})).entries
    assert (short.summary, short.content, short.link) == ("s", "c", "u")


def test_a_json_feed_with_items_that_are_none_or_too_many_is_not_whole() -> None:
    assert fault(json_feed()) == (0, "")
    assert fault(json_feed({"id": "1"}, "two")) == (1, "malformed")
    assert fault(json_feed(*[{"id": "1"}] * MAX_ENTRIES)) == (MAX_ENTRIES, "")
    assert fault(json_feed(*[{}] * (MAX_ENTRIES + 1))) == (MAX_ENTRIES, "too_many_entries")


@pytest.mark.parametrize(
    ("document", "content_type"),
    [
        ("<rss><item><title>Café</title></item></rss>".encode(), ""),
        ("<rss><item><title>Café</title></item></rss>".encode(), "text/xml"),
        ("<rss><item><title>Café</title></item></rss>".encode(), "text/xml; charset=latin-1"),
        ("<rss><item><title>Café</title></item></rss>".encode("latin-1"), "text/xml"),
        ("<rss><item><title>Café</title></item></rss>".encode(), "text/xml; charset=punycode"),
        ("<rss><item><title>Café</title></item></rss>".encode(), "text/xml; charset=undefined"),
        ("<rss><item><title>Café</title></item></rss>".encode("utf-16"), ""),
        ("\ufeff<rss><item><title>Café</title></item></rss>".encode(), "text/xml"),
        (
            "<?xml version='1.0' encoding='windows-1252'?>"
            "<rss><item><title>Café</title></item></rss>".encode("cp1252"),
            "application/rss+xml",
        ),
        (
            b"<?xml version='1.0' encoding='undefined'?>"
            + "<rss><item><title>Café</title></item></rss>".encode("cp1252"),
            "application/rss+xml; charset=punycode",
        ),
    ],
)
def test_a_wrong_or_missing_or_malicious_charset_garbles_nothing(
    document: bytes, content_type: str
) -> None:
    assert read_feed(document, content_type).entries[0].title == "Café"


def test_chinese_charsets_are_read() -> None:
    document = "<?xml version='1.0' encoding='gb2312'?><rss><item><title>开源</title></item></rss>"
    assert read_feed(document.encode("gb18030")).entries[0].title == "开源"
    assert read_feed(document.encode("gb18030"), "text/xml; charset=gbk").entries[0].title == "开源"


def fault(document: bytes) -> tuple[int, str]:
    feed: RawFeed = read_feed(document)
    return len(feed.entries), feed.fault


def test_a_feed_that_breaks_off_is_not_whole() -> None:
    whole = RSS % (ITEM % b"a" + ITEM % b"b")
    assert fault(whole) == (2, "")
    assert fault(whole[:-7])[1] == "truncated"
    assert fault(whole[:-30])[1] == "truncated"
    assert fault(whole[: len(whole) // 2])[1] == "truncated"


def test_a_feed_with_an_undefined_entity_is_whole_and_keeps_its_titles() -> None:
    document = RSS % (ITEM % b"Open&nbsp;weights" + ITEM % b"b")
    assert fault(document) == (2, "")
    assert plain_text(read_feed(document).entries[0].title, 100) == "Open weights"


def test_a_broken_feed_that_loses_entries_is_not_whole() -> None:
    document = RSS % (ITEM % b"a" + b"<item><title>b</title><![CDATA[ </item>" + ITEM % b"&nbsp;c")
    assert fault(document)[1] in {"malformed", "truncated"}


def test_a_feed_without_entries_is_a_feed() -> None:
    assert fault(RSS % b"") == (0, "")


def test_only_so_many_entries_are_read() -> None:
    assert fault(RSS % (ITEM % b"a" * MAX_ENTRIES)) == (MAX_ENTRIES, "")
    assert fault(RSS % (ITEM % b"a" * (MAX_ENTRIES + 1))) == (MAX_ENTRIES, "too_many_entries")
    assert fault(RSS % (ITEM % b"a&nbsp;" * (MAX_ENTRIES + 1)))[1] == "too_many_entries"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_not_a_feed(document: bytes) -> None:
    with suppress(NotAFeed):
        assert isinstance(read_feed(b"<rss>" + document, "text/xml"), RawFeed)
