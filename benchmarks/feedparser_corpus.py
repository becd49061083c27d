"""feedparser's own test documents, read as feeds of strangers would be.

    python benchmarks/feedparser_corpus.py [SDIST]

Takes feedparser's source archive, downloads it by pip where none is named, reads every document
in it through the limited processes, and compares each title, link and date with what feedparser
itself makes of the same bytes. Prints what differs; the exit code is 1 where a process died.
"""

import io
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import feedparser

from verifier.sources.feed_parse import Parsed, Parser
from verifier.sources.feed_raw import NotAFeed
from verifier.sources.feed_read import read_feed
from verifier.sources.feed_text import to_utf8

HEADERS = {"content-type": "application/xml; charset=utf-8"}
SUFFIXES = {".xml", ".z", ".gz", ".html", ".atom", ".rss", ".json", ".dat"}


def documents(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Give every test document by its name."""
    with tarfile.open(archive) as sdist:
        for member in sdist:
            path = Path(member.name)
            if member.isfile() and "tests" in path.parts and path.suffix in SUFFIXES:
                content = sdist.extractfile(member)
                if content is not None:
                    yield "/".join(path.parts[2:]), content.read()


def download(folder: Path) -> Path:
    """Fetch the source archive from the package registry."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    wanted = ["--no-binary", "feedparser", f"feedparser=={feedparser.__version__}"]
    subprocess.run([*pip, *wanted, "--dest", str(folder)], check=True)
    return next(folder.glob("feedparser-*.tar.gz"))


Entries = list[tuple[str, ...]]


def directly(body: bytes) -> Entries:
    """Read a document with feedparser alone."""
    result = feedparser.parse(
        io.BytesIO(to_utf8(body)),
        response_headers=HEADERS,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    keys = ("title", "link", "published", "updated")
    entries = result["entries"] if result["version"] else []
    return [tuple(str(dict.get(entry, key) or "") for key in keys) for entry in entries]


def here(body: bytes) -> Entries:
    """Read a document as the workers do."""
    try:
        entries = read_feed(body).entries
    except NotAFeed:
        return []
    return [(entry.title, entry.link, entry.published, entry.updated) for entry in entries]


def is_same(expected: Entries, found: Entries) -> bool:
    """Compare; a link is taken from elsewhere where feedparser finds none."""
    return len(expected) == len(found) and all(
        one == other or (not one[1] and one == (other[0], "", *other[2:]))
        for one, other in zip(expected, found, strict=True)
    )


def main(archive: Path) -> int:
    """Read them all."""
    began = time.perf_counter()
    outcomes: Counter[str] = Counter()
    same = read = 0
    with Parser(2) as parser:
        for name, body in documents(archive):
            answer = parser.parse(body, "")
            outcomes[answer.fault or "read"] += 1
            expected = directly(body)
            if expected or (isinstance(answer, Parsed) and answer.entries):
                read += 1
                found = here(body)
                same += is_same(expected, found)
                if not is_same(expected, found):
                    print(f"differs: {name}\n  feedparser: {expected[:2]}\n  here: {found[:2]}")
    seconds = time.perf_counter() - began
    print(f"{outcomes.total()} documents in {seconds:.1f} s: {dict(outcomes.most_common())}")
    print(f"{same} of {read} with entries read as feedparser reads them")
    return 1 if outcomes["parser_died"] or outcomes["parser_timeout"] else 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(download(Path(folder))))
