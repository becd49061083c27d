"""What timestamping authorities signed of the heads, kept as they sent it."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select

from verifier.ports import Stamp
from verifier.store import chain
from verifier.store.schema import seals, stamps


def append_stamp(
    connection: Connection, seal: int, at: datetime, authority: str, token: bytes
) -> None:
    """Keep the answer (DER) an authority gave for a seal."""
    row = {"seal": seal, "at": at, "authority": authority, "token": b64encode(token).decode()}
    chain.append(connection, stamps, [row])


def read_stamps(connection: Connection) -> Iterator[Stamp]:
    """Give every stamp in the order they were kept; what is no base64 as an empty token."""
    query = (
        select(stamps.c.number, seals.c.link, stamps.c.at, stamps.c.authority, stamps.c.token)
        .join(seals, seals.c.number == stamps.c.seal)
        .order_by(stamps.c.number)
    )
    for number, link, at, authority, token in connection.execute(query):
        yield Stamp(number, link, at, authority, _bytes(token))


def _bytes(token: str) -> bytes:
    try:
        return b64decode(token, validate=True)
    except ValueError:
        return b""
