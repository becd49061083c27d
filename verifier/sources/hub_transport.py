"""The transport under huggingface_hub's client: who may be asked, how long, how often.

The client was built for downloads: it waits without end, follows links to any host and takes
the token along, and sleeps as long as a server asks. Everything it sends passes through here
instead, within the `Visit` of the reading at hand: one origin, one time budget, a bound on
requests. What comes back is a whole JSON answer, or a `HubFault`, which the client lets through.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import httpcore2
import httpx2
import stamina
from huggingface_hub import set_client_factory
from stamina.instrumentation import set_on_retry_hooks

from verifier.sources.hub_headers import (
    asked_wait,
    following,
    origin_of,
    path_of,
    quota_in,
    target_of,
)
from verifier.sources.hub_wire import BodyTooLarge, Line, body_of
from verifier.sources.log import Answered, Log

_TRIES = 4
_LARGEST_BODY = 32 * 1024 * 1024
"""Bytes, decoded. A page of 1,000 models with all their files is about a fifth of it."""

_TELEMETRY = "/api/agent-harnesses"
"""What the client asks for to tell the Hub which agent runs it; it takes a refusal for a no."""

_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_GONE = frozenset({404, 410})


class HubFault(Exception):
    """The Hub's answer cannot be used: a stable code, words for a reader, whether to ask again."""

    def __init__(self, code: str, detail: str, *, passing: bool = False) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.passing = passing
        self.wait = 0.0
        """Seconds the server asks to be left alone for; 0 where it does not say."""


@dataclass(slots=True)
class Visit:
    """One reading's terms and its count."""

    endpoint: str
    clock: Callable[[], datetime]
    user_agent: str
    token: str | None
    timeout: float
    """Seconds of silence from the server."""
    deadline: float
    """`time.monotonic` by which all is over."""
    max_requests: int
    """Answers taken, tries for one not counted."""
    log: Log
    pause: float = 0.5
    """Seconds before the second try; more before each further one."""
    admit: Callable[[Any], Any] = lambda answer: answer
    """Makes an answer readable for the client."""
    turn: Callable[[], None] = lambda: None
    """Waits until one more request may go out; the waiting is not the reading's time."""
    requests: int = 0
    quota: str = ""
    seen: set[str] = field(default_factory=set)
    sha256: Any = field(default_factory=sha256)
    line: Line | None = None

    @property
    def state(self) -> dict[str, str]:
        """What the Hub said of our quota, if anything."""
        return {"quota": self.quota} if self.quota else {}

    def is_home(self, url: str) -> bool:
        """Tell whether an address is the endpoint's own."""
        ours, theirs = urlsplit(self.endpoint), urlsplit(url)
        return (ours.scheme, ours.netloc) == (theirs.scheme, theirs.netloc)


class Page(httpx2.Response):
    """A whole JSON answer, already read, of which nothing but the link to the next is left."""

    def __init__(self, answer: object, following_url: str) -> None:
        link = {"link": f'<{following_url}>; rel="next"'} if following_url else {}
        super().__init__(200, headers=link, content=b"")
        self._answer = answer

    def json(self, **_: Any) -> Any:  # noqa: ANN401 - as httpx2 declares it
        """Give the answer."""
        return self._answer


_VISIT: ContextVar[Visit | None] = ContextVar("visit", default=None)


class HubTransport(httpx2.BaseTransport):
    """Carries the client's requests; keeps a connection for each reading that runs at a time."""

    def __init__(self) -> None:
        self._tls = httpx2.create_ssl_context()
        self._idle: list[Line] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Ask for one answer of the visit under way, more than once where that may help."""
        visit = _VISIT.get()
        if visit is None:
            raise HubFault("unplanned", f"a request outside any reading: {request.url.path}")
        url = str(request.url)
        _check(visit, url)
        line = self._line(visit)
        ask_again = stamina.RetryingCaller(
            attempts=_TRIES,
            timeout=None,
            wait_initial=visit.pause,
            wait_max=16 * visit.pause,
            wait_jitter=visit.pause,
        )
        return ask_again(lambda problem: _wait(problem, line), _ask, visit, line, url)

    def close(self) -> None:
        """Close the connections no reading uses."""
        while self._idle:
            self._idle.pop().pool.close()

    def release(self, visit: Visit) -> None:
        """Take a visit's connection back."""
        if visit.line is not None:
            self._idle.append(visit.line)
            visit.line = None

    def _line(self, visit: Visit) -> Line:
        if visit.line is None:
            try:
                visit.line = self._idle.pop()
            except IndexError:
                visit.line = Line.open(self._tls)
            visit.line.deadline.at = visit.deadline
        return visit.line


_LOCK = threading.Lock()
_transports: list[HubTransport] = []


def _client() -> httpx2.Client:
    return httpx2.Client(transport=_transports[0], follow_redirects=False, trust_env=False)


