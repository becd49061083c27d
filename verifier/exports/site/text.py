"""Text on a page: what strangers wrote stays text, and dates read as in a newspaper."""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from verifier.exports.headline import long_day
from verifier.exports.wording import stamp

_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]"
)
_DIRECTIONS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TOLD = re.compile(
    r"(?P<url>https?://[^\s<>\"']*[^\s<>\"'.,;:)\]])"
    r"|(?<![\w-])(?P<day>\d{4}-\d\d-\d\d)(?: (?P<time>\d\d:\d\d(?::\d\d)?) UTC)?(?![\w-])"
)

_REMEMBERED = 4096
"""Texts whose markup is kept at hand: the same words stand on page after page."""


def clean(text: str) -> str:
    """Drop what no page can show, and what makes text read otherwise than it is written.

    Control characters, halves of surrogate pairs, overrides of direction: words of any script
    are ordered rightly without these.
    """
    return _CONTROLS.sub("", text)


def bare(text: str) -> str:
    """Put text on one line without marks of direction: for titles and attributes."""
    return " ".join(_DIRECTIONS.sub("", clean(text)).split())


@lru_cache(maxsize=_REMEMBERED)
def said(text: str) -> Markup:
    """Set a stranger's words apart, so that their direction turns nothing around them."""
    return _html(f"<bdi>{escape(clean(text))}</bdi>")


def _html(text: str) -> Markup:
    """Take text for markup: every stranger's word in it was escaped before."""
    return Markup(text)  # noqa: S704 - see above; `Markup.format` takes ten times as long


@lru_cache(maxsize=_REMEMBERED)
def day(value: date | None) -> Markup:
    """Write a day for a reader, with the machine's form beside it."""
    if value is None:
        return Markup("")
    return _html(f'<time datetime="{value.isoformat()}">{long_day(value)}</time>')


@lru_cache(maxsize=_REMEMBERED)
def moment(value: datetime | None) -> Markup:
    """Write an instant for a reader, in UTC, to the minute or the second."""
    if value is None:
        return Markup("")
    return _html(f'<time datetime="{stamp(value)}">{long_moment(value)}</time>')


def long_moment(value: datetime) -> str:
    """Write an instant in words: "12 June 2025, 12:00 UTC"."""
    at = value.astimezone(UTC)
    clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    return f"{long_day(at.date())}, {clock} UTC"


def address(url: str) -> str:
    """Give a web address that may be linked, "" for anything else (`javascript:`, a place)."""
    url = clean(url).strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


def host(url: str) -> str:
    """Name the site an address leads to."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@lru_cache(maxsize=_REMEMBERED)
def prose(text: str) -> Markup:
    """Turn a told sentence into text for a page: dates in words, addresses as links."""
    parts: list[Markup] = []
    text = clean(text)
    position = 0
    for found in _TOLD.finditer(text):
        parts += [escape(text[position : found.start()]), _told(found)]
        position = found.end()
    parts.append(escape(text[position:]))
    return _html(f"<bdi>{''.join(parts)}</bdi>")


def _told(found: re.Match[str]) -> Markup:
    if url := found["url"]:
        if not address(url):
            return escape(url)
        return _html(
            f'<a class="url" href="{escape(url)}" rel="nofollow noopener">{escape(url)}</a>'
        )
    try:
        whole = datetime.fromisoformat(f"{found['day']}T{found['time'] or '00:00'}+00:00")
    except ValueError:
        return escape(found[0])
    return moment(whole) if found["time"] else day(whole.date())
