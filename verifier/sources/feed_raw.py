"""What a document holds, before any of it is judged: shared by the readers of all formats."""

from dataclasses import dataclass


class NotAFeed(Exception):
    """The document is no feed; the message says what it looks like."""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry's texts as the document has them: markup, odd dates and all."""

    title: str
    link: str
    id: str
    published: str
    updated: str
    summary: str
    content: str


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A document's entries in its own order; `fault` says why they may not be all."""

    entries: tuple[RawEntry, ...]
    fault: str = ""
