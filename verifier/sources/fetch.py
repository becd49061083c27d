"""One guarded GET, for addresses that anybody may have written into a claim.

http and https only, ports 80 and 443 only, no credentials, cookies, proxies or environment; at
most five redirects, each judged anew; one deadline over everything; bodies bounded as they
arrive. httpcore is used as it is: it adds no header, decodes nothing and follows nothing, so
all that happens stands here.
"""

import re
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from socket import getaddrinfo
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore
from ssrfguard import SSRFGuardError, Target

from verifier.sources.fetch_body import BadBody
from verifier.sources.fetch_guard import Gate, GuardedBackend, Resolver
from verifier.sources.fetch_hosts import Hosts
from verifier.sources.fetch_wire import Answer, Line, ask
from verifier.sources.log import Log

_CREDENTIALS = re.compile(r"//[^/\s@]*@")
_HOPS = 5
_LONGEST_WAIT = 10.0
"""A host that asks to be asked again within so many seconds is asked again."""
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({302, 303, 307}) | _PERMANENT


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole answer with status 200, or 304 where the request was conditional."""

    url: str
    """The address that answered, after redirects."""
    status: int
    body: bytes
    headers: Mapping[str, str]
    """Names in lower case; values cut at 1,000 characters."""
    moved_to: str = ""
    """Where permanent redirects led, when nothing else preceded them."""
    requests: int = 1


@dataclass(frozen=True, slots=True)
class Unfetched:
    """No usable answer: a stable code, and what happened for a reader."""

    fault: str
    detail: str
    requests: int = 0


@dataclass(slots=True)
class _Trip:
    """One fetch on its way through redirects."""

    start: str
    url: str
    deadline: float
    private: bool
    headers: Mapping[str, str]
    log: Log | None = None
    requests: int = 0
    moved_to: str = ""
    permanently: bool = True
    waited: bool = False

    def failed(self, fault: str, detail: object) -> Unfetched:
        """End the trip."""
        via = f" (on the way from {self.start})" if self.url != self.start else ""
        words = _CREDENTIALS.sub("//", f"{self.url}{via}: {detail}")
        return Unfetched(fault, words[:500], self.requests)


class Fetcher:
    """Fetches from any number of threads, each with connections of its own.

    `allow_private` names origins as "host:port" that may be fetched although they are not public.
    `resolver` stands in for `socket.getaddrinfo`; what it answers is judged all the same.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        timeout: float = 30.0,
        allow_private: tuple[str, ...] = (),
        resolver: Resolver = getaddrinfo,
        per_host: int = 4,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._headers = {
            "User-Agent": user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
        }
        self._timeout = timeout
        self._gate = Gate(allow_private)
        self._resolver = resolver
        self._hosts = Hosts(per_host)
        self._tls = tls or httpcore.default_ssl_context()
        self._local = threading.local()
        self._lock = threading.Lock()
        self._lines: list[Line] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every thread's connections; call it when no fetch is under way."""
        with self._lock:
            for line in self._lines:
                line.pool.close()
            self._lines.clear()
        self._local = threading.local()

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, log: Log | None = None
    ) -> Fetched | Unfetched:
        """Fetch one address; a fault of the world is an answer, never an exception."""
        trip = _Trip(
            start=url,
            url=url,
            deadline=time.monotonic() + self._timeout,
            private=self._gate.is_private(url),
            headers={**self._headers, **(headers or {})},
            log=log,
        )
        line = self._line()
        while True:
            try:
                done = self._hop(trip, line)
            except SSRFGuardError as refusal:
                return trip.failed("refused", refusal)
            except BadBody as problem:
                return trip.failed(problem.fault, problem.detail)
            except (TimeoutError, httpcore.TimeoutException) as problem:
                return trip.failed("timeout", str(problem) or "no whole answer in time")
            except (OSError, httpcore.NetworkError) as problem:
                return trip.failed(_fault(problem), problem)
            except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, ValueError) as problem:
                return trip.failed("bad_http", problem)
            if done is not None:
                return done

    def _line(self) -> Line:
        line: Line | None = getattr(self._local, "line", None)
        if line is None:
            line = self._local.line = Line.to(GuardedBackend(self._resolver), self._tls)
            with self._lock:
                self._lines.append(line)
        return line

    def _hop(self, trip: _Trip, line: Line) -> Fetched | Unfetched | None:
        """Ask once; None means to ask again, at `trip.url`."""
        target, policy = self._gate.admit(trip.url, private=trip.private)
        paused = self._hosts.paused_for(target.host)
        if paused:
            return trip.failed("paused", f"the host asks to be left alone for {paused:.0f} s more")
        with self._hosts.slot(target.host, trip.deadline):
            trip.requests += 1
            line.backend.admit(target, policy, trip.deadline)
            answer = ask(line, target, trip.url, trip.headers, trip.log)
        if answer.status in _REDIRECTS and "location" in answer.headers:
            return self._redirect(trip, answer)
        if answer.status in (200, 304):
            return Fetched(
                trip.url, answer.status, answer.body, answer.headers, trip.moved_to, trip.requests
            )
        return self._refusal(trip, target, answer)

    def _redirect(self, trip: _Trip, answer: Answer) -> Unfetched | None:
        if trip.requests > _HOPS:
            return trip.failed("redirects", f"more than {_HOPS} redirects")
        url = urljoin(trip.url, answer.headers["location"].strip())
        if urlsplit(trip.url).scheme == "https" and urlsplit(url).scheme == "http":
            return trip.failed("downgrade", f"redirects from https to {url}")
        trip.permanently = trip.permanently and answer.status in _PERMANENT
        trip.url = url
        trip.moved_to = url if trip.permanently else trip.moved_to
        return None

    def _refusal(self, trip: _Trip, target: Target, answer: Answer) -> Unfetched | None:
        """Answer for a status that is no success; a host's wish to be left alone is kept."""
        if answer.status in (429, 503):
            asked = _seconds(answer.headers.get("retry-after", ""))
            if asked and asked <= min(_LONGEST_WAIT, trip.deadline - time.monotonic()):
                if not trip.waited:
                    trip.waited = True
                    time.sleep(asked)
                    return None
            elif asked:
                self._hosts.pause(target.host, asked)
        if answer.status == 410:  # noqa: PLR2004 - the code says it
            return trip.failed("gone", "the address is gone for good (410)")
        return trip.failed(f"http_{answer.status}", f"answered with status {answer.status}")


def _seconds(retry_after: str) -> float:
    """Read a Retry-After in seconds; its form as a date is taken for a minute."""
    text = retry_after.strip()
    if not text:
        return 0.0
    return float(text) if text.isdecimal() and len(text) < 10 else 60.0  # noqa: PLR2004


def _fault(problem: Exception) -> str:
    cause: BaseException | None = problem
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    return "connection"
