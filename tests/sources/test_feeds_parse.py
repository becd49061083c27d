import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fakes.hostile_feeds import DOCUMENTS, ITEM, RSS
from verifier.sources.feed_parse import Parsed, Parser, Unparsed
from verifier.sources.feed_raw import NotAFeed
from verifier.sources.feed_read import read_feed


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser(2, seconds=2) as parser:
        yield parser


def test_a_json_feed_is_a_feed_too(parser: Parser) -> None:
    document = (
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "T",'
        b'"url": "https://a.test/1", "date_published": "2026-05-21T10:00:00Z",'
        b'"content_html": "<a href=\\"https://huggingface.co/a/b\\">here</a>"}]}'
    )
    parsed = parser.parse(document, "application/feed+json")
    assert isinstance(parsed, Parsed)
    assert parsed.entries[0].title == "T"
    assert parsed.entries[0].artefacts == ("a/b",)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"   \n",
        b"<!doctype html><html><body>Log in</body></html>",
        b"<html><head><title>Just a moment...</title></head></html>",
        b"<!-- cached -->\n<HTML>",
        b'{"error": "rate limited"}',
        b'{"version": "https://jsonfeed.org/version/1.1"}',
        b"[" * 100_000,
        b"/etc/passwd",
        b"file:///etc/passwd",
        b"http://127.0.0.1/",
        b"\x1f\x8b\x08\x00",
        b"plain text",
        b"<opml version='2.0'><body/></opml>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_what_is_no_feed_is_told_apart(parser: Parser, document: bytes) -> None:
    answer = parser.parse(document, "text/xml")
    assert isinstance(answer, Unparsed)
    assert answer.fault == "not_a_feed"
    with pytest.raises(NotAFeed, match=re.escape(answer.detail)):
        read_feed(document, "text/xml")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_costs_its_own_feed_and_no_more(parser: Parser, name: str) -> None:
    began = time.monotonic()
    answer = parser.parse(DOCUMENTS[name], "text/xml")
    assert time.monotonic() - began < 2 + 10
    if isinstance(answer, Parsed):
        assert not any("root:" in entry.title for entry in answer.entries)
        assert all(len(entry.title) <= 500 for entry in answer.entries)
    else:
        assert answer.fault in {"not_a_feed", "parser_died", "parser_timeout"}
    good = parser.parse(RSS % (ITEM % b"good"), "text/xml")
    assert isinstance(good, Parsed)
    assert good.entries[0].title == "good"


def test_a_parser_that_eats_memory_is_stopped() -> None:
    with Parser(1, seconds=10, memory=80 << 20) as small:
        answer = small.parse(DOCUMENTS["100,000 broken entries"], "text/xml")
        assert isinstance(answer, Unparsed)
        assert answer.fault == "parser_died"
        assert isinstance(small.parse(RSS % (ITEM % b"good")), Parsed)


def test_good_feeds_are_read_beside_hostile_ones() -> None:
    with Parser(2, seconds=1) as parser, ThreadPoolExecutor(8) as pool:
        bad = [pool.submit(parser.parse, DOCUMENTS["3 MB of unclosed tags"]) for _ in range(2)]
        good = [pool.submit(parser.parse, RSS % (ITEM % b"%d" % n)) for n in range(50)]
        titles = [answer.entries[0].title for f in good if isinstance(answer := f.result(), Parsed)]
        assert all(isinstance(future.result(), Unparsed) for future in bad)
    assert titles == [str(number) for number in range(50)]


INTERRUPTED = """\
import time
from verifier.sources.feed_parse import Parser
with Parser(2) as parser:
    parser.parse(b"<rss version='2.0'/>")
    print("parsed", flush=True)
    time.sleep(60)
"""


def test_an_interruption_leaves_no_process_behind() -> None:
    command = [sys.executable, "-c", INTERRUPTED]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"parsed\n"
        running.send_signal(signal.SIGINT)
        assert running.wait(30) != 0
    with pytest.raises(ProcessLookupError):  # nobody is left in its group
        os.killpg(running.pid, 0)


def test_no_process_is_begun_before_there_is_something_to_parse() -> None:
    with Parser(4) as parser:
        assert parser.parsed == 0
