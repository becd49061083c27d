"""Where a fetch may connect to, decided on the address really dialled.

A name says nothing about where it leads, so the decision is made at connect time: one lookup,
every answer judged, the connection opened to a judged address and the peer compared with it.
The judging table is ssrfguard's, made stricter in two ways: an address that carries another
one inside (`::ffff:0:0/96`, 6to4, Teredo, NAT64) is refused whatever it carries, and so is
every IPv6 address outside global unicast (2000::/3).
"""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from ipaddress import ip_address, ip_network
from ssl import SSLContext
from typing import Any

import httpcore
from ssrfguard import (
    DEFAULT_DENIED,
    Address,
    AddressTable,
    Block,
    BlockedAddressError,
    BlockedURLError,
    Policy,
    Reach,
    SSRFGuardError,
    Target,
    resolve,
)

Answer = tuple[int, int, int, str, tuple[Any, ...]]
Resolver = Callable[[str, int, int, int, int, int], Sequence[Answer]]
"""The shape of `socket.getaddrinfo`, called by position."""

_AT_ONCE = 1 << 18
"""Bytes asked of a connection at once: read in smaller pieces, bodies leave gaps in the heap."""
_PATIENCE = 8.0
_SLOWEST = 200
"""Bytes a second, on the average of an answer that has lasted longer than `_PATIENCE` seconds."""
_NOT_UNICAST = tuple(
    Block(ip_network(network), "outside global unicast", "RFC4291", Reach.DENIED)
    for network in ("::/3", "4000::/2", "8000::/1")
)
PUBLIC = AddressTable(
    tuple(
        replace(block, reach=Reach.DENIED) if block.reach is Reach.TRANSLATED else block
        for block in DEFAULT_DENIED.blocks
    )
    + _NOT_UNICAST
)
"""What may not be dialled: everything but plain, globally routed unicast addresses."""


class Gate:
    """Decides which URLs may be asked for: public ones, and origins allowed by name."""

    def __init__(self, allow_private: Iterable[str] = ()) -> None:
        self._private = frozenset(origin.lower() for origin in allow_private)
        self._public_policy = Policy(denied_networks=PUBLIC)
        ports = frozenset(int(origin.rpartition(":")[2]) for origin in self._private)
        self._private_policy = Policy(
            denied_networks=AddressTable(()), allowed_ports=ports or frozenset({80})
        )

    def is_private(self, url: str) -> bool:
        """Tell whether a URL's own `host:port` is allowed by name."""
        try:
            target = self._private_policy.check_url(url)
        except SSRFGuardError:
            return False
        return f"{target.host}:{target.port}" in self._private

    def admit(self, url: str, *, private: bool) -> tuple[Target, Policy]:
        """Give the origin to dial and the rules for its addresses, or raise SSRFGuardError.

        Origins allowed by name are open only to a fetch that began at one (`private`): a public
        feed cannot redirect into a private network.
        """
        if self.is_private(url):
            if not private:
                raise BlockedURLError(url, "leads from a public address into a private network")
            return self._private_policy.check_url(url), self._private_policy
        return self._public_policy.check_url(url), self._public_policy


class GuardedBackend(httpcore.NetworkBackend):
    """Dials the admitted target and nothing else, within one deadline. For one thread."""

    def __init__(self, resolver: Resolver, dialler: httpcore.NetworkBackend | None = None) -> None:
        self._resolver = resolver
        self._dialler = dialler or httpcore.SyncBackend()
        self._target: Target | None = None
        self._policy = Policy(denied_networks=PUBLIC)
        self._deadline = 0.0
        self._answering_since = 0.0
        self._received = 0

    def admit(self, target: Target, policy: Policy, deadline: float) -> None:
        """Say what may be dialled next, and until when (`time.monotonic`)."""
        self._target, self._policy, self._deadline = target, policy, deadline
        self._answering_since, self._received = 0.0, 0

    def received(self, size: int) -> None:
        """Count what came; raises TimeoutError when it comes too slowly to be worth a wait."""
        now = time.monotonic()
        self._answering_since = self._answering_since or now
        self._received += size
        taken = now - self._answering_since
        if taken > _PATIENCE and self._received < taken * _SLOWEST:
            raise TimeoutError(f"fewer than {_SLOWEST} bytes a second arrive")

    def left(self, timeout: float | None = None) -> float:
        """Give the seconds one wait may take; raises TimeoutError when none are left."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for this fetch is used up")
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> "DeadlineStream":
        """Look the name up once, judge every answer, connect to one that was judged."""
        target = self._target
        if target is None or (host, port) != (target.host, target.port):
            raise BlockedAddressError(host, "only the admitted origin may be dialled")
        addresses = resolve(target, policy=self._policy, resolver=self._look_up)
        failure: Exception | None = None
        for address in addresses[: self._policy.max_connection_attempts]:
            try:
                return self._connect(address, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                failure = problem
        raise failure or httpcore.ConnectError("no address to connect to")

    def _connect(
        self,
        address: Address,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[Any] | None,
    ) -> "DeadlineStream":
        stream = self._dialler.connect_tcp(
            str(address.ip), address.port, self.left(timeout), local_address, socket_options
        )
        peer = ip_address(str(stream.get_extra_info("server_addr")[0]))
        if peer != address.ip:
            stream.close()
            raise BlockedAddressError(str(peer), f"{address.ip} was dialled, another one answered")
        return DeadlineStream(stream, self)

    def _look_up(
        self, host: str, port: int, family: int, kind: int, protocol: int, flags: int
    ) -> Sequence[Answer]:
        """Ask the resolver in a thread of its own: the platform's knows no time limit."""
        answers: list[Sequence[Answer]] = []
        problems: list[OSError] = []

        def ask() -> None:
            try:
                answers.append(self._resolver(host, port, family, kind, protocol, flags))
            except (OSError, UnicodeError) as problem:
                problems.append(socket.gaierror(f"{host}: {problem}"))

        if flags & socket.AI_NUMERICHOST:
            ask()
        else:
            thread = threading.Thread(target=ask, daemon=True, name="name lookup")
            thread.start()
            thread.join(self.left())
        if answers:
            return answers[0]
        raise problems[0] if problems else TimeoutError(f"{host} was not resolved in time")


class DeadlineStream(httpcore.NetworkStream):
    """A connection on which every wait ends with the fetch's deadline, however it drips."""

    def __init__(self, stream: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there, more than `max_bytes` if there is more."""
        part = self._stream.read(max(max_bytes, _AT_ONCE), self._backend.left(timeout))
        self._backend.received(len(part))
        return part

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write it all."""
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "DeadlineStream":
        """Shake hands; the platform bounds a handshake as a whole."""
        secured = self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout))
        return DeadlineStream(secured, self._backend)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own signature
        """Pass questions on to the connection."""
        return self._stream.get_extra_info(info)
