"""The process a feed is parsed in: limited in memory and time, and expendable.

Speaks over its standard input, a socket: it is sent pairs of frames (the content type, the
document) and answers each pair with one frame of JSON. Anything worse than a document that is
no feed ends the process.
"""

import json
import re
import resource
import socket
import sys
from html import unescape

from verifier.core.announcements import artefacts, shows
from verifier.sources.feed_frames import receive, send
from verifier.sources.feed_raw import NotAFeed, RawEntry, RawFeed
from verifier.sources.feed_text import plain_text

_TITLE = 500
_SUMMARY = 2000
_ADDRESS = 2000
_LINK = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co|github\.com)/[^\s\"'<>()]{1,200}")
_ARTEFACTS = 50
_STAND_IN = 200


def _entry(raw: RawEntry) -> dict[str, object]:
    title, summary = plain_text(raw.title, _TITLE), plain_text(raw.summary, _SUMMARY)
    link = raw.link.strip()[:_ADDRESS]
    named = _LINK.findall(unescape(f"{raw.summary}\n{raw.content}"))
    return {
        "title": title or summary[:_STAND_IN],
        "link": link,
        "id": raw.id.strip()[:_ADDRESS],
        "published": raw.published.strip()[:100],
        "updated": raw.updated.strip()[:100],
        "shows": shows(title, summary, link),
        "artefacts": artefacts((link, *named))[:_ARTEFACTS],
    }


def _answer(feed: RawFeed) -> bytes:
    return json.dumps(
        {"entries": [_entry(raw) for raw in feed.entries], "fault": feed.fault}
    ).encode()


def main(memory: int, seconds: int) -> None:
    """Serve until the other side hangs up. `memory` in bytes, `seconds` of CPU a document."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from verifier.sources.feed_read import read_feed  # under the limits already

    with socket.socket(fileno=0) as connection:
        while (content_type := receive(connection)) is not None:
            document = receive(connection)
            if document is None:
                return
            used = resource.getrusage(resource.RUSAGE_SELF)
            allowed = int(used.ru_utime + used.ru_stime) + 1 + seconds
            resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
            try:
                reply = _answer(read_feed(document, content_type.decode("latin-1")))
            except NotAFeed as problem:
                reply = json.dumps({"not_a_feed": str(problem)}).encode()
            send(connection, reply)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
