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

from verifier.sources.feed_parse import Parsed, Parser, Unparsed
from verifier.sources.feed_text import plain_text, to_utf8

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


def directly(body: bytes) -> list[tuple[str, str, str, str]]:
    """Read a document with feedparser alone, in this process."""
    result = feedparser.parse(
        io.BytesIO(to_utf8(body)),
        response_headers=HEADERS,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    keys = ("title", "link", "published", "updated")
    found = []
    for entry in result["entries"] if result["version"] else []:
        title, *rest = (str(dict.get(entry, key) or "").strip() for key in keys)
        found.append((plain_text(title, 500), rest[0][:2000], rest[1][:100], rest[2][:100]))
    return found


def compare(name: str, body: bytes, parsed: Parsed) -> bool:
    """Tell whether a document reads the same both ways; print it where it does not."""
    expected = directly(body)
    found = [(e.title, e.link, e.published, e.updated) for e in parsed.entries]
    same = len(expected) == len(found) and all(
        one[0] == other[0] and (one[1] or other[1]) == other[1] and one[2:] == other[2:]
        for one, other in zip(expected, found, strict=True)
    )
    if not same:
        print(f"differs: {name}\n  feedparser: {expected[:2]}\n  here:       {found[:2]}")
    return same


def main(archive: Path) -> int:
    """Read them all."""
    began = time.perf_counter()
    outcomes: Counter[str] = Counter()
    same = read = 0
    with Parser(2) as parser:
        for name, body in documents(archive):
            answer = parser.parse(body, "")
            outcomes[answer.fault or "read"] += 1
            if isinstance(answer, Unparsed):
                answer = Parsed(())
            elif not answer.entries:
                continue
            if answer.entries or directly(body):
                read += 1
                same += compare(name, body, answer)
    seconds = time.perf_counter() - began
    print(f"{outcomes.total()} documents in {seconds:.1f} s: {dict(outcomes.most_common())}")
    print(f"{same} of {read} with entries read as feedparser reads them")
    return 1 if outcomes["parser_died"] or outcomes["parser_timeout"] else 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(download(Path(folder))))
