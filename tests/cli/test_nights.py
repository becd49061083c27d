from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.cli.workspace import AS_OF, CODE_ID, LABS, Workspace
from tests.fakes.feed_server import FeedServer, Page
from verifier.cli.nights import Nights
from verifier.cli.wiring import settings_of, store_of
from verifier.core.claims import Reason
from verifier.core.swept import Outcome
from verifier.queue import Stopped
from verifier.store import SqlStore

FEED = (
    b'<rss version="2.0"><channel><title>Acme</title><item><title>Hello</title>'
    b"<link>https://acme.example/0</link><pubDate>Thu, 01 May 2025 10:00:00 +0000</pubDate>"
    b"</item></channel></rss>"
)
NOW = datetime(2025, 7, 15, tzinfo=UTC)
PATHS = ("/a.xml", "/b.xml", "/c.xml")


@pytest.fixture
def environ(workspace: Workspace, feeds: FeedServer, postgres_url: str) -> dict[str, str]:
    """Have one lab with three feeds, and nothing on the Hub; give what a run has to be told."""
    urls = [feeds.url(path) for path in PATHS]
    listed = "".join(f"    - {{url: '{url}'}}\n" for url in urls)
    labs = LABS.replace("  hub_orgs: [AcmeAI]\n", f"  feeds:\n{listed}")
    workspace.write("labs.yaml", labs)
    for path in PATHS:
        feeds.routes[path] = Page(FEED)
    return {"VERIFIER_DB": postgres_url, "VERIFIER_ALLOW_PRIVATE": feeds.origin}


@pytest.fixture
def store(
    workspace: Workspace, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[SqlStore]:
    """A store with a run of two shards under way: two feeds, then one."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    queued = workspace.run("resolve", "--queue", "--shard-size", "2", "--as-of", AS_OF, **environ)
    assert queued.stdout == "Run 1: 3 sources in 2 shards for the workers.\n"
    with store_of(settings_of()) as opened:
        yield opened


@pytest.fixture
def nights(store: SqlStore) -> Iterator[Nights]:
    with Nights(store, settings_of(), as_json=False) as made:
        yield made


def never() -> bool:
    return False


def outcomes(store: SqlStore, run: int = 1) -> list[tuple[str, Outcome]]:
    return [(sweep.source.partition(":")[0], sweep.outcome) for sweep in store.swept(run)]


def test_a_worker_reads_every_shard_and_tells_the_night(
    workspace: Workspace, store: SqlStore, environ: dict[str, str], feeds: FeedServer
) -> None:
    done = workspace.run("worker", "--once", "--concurrency", "2", **environ)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Sources: 4 checked, 0 failed\nClaims: 3 judged as of ")
    assert sorted(asked.path for asked in feeds.asked) == list(PATHS)
    assert store.shared.under_way() is None
    assert store.verdicts()[CODE_ID].verdict.reason is Reason.UNDELIVERED


def test_the_last_shard_is_told_that_it_is_the_last(nights: Nights) -> None:
    work = nights.work()
    assert not work.shard(1, 2, never)
    assert work.shard(1, 1, never)
    assert work.under_way()


def test_a_shard_that_is_done_is_not_read_again(nights: Nights, feeds: FeedServer) -> None:
    work = nights.work()
    work.shard(1, 1, never)
    work.shard(1, 1, never)
    assert len(feeds.asked) == 2


def test_a_worker_that_is_stopping_keeps_what_it_has_read_of_a_shard(
    nights: Nights, store: SqlStore
) -> None:
    with pytest.raises(Stopped):
        nights.work().shard(1, 1, lambda: True)
    kept = [sweep for sweep in store.swept(1) if sweep.source.startswith("feed:")]
    assert kept
    assert store.shared.left(1) == [1, 2]


def test_what_is_left_of_a_shard_that_is_given_up_counts_as_failed(
    nights: Nights, store: SqlStore, capsys: pytest.CaptureFixture[str]
) -> None:
    work = nights.work()
    assert not work.shard(1, 2, never)
    assert work.give_up(1, 1)
    work.decide(1)
    assert outcomes(store) == [
        ("archive", Outcome.COMPLETE),
        ("feed", Outcome.COMPLETE),
        ("feed", Outcome.FAILED),
        ("feed", Outcome.FAILED),
    ]
    told = capsys.readouterr().out
    assert "Sources: 4 checked, 2 failed" in told
    assert "every worker that tried to read it failed" in told
    assert nights.code == 3


def test_a_place_that_no_lab_names_any_more_counts_as_failed(
    nights: Nights, store: SqlStore
) -> None:
    run = store.begin_run(NOW, NOW)
    store.end_run(1, NOW)
    store.shared.begin(run, NOW, None, [["feed:https://gone.example/feed.xml"]])
    assert nights.work().shard(run, 1, never)
    (swept,) = store.swept(run)
    assert (swept.outcome, swept.fault) == (Outcome.FAILED, "given_up")
    assert swept.detail == "no lab names it any more"


def test_a_run_is_decided_once(nights: Nights, capsys: pytest.CaptureFixture[str]) -> None:
    work = nights.work()
    work.shard(1, 1, never)
    work.shard(1, 2, never)
    work.decide(1)
    assert "3 judged" in capsys.readouterr().out
    work.decide(1)
    assert capsys.readouterr().out == ""
    assert not work.under_way()


def test_a_job_that_outlived_its_run_does_nothing(
    nights: Nights, store: SqlStore, feeds: FeedServer
) -> None:
    store.end_run(1, NOW)
    work = nights.work()
    assert not work.shard(1, 1, never)
    assert not work.give_up(1, 2)
    work.decide(1)
    assert feeds.asked == []
    assert outcomes(store) == [("archive", Outcome.COMPLETE)]


def test_a_line_for_who_runs_the_worker_goes_to_stderr(
    nights: Nights, capsys: pytest.CaptureFixture[str]
) -> None:
    nights.work().tell("the database is away")
    assert capsys.readouterr() == ("", "verifier: the database is away\n")
