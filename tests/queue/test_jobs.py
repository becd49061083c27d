import os
import signal
import threading
import time
from collections.abc import Callable

import psycopg
import pytest
from procrastinate.jobs import Job

from tests.fakes.databases import PostgresServer
from tests.fakes.labour import Labour
from verifier.errors import StoreError
from verifier.queue import Queue
from verifier.queue.jobs import DECIDE, SHARD, TRIES, Again

RUN = 7


@pytest.fixture
def queue(postgres_url: str) -> Queue:
    made = Queue(postgres_url)
    made.make_ready()
    return made


def work(queue: Queue, labour: Labour, concurrency: int = 1, patience: float = 30) -> None:
    queue.work(labour.work(), concurrency=concurrency, once=True, patience=patience)


def on(queue: Queue, statement: str) -> list[tuple[object, ...]]:
    """Run a statement on the queue's tables; give what it returns."""
    with psycopg.connect(queue.conninfo) as connection:
        connection.execute("SET search_path TO verifier_queue")
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_every_shard_is_read_once_and_then_the_run_is_decided_once(queue: Queue) -> None:
    labour = Labour(RUN, set(range(1, 9)))
    assert queue.defer(RUN, range(1, 9)) == 8
    work(queue, labour, concurrency=3)
    assert sorted(labour.read) == list(range(1, 9))
    assert labour.decisions == 1
    assert on(queue, "SELECT * FROM procrastinate_jobs") == []
    assert labour.said == []


def test_shards_that_wait_already_are_not_queued_again(queue: Queue) -> None:
    assert queue.defer(RUN, [1, 2]) == 2
    assert queue.defer(RUN, [1, 2, 3]) == 1
    assert queue.defer(RUN + 1, [1]) == 1
    queue.defer_decision(RUN)
    queue.defer_decision(RUN)
    assert on(queue, f"SELECT 1 FROM procrastinate_jobs WHERE task_name = '{DECIDE}'") == [(1,)]


def test_a_shard_that_fails_is_told_of_in_a_line_and_tried_again(queue: Queue) -> None:
    labour = Labour(RUN, {1, 2}, failures={1: 2})
    queue.defer(RUN, [1, 2])
    work(queue, labour)
    assert sorted(labour.read) == [1, 1, 1, 2]
    assert labour.decisions == 1
    assert labour.said == [f"shard 1 of run {RUN}: shard 1 is not read; tried again"] * 2


def test_a_shard_that_failed_too_often_is_given_up_and_the_run_decided(queue: Queue) -> None:
    labour = Labour(RUN, {1, 2}, failures={1: 99})
    queue.defer(RUN, [1, 2])
    on(queue, f"UPDATE procrastinate_jobs SET attempts = {TRIES} WHERE args @> '{{\"shard\": 1}}'")
    work(queue, labour)
    assert (labour.given_up, labour.read, labour.decisions) == ([1], [2], 1)


def test_a_decision_that_fails_is_tried_again(queue: Queue) -> None:
    labour = Labour(RUN, set(), refusals=1)
    queue.defer_decision(RUN)
    work(queue, labour)
    assert labour.decisions == 1
    assert labour.said == [f"the decision of run {RUN}: no decision; tried again"]


def test_what_failed_is_tried_later_and_later_and_a_decision_not_for_ever() -> None:
    def waits(task: str) -> list[float | None]:
        jobs = (
            Job(id=1, queue="q", lock=None, queueing_lock=None, task_name=task, attempts=tried)
            for tried in range(TRIES + 2)
        )
        began = time.time()
        made = [Again().get_retry_decision(exception=OSError(), job=job) for job in jobs]
        return [
            round(one.retry_at.timestamp() - began) if one and one.retry_at else None
            for one in made
        ]

    assert waits(SHARD) == [1, 2, 4, 8, 16, 32, 60, 60]
    assert waits(DECIDE) == [1, 2, 4, 8, 16, None, None, None]


def test_jobs_of_a_worker_that_died_are_taken_over(queue: Queue) -> None:
    queue.defer(RUN, [1, 2])
    on(
        queue,
        "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES (now() - interval '1 hour') RETURNING id)"
        " UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT id FROM dead)",
    )
    labour = Labour(RUN, {1, 2})
    work(queue, labour, patience=2)
    assert sorted(labour.read) == [1, 2]
    assert labour.decisions == 1


def stop(_shard: int, is_stopping: Callable[[], bool]) -> None:
    """Tell this very program to stop, and wait until it knows."""
    os.kill(os.getpid(), signal.SIGTERM)
    while not is_stopping():
        time.sleep(0.01)


