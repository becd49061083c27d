import gzip
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fakes.dialled import recorded
from tests.fakes.feed_server import Asked, FeedServer, Page, head, redirect
from tests.fakes.hostile_feeds import ANSWERS, OK, drip, silence
from verifier.sources.fetch import Fetched, Fetcher, Unfetched

SOON = 1.0


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as server:
        yield server


@pytest.fixture
def fetcher(server: FeedServer) -> Iterator[Fetcher]:
    with Fetcher(user_agent="test/1", timeout=SOON, allow_private=(server.origin,)) as fetcher:
        yield fetcher


def fault(answer: Fetched | Unfetched) -> str:
    assert isinstance(answer, Unfetched), answer
    return answer.fault


def test_a_page_comes_whole_with_its_headers(server: FeedServer, fetcher: Fetcher) -> None:
    server.routes["/feed?a=1"] = Page(b"<rss/>", etag='"one"')
    answer = fetcher.get(server.url("/feed?a=1"))
    assert isinstance(answer, Fetched)
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"<rss/>", '"one"')
    assert answer.requests == 1


def test_only_a_user_agent_and_what_is_accepted_is_sent(
    server: FeedServer, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.routes["/one"] = Page(b"x", headers={"Set-Cookie": "a=b; Path=/"})
    fetcher.get(server.url("/one"))
    fetcher.get(server.url("/one"))
    for asked in server.asked:
        assert set(asked.headers) == {
            "host",
            "connection",
            "user-agent",
            "accept",
            "accept-encoding",
        }
        assert asked.headers["accept-encoding"] == "gzip"
        assert asked.headers["user-agent"] == "test/1"


def test_a_condition_that_holds_is_answered_without_a_body(
    server: FeedServer, fetcher: Fetcher
) -> None:
    server.routes["/feed"] = Page(b"x", etag='"one"')
    answer = fetcher.get(server.url("/feed"), {"If-None-Match": '"one"'})
    assert isinstance(answer, Fetched)
    assert (answer.status, answer.body) == (304, b"")


def test_gzip_is_decoded(server: FeedServer, fetcher: Fetcher) -> None:
    body = b"<rss>" + b"hello " * 1000
    server.routes["/z"] = Page(gzip.compress(body), headers={"Content-Encoding": "gzip"})
    answer = fetcher.get(server.url("/z"))
    assert isinstance(answer, Fetched)
    assert answer.body == body


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("401 Unauthorized", "http_401"),
        ("403 Forbidden", "http_403"),
        ("404 Not Found", "http_404"),
        ("410 Gone", "gone"),
        ("429 Too Many Requests", "http_429"),
        ("500 Oops", "http_500"),
        ("206 Partial Content", "http_206"),
        ("204 No Content", "http_204"),
    ],
)
def test_any_other_status_is_a_fault_of_its_own(
    server: FeedServer, fetcher: Fetcher, status: str, expected: str
) -> None:
    server.routes["/feed"] = Page(b"<rss/>" if "204" not in status else b"", status=status)
    assert fault(fetcher.get(server.url("/feed"))) == expected


def test_a_permanent_redirect_is_reported_and_a_temporary_one_is_not(
    server: FeedServer, fetcher: Fetcher
) -> None:
    server.routes["/new"] = Page(b"x")
    server.routes["/moved"] = redirect("/new", "301 Moved Permanently")
    server.routes["/away"] = redirect("/new")
    moved, away = fetcher.get(server.url("/moved")), fetcher.get(server.url("/away"))
    assert isinstance(moved, Fetched)
    assert isinstance(away, Fetched)
    assert moved.moved_to == moved.url == server.url("/new")
    assert away.moved_to == ""
    assert moved.requests == 2


def test_a_host_that_asks_for_patience_is_left_alone(server: FeedServer, fetcher: Fetcher) -> None:
    server.routes["/feed"] = Page(status="429 Slow Down", headers={"Retry-After": "120"})
    server.routes["/other"] = Page(b"x")
    assert fault(fetcher.get(server.url("/feed"))) == "http_429"
    assert fault(fetcher.get(server.url("/other"))) == "paused"
    assert [asked.path for asked in server.asked] == ["/feed"]


