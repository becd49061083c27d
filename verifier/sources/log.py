"""Writing down what one reading asks and is answered, within bounds, as it happens."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from verifier.core.exchanges import Body, Exchange, bare_headers, bare_url, pack

_ROOM = 8 * 1024 * 1024
"""Bytes of packed bodies a reading may hold; those past it are known by their hash alone."""

Pairs = Iterable[tuple[bytes | str, bytes | str]]


@dataclass(slots=True)
class Answered:
    """What came back of one request, so far."""

    status: int = 0
    headers: Pairs = ()
    body: bytes | None = None


class Log:
    """One reading's exchanges in order. `began` (UTC) is the reading's own beginning.

    `secrets` are words that appear nowhere in what is kept.
    """

    def __init__(self, began: datetime, secrets: Iterable[str] = ()) -> None:
        self._began = began
        self._start = time.monotonic()
        self._secrets = tuple(filter(None, secrets))
        self._room = _ROOM
        self._exchanges: list[Exchange] = []

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """What was answered so far."""
        return tuple(self._exchanges)

    @contextmanager
    def asking(self, url: str, sent: Pairs) -> Iterator[Answered]:
        """Write down one request, and what its answer was by the end of the block."""
        began, answered = self._now(), Answered()
        try:
            yield answered
        finally:
            if answered.status:
                exchange = Exchange(
                    url=bare_url(url, self._secrets),
                    began=began,
                    ended=self._now(),
                    status=answered.status,
                    sent=bare_headers(_texts(sent), self._secrets),
                    headers=bare_headers(_texts(answered.headers), self._secrets),
                    body=None if answered.body is None else self._body(answered.body),
                )
                self._exchanges.append(exchange)

    def _now(self) -> datetime:
        return self._began + timedelta(seconds=time.monotonic() - self._start)

    def _body(self, data: bytes) -> Body:
        body = pack(data)
        told = any(secret.encode() in data for secret in self._secrets)
        if told or len(body.packed) > self._room:
            return replace(body, packed=b"")
        self._room -= len(body.packed)
        return body


def _texts(pairs: Pairs) -> Iterator[tuple[str, str]]:
    for name, value in pairs:
        yield _text(name), _text(value)


def _text(word: bytes | str) -> str:
    return word if isinstance(word, str) else word.decode("latin-1")