def test_a_worker_told_to_stop_leaves_the_rest_of_its_shard_to_another(queue: Queue) -> None:
    queue.defer(RUN, [1, 2])
    labour = Labour(RUN, {1, 2}, before_reading=stop)
    work(queue, labour)
    told = "stopping after what is being read now; interrupt again to leave at once"
    assert (labour.said, labour.decisions) == ([told], 0)
    labour.before_reading = lambda *_: None
    work(queue, labour)
    assert (sorted(labour.read), labour.decisions) == ([1, 2], 1)


def test_a_shard_that_was_only_stopped_is_never_given_up(queue: Queue) -> None:
    labour = Labour(RUN, {1}, before_reading=stop)
    queue.defer(RUN, [1])
    for _ in range(TRIES + 1):
        work(queue, labour)
    assert on(queue, "SELECT count(*), max(attempts) FROM procrastinate_jobs") == [(1, 0)]
    labour.before_reading = lambda *_: None
    work(queue, labour)
    assert (labour.read, labour.given_up, labour.decisions) == ([1], [], 1)


def test_a_worker_lives_through_a_database_that_goes_and_comes_back(
    queue: Queue, postgres_server: PostgresServer
) -> None:
    labour = Labour(RUN, {1, 2, 3})

    def blackout(shard: int, _: object) -> None:
        if shard == 2 and shard not in labour.read:
            postgres_server.fall()
            postgres_server.rise()

    labour.before_reading = blackout
    queue.defer(RUN, [1, 2, 3])
    work(queue, labour, patience=2)
    assert set(labour.read) == {1, 2, 3}
    assert labour.decisions == 1


def test_a_worker_waits_for_a_database_that_stays_away_for_a_while(
    queue: Queue, postgres_server: PostgresServer
) -> None:
    def blackout(shard: int, _: object) -> None:
        if shard == 2 and not labour.read:
            postgres_server.fall()
            threading.Timer(3, postgres_server.rise).start()

    labour = Labour(RUN, {1, 2}, before_reading=blackout)
    queue.defer(RUN, [2, 1])
    work(queue, labour, patience=2)
    assert labour.decisions == 1
    assert all("\n" not in told and told.endswith("; trying again") for told in labour.said)


def test_a_worker_that_works_once_ends_where_nothing_of_a_run_is_queued(queue: Queue) -> None:
    with pytest.raises(StoreError, match="`verifier resolve --queue` takes it up again"):
        work(queue, Labour(RUN, {1}), patience=1)


def test_a_decision_that_fails_for_good_ends_a_worker_that_works_once(queue: Queue) -> None:
    labour = Labour(RUN, set(), refusals=1)
    queue.defer_decision(RUN)
    on(queue, f"UPDATE procrastinate_jobs SET attempts = {TRIES - 1}")
    with pytest.raises(StoreError, match="nothing of it is queued"):
        work(queue, labour, patience=1)
    (told,) = labour.said
    assert told.endswith("no decision; given up: `verifier resolve --queue` takes it up")


def test_a_database_that_cannot_be_reached_is_told_in_a_line(postgres_url: str) -> None:
    nowhere = Queue("host=127.0.0.1 port=1 user=nobody password=secret connect_timeout=1")
    with pytest.raises(StoreError, match="the queue's database cannot be used: ") as told:
        nowhere.make_ready()
    assert "secret" not in str(told.value)


def test_a_user_who_may_not_build_the_tables_is_told_what_is_wanting(
    postgres_url: str, postgres_server: PostgresServer
) -> None:
    postgres_server.run("DROP ROLE IF EXISTS meek", "CREATE ROLE meek LOGIN")
    with pytest.raises(StoreError, match="GRANT CREATE ON DATABASE"):
        Queue(postgres_url.replace("postgres:@", "meek@")).make_ready()


def test_tables_are_built_once(queue: Queue) -> None:
    queue.defer(RUN, [1])
    queue.make_ready()
    assert not queue.upgrade()
    assert on(queue, "SELECT count(*) FROM procrastinate_jobs") == [(1,)]


def test_tables_of_another_release_are_refused_until_they_are_upgraded(queue: Queue) -> None:
    queue.defer(RUN, [1])
    on(queue, "COMMENT ON SCHEMA verifier_queue IS 'another'")
    with pytest.raises(StoreError, match="run `verifier db upgrade`"):
        queue.make_ready()
    assert queue.upgrade()
    queue.make_ready()
    assert on(queue, "SELECT count(*) FROM procrastinate_jobs") == [(0,)]


def test_without_tables_there_is_nothing_to_upgrade(postgres_url: str) -> None:
    assert not Queue(postgres_url).upgrade()
