import multiprocessing
from concurrent.futures import ThreadPoolExecutor

from tests.store.samples import MINIMAX, START, repository, sweep
from tests.store.writers import write
from verifier.core.claims import Lab
from verifier.core.sweeps import Settled
from verifier.store import SqlStore, open_store

WRITERS, NIGHTS = 4, 50


def test_programs_that_build_and_write_one_database_at_once_lose_nothing(database_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(WRITERS)
    names = [f"org{number}" for number in range(WRITERS)]
    programs = [
        spawn.Process(target=write, args=(database_url, name, NIGHTS, together)) for name in names
    ]
    for program in programs:
        program.start()
    for program in programs:
        program.join(timeout=60)
    assert [program.exitcode for program in programs] == [0] * WRITERS
    with open_store(database_url, read_only=True) as store:
        for name in names:
            lab = Lab(name, name, "CN", "Asia/Shanghai", hub_orgs=(name,))
            evidence = store.evidence(lab, [f"hub:{name}"])
            assert len(evidence.observations) == len(evidence.sweeps) == NIGHTS
            assert store.memory(f"hub:{name}").known == {f"{name}/Model-49": "49"}


def test_threads_may_share_a_store(store: SqlStore) -> None:
    run = store.begin_run(START, START)

    def keep(number: int) -> int:
        source = f"hub:org{number}"
        brought = Settled(sweep(source=source), (repository(f"MiniMaxAI/M{number}"),))
        return store.keep(source, brought, run)

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert sum(pool.map(keep, range(80))) == 80
    assert len(store.evidence(MINIMAX, []).observations) == 80
    assert len(store.sweeps()) == 80
