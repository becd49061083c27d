"""Sockets for the Hub that know when a reading must be over.

Timeouts of an HTTP library run from byte to byte: a server that drips holds them off for ever.
Here every wait is cut to what is left of the reading's own time.
"""

import ssl
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import httpcore2

_GZIP = 16 + zlib.MAX_WBITS


class Deadline:
    """The end of one reading, by `time.monotonic`."""

    def __init__(self) -> None:
        self.at = 0.0

    def left(self, timeout: float | None = None) -> float:
        """Give the seconds one wait may take; raises httpcore2.ReadTimeout when none are left."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time for this reading is used up")
        return left if timeout is None else min(left, timeout)


class _Stream(httpcore2.NetworkStream):
    """A connection whose every wait ends with the reading."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore2 declares it
        return self._stream.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._dialler = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(timeout)
        stream = self._dialler.connect_tcp(host, port, left, local_address, socket_options)
        return _Stream(stream, self._deadline)


@dataclass(slots=True)
class Line:
    """One connection, kept open between readings; for one reading at a time."""

    pool: httpcore2.ConnectionPool
    deadline: Deadline = field(default_factory=Deadline)

    @classmethod
    def open(cls, tls: ssl.SSLContext) -> "Line":
        """Make a line; it connects when it is first asked something."""
        deadline = Deadline()
        pool = httpcore2.ConnectionPool(
            ssl_context=tls, max_connections=1, network_backend=_Backend(deadline)
        )
        return cls(pool, deadline)


class BodyTooLarge(Exception):
    """A body longer than anything the Hub has to say."""


def body_of(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Join and decode a body as it comes; raises BodyTooLarge past `limit`, ValueError on rubbish.

    Decoding stands here because a library's own would unfold gigabytes before it can be stopped.
    """
    if encoding not in ("", "identity", "gzip"):
        raise ValueError(f"an encoding nobody asked for: {encoding[:20]}")
    decoder = zlib.decompressobj(_GZIP) if encoding == "gzip" else None
    body = bytearray()
    for chunk in chunks:
        try:
            body += decoder.decompress(chunk, limit + 1 - len(body)) if decoder else chunk
        except zlib.error as problem:
            raise ValueError("a broken gzip body") from problem
        if len(body) > limit:
            raise BodyTooLarge
    if decoder and not decoder.eof:
        raise ValueError("a gzip body without an end")
    return bytes(body)
