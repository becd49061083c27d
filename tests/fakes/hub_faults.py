"""The ways in which the loopback Hub goes wrong, each played on the socket itself."""

import gzip
import json
import socket
import struct
import time
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.hub_server import _Handler

_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"


@dataclass
class Sabotage:
    """What to do to which answers: `times` of those at `at`, after `skip` (-1: all)."""

    kind: str
    at: str
    skip: int
    times: int
    how: dict[str, Any] = field(default_factory=dict)

    def strikes(self, path: str) -> bool:
        """Tell whether this answer is struck, and count it."""
        if self.at not in path or self.times == 0:
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= self.times > 0
        return True


def sabotage(
    to: "_Handler",
    fault: Sabotage,
    answer: Any,  # noqa: ANN401 - whatever JSON can hold
    more: dict[str, str],
    canary: str,
) -> None:
    """Spoil an answer."""
    kind, how = fault.kind, fault.how
    if kind in _TRANSPORT:
        to.close_connection = True
        _TRANSPORT[kind](to, json.dumps(answer).encode(), how)
    elif kind == "status":
        to.send(how["status"], how.get("body", "{}").encode(), how.get("headers"))
    elif kind == "body":
        text = how["text"] * how.get("copies", 1)
        to.send(200, text.encode("utf-8", "surrogatepass"), more)
    elif kind == "redirect":
        to.send(how.get("status", 307), b"{}", {"location": how.get("to", canary + "/api/models")})
    elif kind == "link":
        to.send(200, json.dumps(answer).encode(), {"link": _link(to, how, canary)})
    elif kind == "record":
        answer = [{**answer[0], **how["change"]}, *answer[1:]]
        to.send(200, json.dumps(answer).encode(), more)
    elif kind == "extra":
        to.send(200, json.dumps([*answer, *how["records"]]).encode(), more)
    elif kind == "twice":
        to.send(200, json.dumps([*answer, *answer[:1]]).encode(), more)
    elif kind == "half":
        to.send(200, json.dumps(answer[: len(answer) // 2]).encode(), more)
    else:
        raise ValueError(kind)


def _link(to: "_Handler", how: dict[str, Any], canary: str) -> str:
    host = f"http://{to.headers['host']}"
    match how.get("to"):
        case None:
            return ""
        case "canary":
            return f'<{canary}/api/models?cursor=1>; rel="next"'
        case "itself":
            return f'<{host}{to.path}>; rel="next"'
        case "endless":
            path, _, turn = to.path.partition("&turn=")
            return f'<{host}{path}&turn={int(turn or 0) + 1}>; rel="next"'
        case other:
            return str(other)


def _reset(to: "_Handler", body: bytes, how: dict[str, Any]) -> None:
    """Close with a reset, after half the body where it is to come midway."""
    if how.get("midway", True):
        head = _HEAD + b"content-length: %d\r\n\r\n" % len(body)
        to.wfile.write(head + body[: len(body) // 2])
        to.wfile.flush()
        time.sleep(0.05)
    to.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    to.connection.close()


def _short(to: "_Handler", body: bytes, _: dict[str, Any]) -> None:
    to.wfile.write(_HEAD + b"content-length: %d\r\n\r\n" % (len(body) + 10) + body)


def _unmarked(to: "_Handler", body: bytes, _: dict[str, Any]) -> None:
    """Half a body whose end is told by nothing but the closed connection."""
    to.wfile.write(_HEAD + b"connection: close\r\n\r\n" + body[: len(body) // 2])


def _drip(to: "_Handler", body: bytes, how: dict[str, Any]) -> None:
    head = _HEAD + b"content-length: 100000\r\n\r\n"
    sent = head if how.get("head") else body
    if not how.get("head"):
        to.wfile.write(head)
    for byte in sent * 1000:
        to.wfile.write(bytes([byte]))
        to.wfile.flush()
        time.sleep(how.get("every", 0.05))


def _silence(_: "_Handler", __: bytes, how: dict[str, Any]) -> None:
    time.sleep(how["seconds"])


def _endless(to: "_Handler", _: bytes, __: dict[str, Any]) -> None:
    to.wfile.write(_HEAD + b"transfer-encoding: chunked\r\n\r\n")
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    while True:
        to.wfile.write(chunk)


def _bomb(to: "_Handler", _: bytes, __: dict[str, Any]) -> None:
    """Unfold to 200 MB, cheaply made: one flushed block over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    first = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    body = first + block * 199
    head = b"content-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(body)
    to.wfile.write(_HEAD + head + body)


def _gzip(to: "_Handler", body: bytes, how: dict[str, Any]) -> None:
    body = gzip.compress(body)[: how.get("keep")]
    head = b"content-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(body)
    to.wfile.write(_HEAD + head + body)


def _encoding(to: "_Handler", body: bytes, how: dict[str, Any]) -> None:
    """Say the body is encoded, which it is not."""
    head = b"content-encoding: %s\r\ncontent-length: %d\r\n\r\n" % (how["name"].encode(), len(body))
    to.wfile.write(_HEAD + head + body)


_TRANSPORT = {
    "encoding": _encoding,
    "reset": _reset,
    "short": _short,
    "unmarked": _unmarked,
    "drip": _drip,
    "silence": _silence,
    "endless": _endless,
    "bomb": _bomb,
    "gzip": _gzip,
}
