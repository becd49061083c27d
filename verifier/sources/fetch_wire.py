"""One request on the wire and its answer, bounded as it arrives."""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from ssl import SSLContext
from typing import Self
from urllib.parse import quote, urlsplit

import httpcore
from ssrfguard import Target

from verifier.sources.fetch_body import BadBody, read_gzip, read_plain
from verifier.sources.fetch_guard import GuardedBackend
from verifier.sources.log import Answered, Log

BODY_LIMIT = 5_000_000
"""Bytes, received as well as decoded."""
_OK = 200
_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the body only with status 200, header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Line:
    """A thread's own connections, and the backend that guards them."""

    backend: GuardedBackend
    pool: httpcore.ConnectionPool

    @classmethod
    def to(cls, backend: GuardedBackend, tls: SSLContext) -> Self:
        """Open a line. No connection outlives its request: each is judged when it is dialled."""
        pool = httpcore.ConnectionPool(
            ssl_context=tls, max_connections=1, max_keepalive_connections=0, network_backend=backend
        )
        return cls(backend, pool)


def ask(
    line: Line, target: Target, url: str, headers: Mapping[str, str], log: Log | None = None
) -> Answer:
    """Send one request; the address is rebuilt from what was admitted, never taken from `url`.

    Raises BadBody, TimeoutError, OSError, SSRFGuardError and httpcore's errors.
    """
    line.backend.left()
    host = f"[{target.host}]" if ":" in target.host else target.host
    if target.port != _PORTS[target.scheme]:
        host = f"{host}:{target.port}"
    split = urlsplit(url)
    query = f"?{quote(split.query, safe=_SAFE)}" if split.query else ""
    address = httpcore.URL(
        scheme=target.scheme.encode(),
        host=target.host.encode(),
        port=target.port,
        target=f"{quote(split.path or '/', safe=_SAFE)}{query}".encode(),
    )
    sent: list[tuple[bytes | str, bytes | str]] = [
        ("Host", host),
        ("Connection", "close"),
        *headers.items(),
    ]
    logged = log.asking(bytes(address).decode("ascii"), sent) if log else nullcontext(Answered())
    with logged as told, line.pool.stream("GET", address, headers=sent) as response:
        told.status, told.headers = response.status, response.headers
        answer = Answer(response.status, _plain(response.headers))
        if response.status != _OK:
            return answer
        told.body = _body(response.iter_stream(), answer.headers)
        return replace(answer, body=told.body)


def _plain(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1")[:1000] for name, value in headers
    }


def _body(chunks: Iterable[bytes], headers: Mapping[str, str]) -> bytes:
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > BODY_LIMIT:
        raise BadBody("too_large", f"announces {length} bytes, more than {BODY_LIMIT}")
    match headers.get("content-encoding", "").strip().lower():
        case "" | "identity":
            return read_plain(chunks, BODY_LIMIT)
        case "gzip" | "x-gzip":
            return read_gzip(chunks, BODY_LIMIT)
        case other:
            raise BadBody("bad_encoding", f"sends {other!r}, which was not asked for")
