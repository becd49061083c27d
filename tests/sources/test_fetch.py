import gzip
import socket
import time
import zlib
from collections.abc import Iterator

import pytest

from tests.fakes.dialled import recorded
from tests.fakes.feed_server import Asked, FeedServer, Page, Route, head, redirect
from verifier.sources.fetch import Fetched, Fetcher, Unfetched

SOON = 1.0
OK = {"Content-Type": "text/xml", "Connection": "close"}


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


def endless(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", OK))
    while True:
        connection.sendall(b"<item/>" * 10_000)


def bomb(connection: socket.socket, asked: Asked) -> None:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    connection.sendall(head("200 OK", {**OK, "Content-Encoding": "gzip"}))
    for _ in range(500):
        connection.sendall(squeezer.compress(b"\0" * 1_000_000))


def small_bomb(connection: socket.socket, asked: Asked) -> None:
    body = gzip.compress(b"\0" * 4_900_000, 9)
    Page(body, headers={"Content-Encoding": "gzip"})(connection, asked)


def cut_gzip(connection: socket.socket, asked: Asked) -> None:
    body = gzip.compress(b"<rss>" + bytes(range(256)) * 50)[:-9]
    Page(body, headers={"Content-Encoding": "gzip"})(connection, asked)


def drip(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", OK))
    while True:
        connection.sendall(b"<")
        time.sleep(0.1)


def slow_head(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-A: b\r\n")
        time.sleep(0.1)


def silence(connection: socket.socket, asked: Asked) -> None:
    connection.recv(1)


def endless_head(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-Filler: " + b"a" * 8000 + b"\r\n")


def endless_continues(connection: socket.socket, asked: Asked) -> None:
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def short(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", {**OK, "Content-Length": "1000"}) + b"<rss/>")


def reset(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", {**OK, "Content-Length": "1000"}) + b"<rss>")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()


def bad_chunks(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", {**OK, "Transfer-Encoding": "chunked"}) + b"zz\r\nhello\r\n")


def cut_chunks(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(head("200 OK", {**OK, "Transfer-Encoding": "chunked"}) + b"5\r\nhello\r\n")


def no_http(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"220 ftp.example.test ready\r\n")


HOSTILE: dict[str, tuple[Route, set[str]]] = {
    "an endless body": (endless, {"too_large"}),
    "a gzip bomb": (bomb, {"too_large", "gzip_bomb"}),
    "a gzip bomb below the size limit": (small_bomb, {"gzip_bomb"}),
    "a gzip body cut short": (cut_gzip, {"bad_gzip"}),
    "gzip that is none": (Page(b"<rss/>", headers={"Content-Encoding": "gzip"}), {"bad_gzip"}),
    "brotli": (Page(b"\x0b\x02\x80", headers={"Content-Encoding": "br"}), {"bad_encoding"}),
    "zstd": (Page(b"\x28\xb5\x2f\xfd", headers={"Content-Encoding": "zstd"}), {"bad_encoding"}),
    "gzip twice": (Page(b"", headers={"Content-Encoding": "gzip, gzip"}), {"bad_encoding"}),
    "a drip": (drip, {"timeout"}),
    "a dripping head": (slow_head, {"timeout"}),
    "silence": (silence, {"timeout"}),
    "an endless head": (endless_head, {"bad_http", "connection"}),
    "endless interim answers": (endless_continues, {"timeout", "bad_http"}),
    "a length too large": (short, {"bad_http"}),
    "a length that is huge": (Page(headers={"Content-Length": "9" * 12}), {"too_large"}),
    "a length that is none": (Page(headers={"Content-Length": "-5"}), {"bad_http"}),
    "two lengths": (Page(headers={"Content-Length": "1, 2"}), {"bad_http"}),
    "a reset in mid-body": (reset, {"connection", "bad_http"}),
    "chunks that are none": (bad_chunks, {"bad_http"}),
    "chunks without an end": (cut_chunks, {"bad_http"}),
    "another protocol": (no_http, {"bad_http"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_is_a_fault_within_the_time_limit(
    server: FeedServer, fetcher: Fetcher, name: str
) -> None:
    route, expected = HOSTILE[name]
    server.routes["/feed"] = route
    server.routes["/good"] = Page(b"fine")
    began = time.monotonic()
    assert fault(fetcher.get(server.url("/feed"))) in expected
    assert time.monotonic() - began < SOON + 0.5
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
        assert time.monotonic() - began < SOON / 2


def test_credentials_in_an_address_are_refused_and_never_repeated(fetcher: Fetcher) -> None:
    answer = fetcher.get("http://user:secret@example.test/feed")
    assert fault(answer) == "refused"
    assert isinstance(answer, Unfetched)
    assert "secret" not in answer.detail


def test_no_tls_where_tls_is_asked_for_is_a_fault(server: FeedServer, fetcher: Fetcher) -> None:
    server.routes["/"] = Page(b"x")
    assert fault(fetcher.get(f"https://{server.origin}/")) in {"tls", "connection", "timeout"}
