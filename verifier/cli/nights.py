"""What a worker's jobs do: sweep one shard of a shared run, or judge the run at its end."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

from verifier.cli.clock import now
from verifier.cli.output import say, say_json, tell
from verifier.cli.resolve import code_of
from verifier.cli.stamping import stamp
from verifier.cli.wiring import online
from verifier.core.dues import Ends, ends_by_place
from verifier.core.sweeps import Failed, settle
from verifier.errors import StoreError
from verifier.exports import summary
from verifier.ports import Source
from verifier.resolver import Summary, Swept, Tracer, breaker, decide, end, sweep
from verifier.settings import Settings
from verifier.store import SqlStore
from verifier.store.shared import SharedRun

if TYPE_CHECKING:
    from verifier.queue import Work

_ANONYMOUS, _KNOWN = 500, 1000
"""Requests the Hub answers in 5 minutes: for an address, and for whoever shows a free token."""

_TRACE = "trace:"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is the same for all shards of a run."""

    sources: Mapping[str, Source]
    ends: Ends
    tracer: Tracer | None


class Nights:
    """The work of one worker; its methods are called from several threads."""

    def __init__(self, store: SqlStore, settings: Settings, *, as_json: bool) -> None:
        self._store = store
        self._settings = settings
        self._as_json = as_json
        self._lock = threading.Lock()
        self._stack = ExitStack()
        self._plans: dict[int, _Plan] = {}
        self.code = 0
        """The exit code of the last run judged here."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def work(self) -> "Work":
        """Give the jobs what they do."""
        from verifier.queue import Work

        return Work(
            shard=self._shard,
            give_up=self._give_up,
            decide=self._decide,
            under_way=lambda: self._store.shared.under_way() is not None,
            tell=lambda line: tell(f"verifier: {line}"),
        )

    def _shard(self, run: int, shard: int, is_stopping: Callable[[], bool]) -> bool:
        """Read what the run has not read of a shard; tell whether all shards are done."""
        from verifier.queue import Stopped

        def step(_what: str, _done: int, _total: int) -> None:
            if is_stopping():
                raise Stopped

        if self._current(run) is None:
            return False
        plan, workers = self._plan(run), self._settings.workers
        places = self._store.shared.sources(run, shard)
        sources = [plan.sources[place] for place in places if place in plan.sources]
        sweep(self._store, sources, run, ends=plan.ends, workers=workers, progress=step)
        gone = [place for place in places if place not in plan.sources]
        return self._fail(run, shard, gone, "no lab names it any more")

    def _give_up(self, run: int, shard: int) -> bool:
        """Count what the run has not read of a shard as failed."""
        if self._current(run) is None:
            return False
        places = self._store.shared.sources(run, shard)
        return self._fail(run, shard, places, "every worker that tried to read it failed")

    def _fail(self, run: int, shard: int, places: Sequence[str], why: str) -> bool:
        for place in places:
            at = now()
            reading = Failed(at, at, "given_up", why, requests=0)
            settled = settle(place, reading, self._store.memory(place))
            self._store.keep(place, settled, run, once=True)
        return self._store.shared.finish(run, shard)

    def _decide(self, run: int) -> None:
        """Judge the run by all that was read, unless that was done already."""
        with self._store.alone(now(), shared=True):
            night = self._current(run)
            if night is None:
                return
            done = self._judge(night)
            stamp(self._settings, self._store, done.head)
        self.code = code_of(done)
        if self._as_json:
            say_json(summary.as_data(done))
        else:
            say(summary.as_text(done))

    def _judge(self, night: SharedRun) -> Summary:
        store, run = self._store, night.run
        order = {place: number for number, place in enumerate(store.shared.sources(run))}
        read = [each for each in store.swept(run) if not each.source.startswith(_TRACE)]
        sweeps = tuple(sorted(read, key=lambda each: order.get(each.source, -1)))
        facts = store.shared.facts(run)
        tracer = self._plan(run).tracer
        swept = Swept(sweeps, facts)
        decided = decide(
            store, run, clock=now, as_of=night.as_of, tracer=tracer, check=breaker(swept)
        )
        return end(store, run, swept, decided, now)

    def _current(self, run: int) -> SharedRun | None:
        """Give the run if it is the one under way: a job may outlive its run."""
        night = self._store.shared.under_way()
        return night if night is not None and night.run == run else None

    def _plan(self, run: int) -> _Plan:
        """Set up what a run reads, once for all its shards: labs and claims are the run's."""
        from verifier.loader import Catalogue

        with self._lock:
            if run not in self._plans:
                self._stack.close()
                labs, claims = self._store.labs(), tuple(self._store.claims())
                catalogue = Catalogue(tuple(labs.values()), claims)
                world = self._stack.enter_context(online(self._settings, catalogue, self._turn))
                sources = {source.id: source for source in world.sources}
                self._plans = {run: _Plan(sources, ends_by_place(claims, labs), world.tracer)}
            return self._plans[run]

    def _turn(self) -> None:
        """Wait until the quota of all workers lets one more request to the Hub out."""
        settings = self._settings
        limit = settings.hub_quota or (_KNOWN if settings.hub_token else _ANONYMOUS)
        with suppress(StoreError):  # the Hub refuses what is too much by itself
            time.sleep(self._store.shared.take("hub", limit))
