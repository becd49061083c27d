import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from tests.fakes.hook_server import HookServer
from verifier.errors import ConfigurationError
from verifier.notices import Recipient


@pytest.fixture
def hook() -> Iterator[HookServer]:
    with HookServer() as server:
        yield server


def test_a_message_arrives_as_it_was_written(hook: HookServer) -> None:
    body = "a <b> & *c* _d_\n\nhttps://example.org/?a=1&b=2\n<script>@everyone 开源"
    assert Recipient(hook.address).send("A title", body) == ""
    (got,) = hook.got
    assert (got["title"], got["message"], got["attachments"]) == ("A title", body, [])


def test_an_address_is_known_by_its_digest_and_shown_without_its_password(
    hook: HookServer,
) -> None:
    one, again = Recipient(hook.address), Recipient(hook.address)
    other = Recipient(hook.address.replace("sesame", "simsim"))
    assert one.id == again.id != other.id
    assert "sesame" not in one.shown
    assert "sesame" not in one.id
    assert one.shown.startswith("json://verifier:")


@pytest.mark.parametrize("status", [301, 400, 404, 500, 503])
def test_a_service_that_refuses_is_told_of_and_raises_nothing(
    hook: HookServer, status: int
) -> None:
    hook.status = status
    assert f"error={status}" in Recipient(hook.address).send("t", "b")


def test_a_service_that_is_down_is_told_of_and_raises_nothing() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    trouble = Recipient(f"json://user:sesame@127.0.0.1:{port}").send("t", "b")
    assert trouble
    assert "sesame" not in trouble
    assert "\n" not in trouble


def test_a_service_that_never_answers_is_given_up(hook: HookServer) -> None:
    answered = threading.Event()

    def wait() -> None:
        answered.wait(30)

    hook.before = wait
    trouble = Recipient(hook.address, timeout=0.2).send("t", "b")
    answered.set()
    assert trouble


@pytest.mark.parametrize(
    "address", ["nope://x", "json://", "mailto://", "slack", "https://example.org/sesame"]
)
def test_an_address_that_no_service_has_is_a_configuration_error_without_it(address: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        Recipient(address)
    assert "none that Apprise knows" in str(told.value)
    assert "sesame" not in str(told.value)


def test_without_apprise_the_remedy_is_named() -> None:
    code = (
        "import sys; sys.modules['apprise'] = None\n"
        "from verifier.errors import ConfigurationError\n"
        "from verifier.notices import Recipient\n"
        "try: Recipient('json://localhost')\n"
        "except ConfigurationError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "Apprise is not installed: pip install 'verifier[notify]'\n"


def test_the_room_is_the_services_own() -> None:
    telegram = Recipient("tgram://123456789:abcdefg_hijklmnop/12315544/")
    assert 3500 < telegram.room < 4096
    assert telegram.room < Recipient("json://localhost").room


def test_what_is_longer_than_a_service_takes_comes_in_pieces_unless_the_address_says_else() -> None:
    from apprise import OverflowMode

    assert Recipient("json://localhost")._service.overflow_mode is OverflowMode.SPLIT
    kept = Recipient("json://localhost?overflow=truncate")
    assert kept._service.overflow_mode is OverflowMode.TRUNCATE
