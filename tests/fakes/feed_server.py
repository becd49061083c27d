"""A web server on the loopback that says whatever a test wants said, byte for byte."""

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

Route = Callable[[socket.socket, "Asked"], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Page:
    """An ordinary answer; conditional requests get a 304 when `etag` matches."""

    body: bytes = b""
    status: str = "200 OK"
    content_type: str = "application/rss+xml"
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""

    def __call__(self, connection: socket.socket, asked: Asked) -> None:
        if self.etag and asked.headers.get("if-none-match") == self.etag:
            connection.sendall(head("304 Not Modified", {"ETag": self.etag}))
            return
        headers = {
            "Content-Type": self.content_type,
            "Content-Length": str(len(self.body)),
            **({"ETag": self.etag} if self.etag else {}),
            **self.headers,
        }
        connection.sendall(head(self.status, headers) + self.body)


def head(status: str, headers: Mapping[str, str]) -> bytes:
    """Spell the head of an answer."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def redirect(location: str, status: str = "302 Found") -> Page:
    """Answer with a redirect."""
    return Page(status=status, headers={"Location": location})


class FeedServer:
    """Answers each path by its route, one request a connection, and keeps what it was asked."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []
        self._listener = socket.create_server((host, 0), backlog=128)
        self._threads: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.port: int = self._listener.getsockname()[1]
        self.origin = f"{host}:{self.port}"

    def url(self, path: str) -> str:
        """Give the address of a path."""
        return f"http://{self.origin}{path}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._open.add(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError, ValueError):
            try:
                asked = _read(connection)
                if asked is not None:
                    self.asked.append(asked)
                    missing = Page(status="404 Not Found")
                    self.routes.get(asked.path, missing)(connection, asked)
            finally:
                with self._lock:
                    self._open.discard(connection)
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_WR)


def _read(connection: socket.socket) -> Asked | None:
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65536)
        if not part:
            return None
        received += part
    first, *lines = received.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return Asked(first.split(" ")[1], headers)
