"""Programs that write to one database at the same time."""

from multiprocessing.synchronize import Barrier

from tests.store.samples import START, repository, sweep
from verifier.core.sweeps import Settled
from verifier.store import open_store


def write(url: str, name: str, nights: int, together: Barrier) -> None:
    """Open the database with the others, then keep a sweep of one's own source every night."""
    source = f"hub:{name}"
    together.wait()
    with open_store(url) as store:
        run = store.begin_run(START, START)
        for night in range(nights):
            fact = repository(f"{name}/Model-{night}")
            brought = Settled(sweep(night, source), (fact,), {fact.id: str(night)})
            assert store.keep(source, brought, run) == 1
        store.end_run(run, START)
