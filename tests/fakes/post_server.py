"""A web server on the loopback that takes posts, as a block of its own."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

_POLL = 0.01
"""Seconds until the server sees that it is over; every block's end waits for it."""


class PostServer:
    """Hands what is posted to `answer`, from the beginning of a block to its end."""

    def __init__(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.answer(self, self.rfile.read(int(self.headers["Content-Length"])))

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_POLL,))
        self.origin = f"127.0.0.1:{self._server.server_port}"
        self.over = threading.Event()
        """Set at the end: whatever an answer waits for, it waits no longer."""

    def answer(self, handler: BaseHTTPRequestHandler, sent: bytes) -> None:
        """Answer one post; called in a thread of its own."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
