"""What went over the wire in one reading: requests and their answers, without any secret.

A body is addressed by the SHA-256 of its bytes, content coding undone: the same document has the
same address however it was packed on its way.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

Headers = tuple[tuple[str, str], ...]

_LEVEL = 6
"""Of zlib: on a listing of the Hub a third smaller than level 1, in the time it takes to parse."""
_MOST_HEADERS, _LONGEST = 100, 8000

_NAMES = (
    r"(?<![a-z])(?:[a-z]*token|(?:api)?key|secret|passwd|password|pwd|auth|authorization|cookie|"
    r"sig|signature|credentials?|session|sid|jwt)(?![a-z])"
)
_SECRET = re.compile(rf"(?i){_NAMES}")
_PARAMETER = re.compile(rf"(?i)([?&;][\w.\[\]-]*?{_NAMES}[\w.\[\]-]*=)[^&#\s<>\"]+")
_LOGIN = re.compile(r"//[^/\s@<>\"]*@")
_REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Body:
    """What an answer carried."""

    sha256: str
    size: int
    """Bytes, unpacked."""
    packed: bytes = field(default=b"", repr=False)
    """The bytes by zlib; none where the body is known by its hash alone."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One GET and the answer to it. Header names and values are as they were sent."""

    url: str
    began: datetime
    ended: datetime
    status: int
    sent: Headers
    headers: Headers
    body: Body | None = None
    """None where no body was taken: only one with status 200 is."""


def pack(data: bytes) -> Body:
    """Address a body by its content, and make it small."""
    return Body(hashlib.sha256(data).hexdigest(), len(data), zlib.compress(data, _LEVEL))


def unpack(body: Body) -> bytes | None:
    """Give a body's bytes; None where they are not there, or not the ones of its address."""
    try:
        decoder = zlib.decompressobj()
        data = decoder.decompress(body.packed, body.size + 1)
    except zlib.error:
        return None
    whole = decoder.eof and not decoder.unused_data and len(data) == body.size
    return data if whole and hashlib.sha256(data).hexdigest() == body.sha256 else None


def bare_url(url: str, secrets: Iterable[str] = ()) -> str:
    """Write an address without login, and without the values of what is named like a secret."""
    return _without(_PARAMETER.sub(rf"\g<1>{_REMOVED}", _LOGIN.sub("//", url)), secrets)


def bare_headers(headers: Iterable[tuple[str, str]], secrets: Iterable[str] = ()) -> Headers:
    """Leave out cookies and credentials, and shorten what has no end."""
    kept = [
        (name[:_LONGEST], bare_url(value[:_LONGEST], secrets))
        for name, value in headers
        if not _SECRET.search(name)
    ]
    return tuple(kept[:_MOST_HEADERS])


def clock_ahead(exchanges: Iterable[Exchange]) -> timedelta:
    """By how much our clock is ahead of the servers', at least; nought where none tells its time.

    What a cache kept is as old as its Date less its Age: RFC 9111, section 4.2.3.
    """
    told = [each.began - time for each in exchanges if (time := _told_at(each)) is not None]
    return max(min(told, default=timedelta()), timedelta())


def _told_at(exchange: Exchange) -> datetime | None:
    headers = {name.casefold(): value for name, value in exchange.headers}
    try:
        date = parsedate_to_datetime(headers["date"])
        return date.astimezone(UTC) + timedelta(seconds=int(headers.get("age", "0")))
    except (KeyError, ValueError, OverflowError):
        return None


def _without(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, _REMOVED) if secret else text
    return text
