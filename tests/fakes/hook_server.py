"""A web hook on the loopback: keeps what it is sent, and answers as it is told."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.fakes.post_server import PostServer


class HookServer(PostServer):
    """Takes JSON by POST; `status` is its answer, `before` is called before it gives one."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[dict[str, Any]] = []
        self.status = 200
        self.before: Callable[[], None] = lambda: None

    @property
    def address(self) -> str:
        """The hook as Apprise names it, with a password."""
        return f"json://verifier:sesame@{self.origin}/hook"

    @property
    def texts(self) -> list[str]:
        """The bodies of the messages that were taken."""
        return [each["message"] for each in self.got]

    def answer(self, handler: BaseHTTPRequestHandler, sent: bytes) -> None:
        """Keep a message, and say what is to be said."""
        self.got.append(json.loads(sent))
        self.before()
        handler.send_response(self.status)
        handler.end_headers()
