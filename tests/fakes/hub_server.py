"""A loopback Hub in a process of its own: real sockets, a calendar, and every way to go wrong.

    with HubServer() as hub:
        hub.add(repo("lab/model"))
        hub.go_to("2026-06-02T00:00:00.000Z")
        hub.fail("status", status=503, times=2)
        HubSource("lab", endpoint=hub.url, ...).read(Memory())

A second port plays the canary: a host nobody may ever contact.
"""

import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, quote, urlsplit

from tests.fakes.hub_faults import Sabotage, sabotage
from tests.fakes.hub_world import Json, World

_CONTROL = "/-control-"


class HubServer:
    """The server as a test holds it; every call is carried to the other process."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.hub_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.url, self.canary_url = json.loads(self._process.stdout.readline())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def add(self, *repos: Json) -> None:
        """Add repositories to the world."""
        self._do("add", repos=repos)

    def go_to(self, now: str) -> None:
        """Move the calendar."""
        self._do("set", now=now)

    def set(self, **values: object) -> None:
        """Set `members`, `orgs`, `users`, `page_size`, `latency` or `headers` (on every answer)."""
        self._do("set", **values)

    def fail(
        self,
        kind: str,
        *,
        at: str = "/api/",
        skip: int = 0,
        times: int = -1,
        **how: object,
    ) -> None:
        """Sabotage answers whose address contains `at`: `times` of them, after `skip`."""
        self._do("fail", kind=kind, at=at, skip=skip, times=times, how=how)

    def night(self, now: str, kind: str = "", **fault: object) -> None:
        """Move the calendar, with no sabotage but this one (as `fail` takes it), if any."""
        order = {"at": "/api/", "skip": 0, "times": -1, "how": {}, **fault}
        self._do("night", now=now, fault={"kind": kind, **order} if kind else None)

    def heal(self) -> None:
        """Call off all sabotage."""
        self._do("heal")

    def clear(self) -> None:
        """Begin anew: an empty world, no sabotage, no requests counted."""
        self._do("clear")

    def requests(self) -> list[Json]:
        """Give the requests received: `path` with query, and `headers` by lower-case name."""
        received = self._do("requests")
        assert isinstance(received, list)
        return received

    def canary_requests(self) -> list[Json]:
        """Give the requests received by the host nobody may contact."""
        received = self._do("canary")
        assert isinstance(received, list)
        return received

    def _do(self, what: str, **arguments: object) -> object:
        body = json.dumps({"do": what, **arguments}).encode()
        with urllib.request.urlopen(self.url + _CONTROL, body, timeout=10) as answer:
            return json.load(answer)


class _State:
    """What the server's threads share."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.canary_url = ""
        self.canary: list[Json] = []
        self.clear()

    def clear(self) -> None:
        self.world = World()
        self.sabotage: list[Sabotage] = []
        self.received: list[Json] = []
        self.headers: dict[str, str] = {}
        self.canary.clear()

    def control(self, order: Json) -> object:
        match order.pop("do"):
            case "add":
                self.world.add(order["repos"])
            case "set":
                self.headers = order.pop("headers", self.headers)
                for name, value in order.items():
                    setattr(self.world, name, value)
            case "fail":
                self.sabotage.append(Sabotage(**order))
            case "night":
                self.world.now = order["now"]
                self.sabotage = [Sabotage(**order["fault"])] if order["fault"] else []
            case "heal":
                self.sabotage.clear()
            case "clear":
                self.clear()
            case "requests":
                return self.received
            case "canary":
                return self.canary
        return None


