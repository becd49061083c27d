"""Work for the queue's jobs, in memory, that keeps account of what it was asked to do."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from verifier.queue import Stopped, Work


@dataclass(slots=True)
class Labour:
    """One run's shards, and what was done to them; a shard fails as often as it is told to."""

    run: int
    left: set[int]
    failures: dict[int, int] = field(default_factory=dict)
    refusals: int = 0
    """How often the decision fails."""
    read: list[int] = field(default_factory=list)
    given_up: list[int] = field(default_factory=list)
    decisions: int = 0
    said: list[str] = field(default_factory=list)
    before_reading: Callable[[int, Callable[[], bool]], None] = lambda _shard, _is_stopping: None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def work(self) -> Work:
        return Work(
            shard=self._shard,
            give_up=self._give_up,
            decide=self._decide,
            under_way=lambda: not self.decisions,
            tell=self.said.append,
        )

    def _shard(self, run: int, shard: int, is_stopping: Callable[[], bool]) -> bool:
        assert run == self.run
        self.before_reading(shard, is_stopping)
        if is_stopping():
            raise Stopped
        with self._lock:
            self.read.append(shard)
            if self.failures.get(shard, 0) > 0:
                self.failures[shard] -= 1
                raise ConnectionError(f"shard {shard}\nis not read")
            self.left.discard(shard)
            return not self.left

    def _give_up(self, run: int, shard: int) -> bool:
        assert run == self.run
        with self._lock:
            self.given_up.append(shard)
            self.left.discard(shard)
            return not self.left

    def _decide(self, run: int) -> None:
        assert run == self.run
        assert not self.left
        if self.refusals:
            self.refusals -= 1
            raise ConnectionError("no decision")
        self.decisions += 1
