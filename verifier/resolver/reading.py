"""The first half of a night: every source is read once, settled, and stored."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from verifier.core.dues import Ends, due_after, ends_by_place
from verifier.core.sweeps import Memory, Reading, settle
from verifier.core.swept import Sweep
from verifier.ports import Source, Store
from verifier.resolver.progress import Progress, ignore


@dataclass(frozen=True, slots=True)
class Swept:
    """What reading the sources brought."""

    sweeps: tuple[Sweep, ...]
    """One a source, in the order of the sources."""
    facts: int


def sweep(
    store: Store,
    sources: Sequence[Source],
    run: int,
    *,
    ends: Ends | None = None,
    workers: int = 8,
    progress: Progress = ignore,
) -> Swept:
    """Read in parallel, settle and store one by one: each source in a transaction of its own.

    A source the run has read already is not read again. `ends` are the deadlines by place, where
    they are known from another part of the run.
    """
    facts = 0
    if ends is None:
        ends = ends_by_place(store.open_claims(), store.labs())
    sweeps = {sweep.source: sweep for sweep in store.swept(run)}
    unread = [source for source in sources if source.id not in sweeps]
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="source") as pool:
        try:
            for source, memory, reading in _read(store, unread, ends, pool, 2 * workers):
                settled = settle(source.id, reading, memory)
                facts += store.keep(source.id, settled, run, once=True)
                sweeps[source.id] = settled.sweep
                progress("sources", len(sweeps), len(sources))
        except BaseException:  # an interruption waits for what is being read, not for the queue
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return Swept(tuple(sweeps[source.id] for source in sources), facts)


def _read(
    store: Store, sources: Iterable[Source], ends: Ends, pool: ThreadPoolExecutor, ahead: int
) -> Iterator[tuple[Source, Memory, Reading]]:
    """Keep at most `ahead` readings in flight; the store is only touched from this thread."""
    waiting: dict[Future[Reading], tuple[Source, Memory]] = {}
    for source in sources:
        memory = due_after(store.memory(source.id), ends.get(source.id, ()))
        waiting[pool.submit(source.read, memory)] = (source, memory)
        if len(waiting) >= ahead:
            yield from _finished(waiting)
    while waiting:
        yield from _finished(waiting)


def _finished(
    waiting: dict[Future[Reading], tuple[Source, Memory]],
) -> Iterator[tuple[Source, Memory, Reading]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in [each for each in waiting if each in done]:
        source, memory = waiting.pop(future)
        yield source, memory, future.result()
