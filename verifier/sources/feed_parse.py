"""Parsing feeds in processes that may die: a hostile document costs its own feed and no more."""

import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from verifier.core.evidence import Shows
from verifier.sources.feed_frames import receive, send

_MEGABYTE = 1 << 20
_DEADLY = frozenset({"parser_timeout", "parser_died"})


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One entry: addresses and dates still as the feed wrote them."""

    title: str
    """Plain text; the beginning of the summary where there is no title."""
    link: str
    id: str
    published: str
    updated: str
    shows: Shows
    artefacts: tuple[str, ...]
    """The artefacts its address and text link to."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A recognised feed's entries in its own order; `fault` says why they may not be all."""

    entries: tuple[ParsedEntry, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Unparsed:
    """No usable feed: a stable code ("not_a_feed", "parser_died", ...) and words for it."""

    fault: str
    detail: str


class _Worker:
    """One process and the socket to it."""

    def __init__(self, memory: int, seconds: float) -> None:
        self._socket, theirs = socket.socketpair()
        command = [sys.executable, "-m", "verifier.sources.feed_worker"]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no outside words
                [*command, str(memory), str(max(1, round(seconds)))],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.defpath},
            )

    def ask(self, body: bytes, content_type: str, seconds: float) -> bytes | None:
        """Have one document parsed; None if the process died over it. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        try:
            for frame in (content_type.encode("latin-1", "replace"), body):
                self._socket.settimeout(max(0.01, deadline - time.monotonic()))
                send(self._socket, frame)
            self._socket.settimeout(max(0.01, deadline - time.monotonic()))
            return receive(self._socket)
        except TimeoutError:
            raise
        except OSError:
            return None

    def is_alive(self) -> bool:
        """Tell whether the process still runs; one that does not is cleared away."""
        if self._process.poll() is None:
            return True
        self._socket.close()
        return False

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._socket.close()
        self._process.kill()
        self._process.wait()


class Parser:
    """A few worker processes, begun when first needed and replaced when they die.

    `seconds` bound one document, in CPU and on the clock; `memory` bounds a process, in bytes.
    Safe to use from many threads; each waits for a process that is free.
    """

    def __init__(
        self, workers: int, *, seconds: float = 10.0, memory: int = 512 * _MEGABYTE
    ) -> None:
        self._seconds = seconds
        self._memory = memory
        self._free: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        self._workers = workers
        for _ in range(workers):
            self._free.put(None)
        self._lock = threading.Lock()
        self.parsed = 0
        """How many documents were parsed so far."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process; waits for those at work."""
        for _ in range(self._workers):
            worker = self._free.get()
            if worker is not None:
                worker.end()
        for _ in range(self._workers):
            self._free.put(None)

    def parse(self, body: bytes, content_type: str = "") -> Parsed | Unparsed:
        """Parse one document; a bad one is an answer, never an exception."""
        with self._lock:
            self.parsed += 1
        worker = self._free.get()
        try:
            if worker is None or not worker.is_alive():
                worker = _Worker(self._memory, self._seconds)
            answer = self._ask(worker, body, content_type)
            if answer.fault in _DEADLY:
                worker.end()
                worker = None
            return answer
        finally:
            self._free.put(worker)

    def _ask(self, worker: _Worker, body: bytes, content_type: str) -> Parsed | Unparsed:
        try:
            reply = worker.ask(body, content_type, self._seconds)
        except TimeoutError:
            return Unparsed("parser_timeout", f"parsing took longer than {self._seconds:g} s")
        if reply is None:
            return Unparsed("parser_died", "parsing took more memory or time than allowed")
        return _understood(reply)


def _understood(reply: bytes) -> Parsed | Unparsed:
    answer = json.loads(reply)
    if "not_a_feed" in answer:
        return Unparsed("not_a_feed", str(answer["not_a_feed"]))
    return Parsed(tuple(map(_entry, answer["entries"])), answer["fault"])


def _entry(entry: dict[str, Any]) -> ParsedEntry:
    return ParsedEntry(
        title=entry["title"],
        link=entry["link"],
        id=entry["id"],
        published=entry["published"],
        updated=entry["updated"],
        shows=Shows(entry["shows"]),
        artefacts=tuple(entry["artefacts"]),
    )