_STATE = _State()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        order = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with _STATE.lock:
            answer = _STATE.control(order)
        self.send(200, json.dumps(answer).encode())

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        with _STATE.lock:
            _STATE.received.append({"path": self.path, "headers": headers})
            fault = next((one for one in _STATE.sabotage if one.strikes(self.path)), None)
            latency = _STATE.world.latency
            status, answer, more = self._answer()
        time.sleep(latency)
        if fault is not None:
            sabotage(self, fault, answer, more, _STATE.canary_url)
        else:
            self.send(status, json.dumps(answer).encode(), more)

    def send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**_STATE.headers, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _answer(self) -> tuple[int, Any, dict[str, str]]:
        """Answer as a Hub that is well."""
        world, url = _STATE.world, urlsplit(self.path)
        query = parse_qs(url.query)
        match url.path.strip("/").split("/"):
            case ["api", ("models" | "datasets") as kind]:
                bases = [tag for tag in query.get("filter", []) if tag.startswith("base_model:")]
                return self._paged(world.listing(kind, query.get("author", [""])[0], bases), query)
            case ["api", "organizations", org, "overview"]:
                found = world.overview(org)
                return (200, found, {}) if found else (404, {"error": "not found"}, {})
            case ["api", "organizations", org, "members"]:
                if org not in world.members:
                    return 404, {"error": "not found"}, {}
                return self._paged([_user(name) for name in world.members[org]], query)
            case ["api", "users", name, "overview"]:
                known = name in world.users
                return (200, _user(name), {}) if known else (404, {"error": "not found"}, {})
            case ["api", ("models" | "datasets") as kind, owner, name, *rest]:
                return self._repository(kind, f"{owner}/{name}", rest, query)
        return 404, {"error": "not found"}, {}

    def _repository(
        self, kind: str, name: str, rest: Sequence[str], query: dict[str, list[str]]
    ) -> tuple[int, Any, dict[str, str]]:
        one = _STATE.world.find(kind, name)
        if one is None:
            return 401, {"error": "Repository not found"}, {"x-error-code": "RepoNotFound"}
        if (now_called := _STATE.world.name(one)) != name:
            location = self.path.replace(name, now_called)
            return 307, {}, {"location": location}
        match rest:
            case []:
                return 200, _STATE.world.record(one), {}
            case ["revision", revision]:
                files = {commit["id"]: commit["files"] for commit in one["commits"]}
                return 200, _STATE.world.record(one, files.get(revision)), {}
            case ["commits", _]:
                commits = sorted(one["commits"], key=lambda c: str(c["date"]), reverse=True)
                return self._paged([_commit(made) for made in commits], query)
            case ["discussions"]:
                return 200, self._discussions(one, name, int(query.get("p", ["0"])[0])), {}
        return 404, {"error": "not found"}, {}

    def _discussions(self, one: Json, name: str, page: int) -> Json:
        every = sorted(one["discussions"], key=lambda d: int(d["num"]), reverse=True)
        size = _STATE.world.page_size
        shown = every[page * size : (page + 1) * size]
        where = {"name": name, "type": "model"}
        return {
            "discussions": [{**one, "repo": where} for one in shown],
            "count": len(every),
            "start": page * size,
        }

    def _paged(
        self, items: Sequence[Json], query: dict[str, list[str]]
    ) -> tuple[int, Any, dict[str, str]]:
        size = _STATE.world.page_size
        start = int(query.get("cursor", ["0"])[0])
        more = {}
        if start + size <= len(items):  # a full page names a next one, empty though it may be
            query["cursor"] = [str(start + size)]
            path = urlsplit(self.path).path
            pairs = "&".join(f"{key}={quote(v)}" for key, values in query.items() for v in values)
            more["link"] = f'<http://{self.headers["host"]}{path}?{pairs}>; rel="next"'
        return 200, list(items[start : start + size]), more


class _Canary(_Handler):
    def do_GET(self) -> None:
        _STATE.canary.append({"path": self.path, "headers": dict(self.headers.items())})
        self.send(200, b"[]")


def _user(name: str) -> Json:
    return {"user": name, "fullname": name, "avatarUrl": "", "type": "user"}


def _commit(made: Json) -> Json:
    shown = {key: made[key] for key in ("id", "date", "title")}
    return {**shown, "message": "", "authors": [{"user": made["user"]}]}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        pass  # the other side hung up, as it should on an endless body


def main() -> None:
    hub = _Server(("127.0.0.1", 0), _Handler)
    canary = _Server(("127.0.0.1", 0), _Canary)
    urls = [f"http://127.0.0.1:{server.server_address[1]}" for server in (hub, canary)]
    _STATE.canary_url = urls[1]
    for server in (hub, canary):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps(urls), flush=True)  # noqa: T201
    sys.stdin.read()  # until the test lets go, however it ends


if __name__ == "__main__":
    main()
