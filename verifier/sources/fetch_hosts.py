"""Politeness: few requests to one host at a time, and none while it asks to be left alone."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST_PAUSE = 86_400.0


class Hosts:
    """What is owed to each host; shared by all threads of a run. Times are `time.monotonic`."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._lock = threading.Lock()
        self._slots: dict[str, threading.Semaphore] = {}
        self._users: Counter[str] = Counter()
        self._paused: dict[str, float] = {}

    @contextmanager
    def slot(self, host: str, deadline: float) -> Iterator[None]:
        """Hold one of the host's slots; raises TimeoutError when none comes free in time."""
        with self._lock:
            slots = self._slots.setdefault(host, threading.Semaphore(self._at_once))
            self._users[host] += 1
        try:
            if not slots.acquire(timeout=max(0.0, deadline - time.monotonic())):
                raise TimeoutError(f"{host} was busy with other requests all the time")
            try:
                yield
            finally:
                slots.release()
        finally:
            self._leave(host)

    def _leave(self, host: str) -> None:
        """Forget the slots of a host that nobody uses or waits for."""
        with self._lock:
            self._users[host] -= 1
            if not self._users[host]:
                del self._users[host], self._slots[host]

    def pause(self, host: str, seconds: float) -> None:
        """Ask nothing of a host for so long."""
        until = time.monotonic() + min(seconds, _LONGEST_PAUSE)
        with self._lock:
            self._paused[host] = max(until, self._paused.get(host, 0.0))

    def paused_for(self, host: str) -> float:
        """Tell how many seconds a host still asks for; 0 when it does not."""
        with self._lock:
            return max(0.0, self._paused.get(host, 0.0) - time.monotonic())
