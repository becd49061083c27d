"""Documents reduced to text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.errors import UsageError
from verifier.loader.prose import LONGEST, full_date, read_prose

PAGE = b"""<!DOCTYPE html>
<html><head><title>Acme</title>
<meta property="article:published_time" content="2025-05-28T01:02:03+08:00">
<script>var later = "We will release the weights in June.";</script></head>
<body><nav>Home</nav><article><h1>News</h1>
<p>One &amp; <b>two</b><br>three
more lines
here <i>end</i>.</p><ul><li>first</li>
<li>second</li></ul><pre>code</pre><p hidden>unseen</p><p aria-hidden="true">unseen</p>
</article><footer>Imprint</footer></body></html>"""


def test_a_page_gives_its_article_without_menus_scripts_and_code() -> None:
    text = " ".join(read_prose(PAGE).text.split())
    assert text == "News One & two three more lines here end. first second"


@pytest.mark.parametrize(
    ("word", "line"),
    [("News", 5), ("One", 6), ("two", 6), ("more", 7), ("here", 8), ("end", 8), ("second", 9)],
)
def test_every_word_of_a_page_is_known_by_its_line_in_the_source(word: str, line: int) -> None:
    prose = read_prose(PAGE)
    assert prose.line_at(prose.text.index(word)) == line


@pytest.mark.parametrize(
    "head",
    [
        b'<meta property="article:published_time" content="2025-05-28T01:02:03Z">',
        b'<meta name="DC.Date" content="2025-05-28"><meta name="date" content="2024-01-01">',
        b'<meta itemprop="datePublished" content="2025-05-28">',
        b'<meta content="nameless"><meta name="date"><meta name="date" content="2025-05-28">',
        b'<meta name="date" content="2025-99-28"><time datetime="2025-05-28T10:00">today</time>',
        b'<script type="application/ld+json">[{"a": [{"datePublished": "2025-05-28"}]}]</script>',
        b'<script type="application/ld+json">{"datePublished": 5}</script><p>May 28, 2025</p>',
        b'<script type="application/ld+json">{</script><time>now</time><p>May 28, 2025</p>',
    ],
)
def test_a_page_says_itself_when_it_appeared(head: bytes) -> None:
    page = b"<html><head>" + head + b"</head><body><p>Hello</p></body></html>"
    assert read_prose(page).published == date(2025, 5, 28)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"<nav>x</nav><main><p>In</p></main><p>Out</p>", "In"),
        (b"<article>A</article><article>B</article><p>C</p>", "A B C"),
        (b"<article>A</article><p>C</p>", "A"),
        (b"<div role=main>In</div><div>Out</div>", "In"),
    ],
)
def test_the_main_part_of_a_page_counts_and_all_of_it_where_none_is_marked(
    body: bytes, text: str
) -> None:
    assert " ".join(read_prose(b"<html><body>" + body).text.split()) == text


def test_a_fragment_of_html_is_a_page_too() -> None:
    assert read_prose(b"<div><p>One</p><p>Two</p></div>").text.split() == ["One", "Two"]


def test_a_page_in_another_character_set_is_read_by_what_the_server_says() -> None:
    assert "café" in read_prose("<html><p>café</p>".encode("latin-1"), "iso-8859-1").text


def test_pages_may_nest_as_deep_as_they_like() -> None:
    page = b"<html>" + b"<div>" * 50_000 + b"deep"
    assert read_prose(page).text.strip() == "deep"


def test_markdown_keeps_its_lines_and_loses_code_and_comments() -> None:
    text = b"# Notes\n\n```\ncode\n```\nWe.\n\n<!-- x\n y -->\n\nEnd\n\n<br>\n"
    prose = read_prose(text.replace(b"\n", b"\r\n"))
    assert prose.text.split() == ["#", "Notes", "We.", "End", "<br>"]
    assert prose.line_at(prose.text.index("We.")) == 6
    assert prose.line_at(prose.text.index("End")) == 11


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Acme news\n\nMay 28, 2025\n\nHello", date(2025, 5, 28)),
        ("---\ndate: 2025-05-28\n---\nHello", date(2025, 5, 28)),
        ("Published on 28 May 2025 by Ann\n", date(2025, 5, 28)),
        ("发布于2025年5月28日", date(2025, 5, 28)),
        ("Published in May 2025", None),
        ("On June 3 we met", None),
        ("Since 2024 we met on Friday", None),
        ("x" * 200 + " May 28, 2025", None),
        ("line\n" * 20 + "May 28, 2025", None),
        ("", None),
    ],
)
def test_a_text_says_when_it_appeared_in_a_short_line_near_its_top(
    text: str, day: date | None
) -> None:
    assert read_prose(text.encode()).published == day


def test_a_full_date_has_a_day_a_month_and_a_year() -> None:
    assert full_date("28 May 2025") == date(2025, 5, 28)
    assert full_date("May 28") is None
    assert full_date("in 2 weeks, still in 2025") is None


@pytest.mark.parametrize("raw", [b"%PDF-1.7\0\0", b"a" * (LONGEST + 1)])
def test_what_is_no_text_or_too_long_is_refused(raw: bytes) -> None:
    with pytest.raises(UsageError):
        read_prose(raw)


WORDS = "<html> <p> </p> <main> <article> <br> <pre> <!-- --> text \n ``` &amp; <b <time datetime="
MARKUP = st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map("".join).map(str.encode)


@given(st.one_of(st.binary(max_size=300), MARKUP))
def test_any_document_is_text_or_refused_and_every_place_has_a_line(raw: bytes) -> None:
    try:
        prose = read_prose(raw)
    except UsageError:
        return
    last = raw.count(b"\n") + raw.count(b"\r") + 1
    for place in range(len(prose.text) + 1):
        assert 1 <= prose.line_at(place) <= last
