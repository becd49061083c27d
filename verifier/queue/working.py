"""One worker: an event loop that takes jobs, shows that it lives, and takes over from the dead."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from procrastinate import App, JobContext
from procrastinate import worker as engine
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

from verifier.errors import StoreError
from verifier.queue import place
from verifier.queue.jobs import DECIDE, QUEUE, SHARD, TRIES, Again, Stopped, Work, decision

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.5, 15.0
"""Seconds between two tries to reach the database."""
_LONGEST_ABSENCE = 600.0
"""Seconds the database may be away before a worker ends."""
_POLL = 1.0
"""Seconds between looks for jobs whose time has come; new ones announce themselves."""
_STANDSTILL = 10
"""How many looks in a row find no job of a run that is under way before it is given up."""
_INTERRUPTED = 130


class Worker:
    """Does jobs in threads; lives through a database that goes and comes back."""

    def __init__(
        self, conninfo: str, work: Work, concurrency: int, patience: float, *, once: bool
    ) -> None:
        self._conninfo = conninfo
        self._work = work
        self._concurrency = concurrency
        self._patience = patience
        self._once = once
        self._stopping = threading.Event()
        self._running: set[int] = set()
        self._failure: StoreError | None = None

    def run(self) -> None:
        """Work until the end; raises StoreError where the database stays away.

        With `once`, also where a run is shared and nothing of it is queued.
        """
        asyncio.run(self._run())
        if self._failure is not None:
            raise self._failure

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(self._concurrency + 1, "job"))
        loop.set_exception_handler(lambda _loop, _context: None)  # told where it happens
        self._stop_now = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._interrupt)
        pause, lost_at = _SHORTEST_PAUSE, 0.0
        while not self._stopping.is_set():
            try:
                await self._session()
                pause, lost_at = _SHORTEST_PAUSE, 0.0
            except StoreError as trouble:
                if not lost_at:
                    self._work.tell(f"{trouble}; trying again")
                lost_at = lost_at or loop.time()
                if loop.time() - lost_at > _LONGEST_ABSENCE:
                    self._fail(trouble)
                pause = min(2 * pause, _LONGEST_PAUSE)
            await self._wait(pause)

    async def _session(self) -> None:
        """Work for as long as the connection to the database lasts."""
        with place.told():
            app = place.lasting(self._conninfo)
            self._teach(app)
            async with app.open_async():
                worker = engine.Worker(
                    app,
                    queues=[QUEUE],
                    concurrency=self._concurrency,
                    install_signal_handlers=False,
                    fetch_job_polling_interval=_POLL,
                    update_heartbeat_interval=self._patience / 3,
                    stalled_worker_timeout=self._patience,
                    delete_jobs="always",
                )
                watch = asyncio.create_task(self._watch(app, worker))
                try:
                    await worker.run()  # type: ignore[no-untyped-call]  # it says no type
                finally:
                    watch.cancel()

    def _interrupt(self) -> None:
        """Take no more jobs; when told so again, leave at once: nothing is lost by it."""
        if self._stopping.is_set():
            os._exit(_INTERRUPTED)
        self._work.tell("stopping after what is being read now; interrupt again to leave at once")
        self._stop()

    def _stop(self) -> None:
        self._stopping.set()
        self._stop_now.set()

    def _fail(self, failure: StoreError) -> None:
        self._failure = failure
        self._stop()

    async def _wait(self, seconds: float) -> None:
        """Wait, but not past a stop."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stop_now.wait(), seconds)

    def _teach(self, app: App) -> None:
        """Tell procrastinate what the jobs do."""

        @app.task(name=SHARD, queue=QUEUE, pass_context=True, retry=Again())
        async def shard(context: JobContext, run: int, shard: int) -> None:
            def read() -> bool:
                if context.job.attempts >= TRIES:
                    return self._work.give_up(run, shard)
                return self._work.shard(run, shard, self._stopping.is_set)

            try:
                done = await self._do(context, f"shard {shard} of run {run}", read)
            except Stopped:  # a job of its own, for which nothing was tried in vain
                await app.configure_task(SHARD, queue=QUEUE).defer_async(run=run, shard=shard)
                return
            if done:
                with suppress(AlreadyEnqueued):
                    await decision(app, run).defer_async(run=run)

        @app.task(name=DECIDE, queue=QUEUE, pass_context=True, retry=Again())
        async def decide(context: JobContext, run: int) -> None:
            def judge() -> bool:
                self._work.decide(run)
                return True

            await self._do(context, f"the decision of run {run}", judge)

    async def _do(self, context: JobContext, what: str, job: Callable[[], bool]) -> bool:
        """Do a job in a thread; tell what went wrong before it is tried again."""
        number = context.job.id or 0
        self._running.add(number)
        try:
            return await asyncio.to_thread(job)
        except Stopped:
            raise
        except Exception as trouble:
            last = context.job.task_name == DECIDE and context.job.attempts + 1 >= TRIES
            rest = "given up: `verifier resolve --queue` takes it up" if last else "tried again"
            self._work.tell(f"{what}: {' '.join(str(trouble).split())}; {rest}")
            raise
        finally:
            self._running.discard(number)

    async def _watch(self, app: App, worker: engine.Worker) -> None:
        """Show that this worker lives and take over from the dead, until it is time to end.

        Ends the session where the database cannot be reached: a new one shows life again.
        """
        lost: set[int] = set()
        empty = 0
        with suppress(ConnectorException):
            while not self._stopping.is_set():
                if worker.worker_id is not None:
                    await app.job_manager.update_heartbeat(worker.worker_id)
                    lost = await self._take_over(app, worker.worker_id, lost)
                if self._once:
                    empty = 0 if await app.job_manager.list_queues_async(QUEUE) else empty + 1
                    await self._end_in_time(empty)
                await self._wait(min(self._patience / 6, _POLL))
        worker.stop()  # type: ignore[no-untyped-call]  # it says no type

    async def _end_in_time(self, empty: int) -> None:
        """Stop when no run is shared any more, or none that anybody will end."""
        with suppress(StoreError):
            if not await asyncio.to_thread(self._work.under_way):
                self._stop()
            elif empty > _STANDSTILL:
                told = "a run is under way and nothing of it is queued: `verifier resolve --queue`"
                self._fail(StoreError(f"{told} takes it up again"))

    async def _take_over(self, app: App, ours: int, lost: set[int]) -> set[int]:
        """Queue again the jobs of the dead, and ours that were not at work this time and last."""
        manager = app.job_manager
        jobs = list(
            await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=self._patience)
        )
        doing = await manager.list_jobs_async(queue=QUEUE, status="doing", worker_id=ours)
        idle = {job.id: job for job in doing if job.id and job.id not in self._running}
        jobs += [job for number, job in idle.items() if number in lost]
        for job in jobs:
            with suppress(ConnectorException):  # another worker was first
                await manager.retry_job(job)
        return set(idle)
