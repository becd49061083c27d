"""An outsider's word for when a head was known: a timestamping authority's signature (RFC 3161).

What is signed is the head as it is printed: 64 letters, without a line's end. `openssl ts -verify`
checks a token against a file of just those.
"""

import hashlib
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest, TimeStampResponse

LONGEST = 10.0
"""Seconds an authority may take at most, whatever it sends meanwhile."""
_MOST = 65_536
_GRANTED = frozenset({0, 1})
_OK = 200
_TYPE = "application/timestamp-query"


@dataclass(frozen=True, slots=True)
class Unstamped:
    """Why there is no token, for a reader."""

    why: str


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a token says."""

    imprint: str
    """SHA-256, hexadecimal, of what was signed."""
    at: datetime
    """UTC; the authority's clock."""


def missing() -> str:
    """Say what to install where the library is not there; "" where it is."""
    there = find_spec("rfc3161_client") is not None
    return "" if there else "a library is missing: pip install 'verifier[timestamp]'"


def ask(url: str, head: str, *, timeout: float, user_agent: str) -> bytes | Unstamped:
    """Have an authority sign a head; give its answer (DER). Never raises for a fault of the world.

    Takes `timeout` seconds and `LONGEST` at most.
    """
    if missing():
        return Unstamped(missing())
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    built = TimestampRequestBuilder().data(head.encode()).hash_algorithm(HashAlgorithm.SHA256)
    request = built.cert_request(cert_request=True).build()
    answers: list[bytes | Unstamped] = []

    def post() -> None:
        answers.append(_post(url, request.as_bytes(), timeout, user_agent))

    asking = threading.Thread(target=post, daemon=True, name="timestamp")
    asking.start()
    asking.join(min(timeout, LONGEST))
    if not answers:
        return Unstamped(f"no whole answer within {min(timeout, LONGEST):g} seconds")
    (answer,) = answers
    return answer if isinstance(answer, Unstamped) else _checked(answer, request)


def read(token: bytes) -> Stamped | Unstamped:
    """Tell what a stored answer signed, and when; not whether its signer may be believed.

    Takes the library: ask `missing` first.
    """
    import rfc3161_client

    try:
        info = rfc3161_client.decode_timestamp_response(token).tst_info
        return Stamped(info.message_imprint.message.hex(), info.gen_time.astimezone(UTC))
    except ValueError:
        return Unstamped("it is no timestamp")


def imprint_of(head: str) -> str:
    """Hash a head as an authority is to sign it: SHA-256, hexadecimal."""
    return hashlib.sha256(head.encode()).hexdigest()


def _post(url: str, request: bytes, timeout: float, user_agent: str) -> bytes | Unstamped:
    import httpx

    headers = {"Content-Type": _TYPE, "User-Agent": user_agent, "Accept-Encoding": "identity"}
    answer = b""
    try:
        with (
            httpx.Client(timeout=timeout, trust_env=False) as client,
            client.stream("POST", url, content=request, headers=headers) as response,
        ):
            if response.status_code != _OK:
                return Unstamped(f"it answered {response.status_code}")
            for piece in response.iter_raw():
                answer += piece
                if len(answer) > _MOST:
                    return Unstamped("it sent more than a timestamp")
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        return Unstamped(f"it cannot be asked: {str(error) or type(error).__name__}")
    return answer


def _checked(answer: bytes, request: "TimeStampRequest") -> bytes | Unstamped:
    import rfc3161_client

    try:
        response = rfc3161_client.decode_timestamp_response(answer)
        if response.status not in _GRANTED:
            return Unstamped(f"it refused (status {response.status})")
        return answer if _is_for(response, request) else Unstamped("it signed something else")
    except ValueError:
        return Unstamped("what it sent is no timestamp")


def _is_for(response: "TimeStampResponse", request: "TimeStampRequest") -> bool:
    info = response.tst_info
    same = info.message_imprint.message == request.message_imprint.message
    return same and info.nonce == request.nonce
