"""Messages over a socket: a frame is four bytes of length, and so many of payload."""

import socket
import struct

_LENGTH = struct.Struct(">I")


def receive(connection: socket.socket) -> bytes | None:
    """Read one frame; None at the end of the conversation."""
    head = _exactly(connection, _LENGTH.size)
    if head is None:
        return None
    return _exactly(connection, _LENGTH.unpack(head)[0])


def send(connection: socket.socket, payload: bytes) -> None:
    """Write one frame."""
    connection.sendall(_LENGTH.pack(len(payload)))
    connection.sendall(payload)


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = connection.recv(min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
