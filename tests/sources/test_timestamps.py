import time

import pytest

from tests.fakes.authority import Authority
from verifier.sources.timestamps import Stamped, Unstamped, ask, imprint_of, read

HEAD = "ab" * 32


def _ask(url: str, timeout: float = 1) -> bytes | Unstamped:
    return ask(url, HEAD, timeout=timeout, user_agent="test/1")


def test_an_authority_signs_the_head_as_it_is_printed(authority: Authority) -> None:
    token = _ask(authority.url, timeout=10)
    assert isinstance(token, bytes)
    assert authority.is_signed(token, HEAD)
    assert not authority.is_signed(token, HEAD.upper())
    said = read(token)
    assert isinstance(said, Stamped)
    assert said.imprint == imprint_of(HEAD)


@pytest.mark.parametrize(
    ("mode", "why"),
    [
        ("hang", "no whole answer within 1 seconds"),
        ("trickle", "no whole answer within 1 seconds"),
        ("500", "it answered 500"),
        ("garbage", "what it sent is no timestamp"),
        ("flood", "it sent more than a timestamp"),
    ],
)
def test_an_authority_that_misbehaves_is_told_and_never_waited_for(
    authority: Authority, mode: str, why: str
) -> None:
    authority.mode = mode
    began = time.monotonic()
    assert _ask(authority.url) == Unstamped(why)
    assert time.monotonic() - began < 5


def test_what_was_signed_for_another_request_is_not_taken(authority: Authority) -> None:
    assert isinstance(_ask(authority.url, timeout=10), bytes)
    authority.mode = "replay"
    assert _ask(authority.url) == Unstamped("it signed something else")


def test_an_authority_that_is_not_there_is_told() -> None:
    answer = _ask("http://127.0.0.1:1/tsr")
    assert isinstance(answer, Unstamped)
    assert answer.why.startswith("it cannot be asked: ")


@pytest.mark.parametrize("token", [b"", b"garbage", b"\x30\x05\x30\x03\x02\x01\x02"])
def test_what_is_no_token_is_told(token: bytes) -> None:
    assert isinstance(read(token), Unstamped)