@contextmanager
def visiting(visit: Visit) -> Iterator[None]:
    """Let the client ask on these terms, in this thread and until the block ends."""
    with _LOCK:
        if not _transports:
            _transports.append(HubTransport())
            set_client_factory(_client)
            set_on_retry_hooks(())  # a sweep tells its requests; nobody reads a log line each
    before = _VISIT.set(visit)
    try:
        yield
    finally:
        _VISIT.reset(before)
        _transports[0].release(visit)


def _check(visit: Visit, url: str) -> None:
    """Refuse what no reading needs: another host, a page twice, pages without end."""
    if urlsplit(url).path.endswith(_TELEMETRY):
        raise HubFault("unplanned", "the client's own telemetry")
    if not visit.is_home(url):
        raise HubFault("foreign_host", f"the answer leads to another host: {origin_of(url)}")
    if url in visit.seen:
        raise HubFault("loop", f"the pages lead in a circle at {path_of(url)}")
    if len(visit.seen) >= visit.max_requests:
        raise HubFault("too_many_pages", f"more than {visit.max_requests} pages")
    visit.seen.add(url)


def _wait(problem: Exception, line: Line) -> bool | float:
    """Tell whether to ask again, and after how many seconds where the server said."""
    if not isinstance(problem, HubFault) or not problem.passing:
        return False
    if problem.wait > _left(line):
        return False
    return problem.wait or True


def _left(line: Line) -> float:
    try:
        return line.deadline.left()
    except httpcore2.TimeoutException:
        return 0.0


def _ask(visit: Visit, line: Line, url: str) -> Page:
    """Ask once."""
    before = time.monotonic()
    visit.turn()
    line.deadline.at += time.monotonic() - before
    if not _left(line):
        raise HubFault("budget", f"the time for this reading ran out before {path_of(url)}")
    visit.requests += 1
    with visit.log.asking(url, _headers(visit)) as answered:
        body, next_url = _listen(visit, line, url, answered)
    visit.sha256.update(body)
    return Page(visit.admit(_parsed(body, url)), next_url)


def _listen(visit: Visit, line: Line, url: str, answered: Answered) -> tuple[bytes, str]:
    """Send one request; give its answer's body, and the address of the next page."""
    extensions = {"timeout": _timeouts(visit)}
    try:
        with line.pool.stream(
            "GET", url, headers=_headers(visit), extensions=extensions
        ) as response:
            answered.status, answered.headers = response.status, response.headers
            headers = httpx2.Headers(response.headers)
            visit.quota = quota_in(headers) or visit.quota
            if response.status != 200:  # noqa: PLR2004 - the only answer there is
                raise _refusal(visit, url, response.status, headers)
            encoding = headers.get("content-encoding", "").strip().lower()
            answered.body = body_of(response.iter_stream(), encoding, _LARGEST_BODY)
            return answered.body, following(url, headers)
    except httpcore2.TimeoutException:
        if not _left(line):
            raise HubFault("budget", f"the time ran out while reading {path_of(url)}") from None
        raise HubFault("timeout", f"no answer in time from {path_of(url)}", passing=True) from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as problem:
        code = "truncated" if answered.status else "connection"
        raise HubFault(code, f"{path_of(url)}: {problem}"[:300], passing=True) from None
    except BodyTooLarge:
        raise HubFault("too_large", f"an answer of no end from {path_of(url)}") from None
    except ValueError as problem:
        raise HubFault("truncated", f"{path_of(url)}: {problem}") from None


def _headers(visit: Visit) -> list[tuple[bytes | str, bytes | str]]:
    """Say no more than is needed; the token goes to the endpoint, the only host there is."""
    headers: list[tuple[bytes | str, bytes | str]] = [
        ("Host", urlsplit(visit.endpoint).netloc.rpartition("@")[2]),
        ("User-Agent", visit.user_agent),
        ("Accept", "application/json"),
        ("Accept-Encoding", "gzip"),
    ]
    if visit.token:
        headers.append(("Authorization", f"Bearer {visit.token}"))
    return headers


def _timeouts(visit: Visit) -> dict[str, float]:
    return dict.fromkeys(("connect", "read", "write", "pool"), visit.timeout)


def _parsed(body: bytes, url: str) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        start = body[:40].decode("ascii", "replace").strip()
        raise HubFault("not_json", f"{path_of(url)} answered with no JSON: {start!r}") from None


def _refusal(visit: Visit, url: str, status: int, headers: httpx2.Headers) -> HubFault:
    """Name a status that is no success."""
    path = path_of(url)
    if 300 <= status < 400:  # noqa: PLR2004 - redirections
        target = target_of(url, headers)
        if not visit.is_home(target):
            return HubFault("foreign_host", f"{path} leads to another host: {origin_of(target)}")
        return HubFault("renamed", f"{path} has moved to {path_of(target)}")
    why = "".join(c for c in headers.get("x-error-code", "")[:40] if c.isalnum())
    said = f"{path} answered with status {status}" + (f" ({why})" if why else "")
    if status in _GONE:
        return HubFault("gone", said)
    code = "rate_limited" if status == 429 else f"http_{status}"  # noqa: PLR2004 - the code says it
    fault = HubFault(code, said, passing=status in _AGAIN)
    fault.wait = asked_wait(headers, visit.clock())
    return fault