def test_a_host_that_asks_for_a_moment_is_asked_once_more(server: FeedServer) -> None:
    answers = [Page(status="503 Busy", headers={"Retry-After": "1"}), Page(b"x")]

    def busy_at_first(connection: socket.socket, asked: Asked) -> None:
        answers.pop(0)(connection, asked)

    server.routes["/feed"] = busy_at_first
    with Fetcher(user_agent="test/1", timeout=5, allow_private=(server.origin,)) as fetcher:
        answer = fetcher.get(server.url("/feed"))
    assert isinstance(answer, Fetched)
    assert answer.requests == 2


def test_six_redirects_are_one_too_many(server: FeedServer, fetcher: Fetcher) -> None:
    for hop in range(12):
        server.routes[f"/{hop}"] = redirect(f"/{hop + 1}")
    server.routes["/12"] = Page(b"x")
    server.routes["/loop"] = redirect("/loop")
    assert isinstance(fetcher.get(server.url("/7")), Fetched)
    assert fault(fetcher.get(server.url("/6"))) == "redirects"
    assert fault(fetcher.get(server.url("/0"))) == "redirects"
    assert fault(fetcher.get(server.url("/loop"))) == "redirects"


@pytest.mark.parametrize("name", ANSWERS)
def test_a_hostile_answer_is_a_fault_within_the_time_limit(
    server: FeedServer, fetcher: Fetcher, name: str
) -> None:
    route, expected = ANSWERS[name]
    server.routes["/feed"] = route
    server.routes["/good"] = Page(b"fine")
    began = time.monotonic()
    assert fault(fetcher.get(server.url("/feed"))) in expected
    assert time.monotonic() - began < SOON + 10
    assert isinstance(fetcher.get(server.url("/good")), Fetched)


def test_more_bytes_than_announced_are_not_read(server: FeedServer, fetcher: Fetcher) -> None:
    server.routes["/feed"] = lambda connection, asked: connection.sendall(
        head("200 OK", {**OK, "Content-Length": "4"}) + b"goodHTTP/1.1 200 OK\r\n\r\nevil"
    )
    answer = fetcher.get(server.url("/feed"))
    assert isinstance(answer, Fetched)
    assert answer.body == b"good"


def test_a_host_that_drips_holds_up_no_other(server: FeedServer) -> None:
    server.routes["/drip"] = drip
    server.routes["/good"] = Page(b"fine")
    with (
        FeedServer("127.0.0.2") as other,
        recorded(),
        Fetcher(
            user_agent="t", timeout=SOON, allow_private=(server.origin, other.origin), per_host=1
        ) as fetcher,
    ):
        other.routes["/good"] = Page(b"fine")
        assert fault(fetcher.get(server.url("/drip"))) == "timeout"
        began = time.monotonic()
        assert isinstance(fetcher.get(other.url("/good")), Fetched)
        assert time.monotonic() - began < SOON + 10


def test_credentials_in_an_address_are_refused_and_never_repeated(fetcher: Fetcher) -> None:
    answer = fetcher.get("http://user:secret@example.test/feed")
    assert fault(answer) == "refused"
    assert isinstance(answer, Unfetched)
    assert "secret" not in answer.detail


def test_no_tls_where_tls_is_asked_for_is_a_fault(server: FeedServer, fetcher: Fetcher) -> None:
    server.routes["/"] = Page(b"x")
    assert fault(fetcher.get(f"https://{server.origin}/")) in {"tls", "connection", "timeout"}


def test_a_host_is_asked_for_no_more_than_a_few_pages_at_once(server: FeedServer) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def slow(connection: socket.socket, asked: Asked) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.05)
        with lock:
            now[0] -= 1
        Page(b"x")(connection, asked)

    server.routes["/feed"] = slow
    with (
        Fetcher(user_agent="t", timeout=10, allow_private=(server.origin,), per_host=2) as fetcher,
        ThreadPoolExecutor(8) as pool,
    ):
        answers = list(pool.map(fetcher.get, [server.url("/feed")] * 12))
    assert all(isinstance(answer, Fetched) for answer in answers)
    assert most[0] == 2


def test_a_host_that_is_busy_all_the_time_is_a_timeout(server: FeedServer) -> None:
    server.routes["/feed"] = silence
    with (
        Fetcher(
            user_agent="t", timeout=SOON, allow_private=(server.origin,), per_host=1
        ) as fetcher,
        ThreadPoolExecutor(3) as pool,
    ):
        began = time.monotonic()
        answers = list(pool.map(fetcher.get, [server.url("/feed")] * 3))
        assert time.monotonic() - began < SOON + 10
    assert [fault(answer) for answer in answers] == ["timeout"] * 3
