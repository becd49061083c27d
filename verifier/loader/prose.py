"""Documents as plain text: web pages and Markdown reduced, every place still known by its line."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from verifier.core.deadlines import Deadline, Precision, Time, find_times
from verifier.errors import UsageError
from verifier.loader.pages import is_page, read_page

LONGEST = 5_000_000
"""Bytes a document may have."""
_LONG_AGO, _LATER = date(1990, 1, 1), date(1991, 3, 5)
"""Dates are read as said then, so that none is in the past."""
_HEAD = 12
_SHORT = 100
_YEAR = re.compile(r"\b20\d\d\b|20\d\d年")
_DAY = re.compile(r"20\d\d-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Prose:
    """A document's text, and the line of the document each part of it came from."""

    text: str
    starts: tuple[int, ...]
    """Places in the text, ascending from 0, where a part begins..."""
    lines: tuple[int, ...]
    """...and the line, counted from 1, each of these parts has in the document."""
    published: date | None = None
    """The day the document itself says it is of."""

    def line_at(self, place: int) -> int:
        """Tell which line of the document a place in the text came from."""
        return self.lines[max(0, bisect_right(self.starts, place) - 1)]


def read_prose(raw: bytes, charset: str = "") -> Prose:
    """Reduce a document to its text. Raises `UsageError` for what is none, or too long."""
    if len(raw) > LONGEST:
        raise UsageError(f"the document has {len(raw)} bytes, the limit is {LONGEST}; cut it")
    if is_page(raw):
        page = read_page(raw, charset)
        starts, lines = zip(*page.marks, strict=True)
        return Prose(page.text, starts, lines, _first_day(page.dates) or _dated(page.text))
    if b"\0" in raw:
        raise UsageError("the document is no text; give a text, a Markdown file or a web page")
    text = _without_code(raw.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    return Prose(text, starts, tuple(range(1, len(starts) + 1)), _dated(text))


def _without_code(text: str) -> str:
    """Blank the code and comments of a Markdown text; every line stays where it is."""
    from markdown_it import MarkdownIt

    lines = text.split("\n")
    for token in MarkdownIt("commonmark").parse(text):
        is_comment = token.type == "html_block" and token.content.lstrip().startswith("<!--")
        if token.map and (token.type == "fence" or is_comment):
            first, after = token.map
            lines[first:after] = [""] * (after - first)
    return "\n".join(lines)


def _first_day(stamps: tuple[str, ...]) -> date | None:
    for stamp in stamps:
        if found := _DAY.match(stamp.strip()):
            try:
                return date.fromisoformat(found[0])
            except ValueError:
                continue
    return None


def _dated(text: str) -> date | None:
    """Read the day a document puts on itself: a short line near its top with a full date."""
    head = (line.strip() for line in text[: _HEAD * 1_000].split("\n"))
    short = [line for line in head if line][:_HEAD]
    days = (full_date(line) for line in short if len(line) <= _SHORT)
    return next((day for day in days if day is not None), None)


def full_date(text: str) -> date | None:
    """Read the first date that a text gives with day, month and year; None where there is none."""
    if not _YEAR.search(text):
        return None
    once, later = (
        [_day_of(time) for time in find_times(text, base)] for base in (_LONG_AGO, _LATER)
    )
    # what counts from the day it is said on is another day when said on another
    return next(
        (day for day, other in zip(once, later, strict=False) if day == other and day), None
    )


def _day_of(time: Time) -> date | None:
    answer = time.answer
    if isinstance(answer, Deadline) and answer.precision is Precision.DAY:
        return answer.latest
    return None
