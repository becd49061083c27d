import socket
import time
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ssrfguard import BlockedAddressError

from tests.fakes.dialled import recorded
from tests.fakes.feed_server import FeedServer, redirect
from tests.fakes.hostile_feeds import drip
from verifier.sources.fetch import Fetcher, Unfetched
from verifier.sources.fetch_guard import PUBLIC, Answer, Gate, GuardedBackend

LOOPBACK = (
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "0177.1",
    "localhost",
    "LOCALHOST.",
    "①②⑦.0.0.1",
    "127。0。0。1",
    "127.0.0.1.",
    "0",
    "0.0.0.0",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1%25lo]",
    "%31%32%37.0.0.1",
)
ELSEWHERE = (
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://[fd00:ec2::254]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[4000::1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://private.test/",
    "http://both.test/",
    "https://private.test/",
    "http://public.test:22/",
    "http://public.test:8080/",
    "http://user@public.test/",
    "file:///etc/passwd",
    "ftp://public.test/feed",
    "gopher://public.test/",
    "data:text/xml,<rss/>",
    "javascript:alert(1)",
    "//private.test/feed",
    "http://",
    "http:///feed",
    "http://[::1/",
    "http://private.test\\@public.test/",
    "http://public.test:99999/",
)
NAMES = {
    "private.test": ("10.1.2.3",),
    "both.test": ("93.184.215.14", "127.0.0.1"),
}


def resolver(
    host: str, port: int, family: int, kind: int, protocol: int, flags: int
) -> list[Answer]:
    if host in NAMES:
        return [(socket.AF_INET, kind, 6, "", (address, port)) for address in NAMES[host]]
    if host.endswith(".test"):
        raise socket.gaierror(f"{host} is not known")
    return list(socket.getaddrinfo(host, port, family, kind, protocol, flags))


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as server:
        yield server


@pytest.mark.parametrize(
    "target", [*(f"http://{host}/" for host in LOOPBACK), *ELSEWHERE], ids=lambda target: target
)
def test_a_redirect_leads_nowhere_that_is_not_public(server: FeedServer, target: str) -> None:
    server.routes["/feed"] = redirect(target)
    with (
        recorded() as dialled,
        Fetcher(
            user_agent="t", timeout=2, allow_private=(server.origin,), resolver=resolver
        ) as fetcher,
    ):
        redirected, asked = fetcher.get(server.url("/feed")), fetcher.get(target)
    assert isinstance(redirected, Unfetched)
    assert isinstance(asked, Unfetched)
    assert set(dialled) <= {server.origin}


@pytest.mark.parametrize("host", LOOPBACK, ids=lambda host: host)
def test_no_spelling_of_this_machine_reaches_another_port_of_it(
    server: FeedServer, host: str
) -> None:
    with FeedServer() as canary:
        server.routes["/feed"] = redirect(f"http://{host}:{canary.port}/")
        with Fetcher(user_agent="t", timeout=2, allow_private=(server.origin,)) as fetcher:
            assert isinstance(fetcher.get(server.url("/feed")), Unfetched)
        assert canary.asked == []


def test_a_public_feed_cannot_redirect_into_an_allowed_private_origin(server: FeedServer) -> None:
    gate = Gate((server.origin, "intranet.test:80"))
    for url in (server.url("/feed"), "http://intranet.test/", "http://intranet.test:80/"):
        gate.admit(url, private=True)
        with pytest.raises(Exception, match="private network"):
            gate.admit(url, private=False)


def test_an_allowed_origin_allows_no_other_port_or_name_of_its_host(server: FeedServer) -> None:
    gate = Gate((server.origin,))
    assert gate.is_private(server.url("/any"))
    assert not gate.is_private(f"http://127.0.0.1:{server.port + 1}/")
    assert not gate.is_private(f"http://localhost:{server.port}/")


class Elsewhere(httpcore.NetworkStream):
    """A connection whose other end is where it was told to be."""

    def __init__(self, address: str) -> None:
        self._address = address

    def get_extra_info(self, info: str) -> tuple[str, int] | None:
        return (self._address, 80) if info == "server_addr" else None

    def close(self) -> None:
        """Nothing is open."""


class Dialler(httpcore.NetworkBackend):
    """Notes what it is told to dial; lands at `lands` if that is given."""

    def __init__(self, lands: str = "") -> None:
        self.dialled: list[str] = []
        self._lands = lands

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        self.dialled.append(host)
        return Elsewhere(self._lands or host)


def test_a_name_that_turns_private_after_it_was_judged_is_not_dialled() -> None:
    answers = ["93.184.215.14", "127.0.0.1"]

    def turning(host: str, port: int, *_: int) -> list[Answer]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    dialler = Dialler()
    backend = GuardedBackend(turning, dialler)
    target, policy = Gate().admit("http://turning.test/", private=False)
    backend.admit(target, policy, time.monotonic() + 5)
    backend.connect_tcp("turning.test", 80)
    assert (dialler.dialled, answers) == (["93.184.215.14"], ["127.0.0.1"])
    with pytest.raises(BlockedAddressError):
        backend.connect_tcp("turning.test", 80)
    assert dialler.dialled == ["93.184.215.14"]


def test_a_connection_that_lands_elsewhere_than_dialled_is_given_up() -> None:
    backend = GuardedBackend(
        lambda host, port, *_: [(socket.AF_INET, 1, 6, "", ("93.184.215.14", port))],
        Dialler(lands="10.0.0.1"),
    )
    target, policy = Gate().admit("http://moved.test/", private=False)
    backend.admit(target, policy, time.monotonic() + 5)
    with pytest.raises(BlockedAddressError):
        backend.connect_tcp("moved.test", 80)


def test_only_the_admitted_origin_is_dialled() -> None:
    dialler = Dialler()
    backend = GuardedBackend(socket.getaddrinfo, dialler)
    with pytest.raises(BlockedAddressError):
        backend.connect_tcp("93.184.215.14", 80)
    target, policy = Gate().admit("http://93.184.215.14/", private=False)
    backend.admit(target, policy, time.monotonic() + 5)
    for host, port in (("93.184.215.15", 80), ("93.184.215.14", 81)):
        with pytest.raises(BlockedAddressError):
            backend.connect_tcp(host, port)
    assert dialler.dialled == []


@given(st.ip_addresses(v=6))
def test_no_address_outside_global_unicast_is_public(address: IPv6Address) -> None:
    if int(address) >> 125 != 1:
        assert PUBLIC.classify(address).blocked


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_one_is_never_public(address: IPv4Address) -> None:
    number = int(address)
    for wrapped in (0xFFFF << 32 | number, 0x2002 << 112 | number << 80, 0x64FF9B << 96 | number):
        assert PUBLIC.classify(IPv6Address(wrapped)).blocked


def test_an_answer_that_drips_is_given_up_long_before_the_time_limit(server: FeedServer) -> None:
    server.routes["/drip"] = drip
    with Fetcher(user_agent="t", timeout=60, allow_private=(server.origin,)) as fetcher:
        began = time.monotonic()
        answer = fetcher.get(server.url("/drip"))
        assert time.monotonic() - began < 15
    assert isinstance(answer, Unfetched)
    assert answer.fault == "timeout"
