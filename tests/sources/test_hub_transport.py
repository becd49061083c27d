import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from huggingface_hub import HfApi, close_session

from tests.fakes.hub_readings import BUDGET, NIGHT, TOKEN, source
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo
from verifier.core.evidence import Repository
from verifier.core.sweeps import Failed, Memory, Read
from verifier.sources.hub import HubSource
from verifier.sources.hub_transport import HubFault

CERTIFICATE = Path(__file__).parent.parent / "fakes" / "loopback.pem"
READ_ONCE = """
from datetime import UTC, datetime
from verifier.core.sweeps import Memory
from verifier.sources.hub import HubSource
clock = lambda: datetime(2026, 6, 1, tzinfo=UTC)
print(HubSource("lab", clock=clock, user_agent="ours/1").read(Memory()))
"""


def read_elsewhere(**environment: str) -> str:
    """Read in a process of its own, whose environment speaks; give what was printed."""
    said = subprocess.run(
        [sys.executable, "-c", READ_ONCE],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stderr == ""
    return said.stdout


def test_a_token_goes_to_the_endpoint_and_nowhere_else(hub: HubServer) -> None:
    hub.set(page_size=2)
    assert isinstance(source(hub, token=TOKEN).read(Memory()), Read)
    assert {r["headers"]["authorization"] for r in hub.requests()} == {f"Bearer {TOKEN}"}
    hub.fail("redirect", status=302)
    assert isinstance(source(hub, token=TOKEN).read(Memory()), Failed)
    assert hub.canary_requests() == []


def test_without_a_token_nothing_tells_who_asks(hub: HubServer, tmp_path: Path) -> None:
    said = read_elsewhere(HF_ENDPOINT=hub.url, HF_TOKEN=TOKEN, HF_HOME=str(tmp_path))
    assert "whole=True" in said
    assert TOKEN not in said
    (request,) = hub.requests()
    assert sorted(request["headers"]) == ["accept", "accept-encoding", "host", "user-agent"]
    assert request["headers"]["user-agent"] == "ours/1"


def test_offline_means_no_request_at_all(hub: HubServer) -> None:
    assert "fault='offline'" in read_elsewhere(HF_ENDPOINT=hub.url, HF_HUB_OFFLINE="1")
    assert hub.requests() == []


def test_the_client_may_ask_nothing_outside_a_reading(hub: HubServer) -> None:
    source(hub).read(Memory())
    before = len(hub.requests())
    with pytest.raises(HubFault, match="outside any reading"):
        HfApi(endpoint=hub.url, token=False).model_info("lab/model-1")
    assert len(hub.requests()) == before


def test_connections_are_opened_anew_after_the_client_is_closed(hub: HubServer) -> None:
    for _ in range(2):
        assert isinstance(source(hub).read(Memory()), Read)
        close_session()


def test_every_request_waits_its_turn_and_the_waiting_is_not_the_reading_s_time(
    hub: HubServer,
) -> None:
    turns: list[int] = []

    def turn() -> None:
        turns.append(len(hub.requests()))
        time.sleep(0.7 * BUDGET)

    hub.set(page_size=3)
    reading = source(hub, turn=turn).read(Memory())
    assert isinstance(reading, Read)
    assert (reading.whole, reading.requests) == (True, 3)
    assert turns == [0, 1, 2], "each before its own request"


class Listing(BaseHTTPRequestHandler):
    """One organisation with one model."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        body = b'[{"id": "lab/model"}]'
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def secure() -> Iterator[str]:
    """A Hub behind TLS, with a certificate that nobody else signed."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    with ThreadingHTTPServer(("127.0.0.1", 0), Listing) as server:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # refusals are the test
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_hub_behind_tls_is_read_where_its_certificate_is_trusted(secure: str) -> None:
    assert "whole=True" in read_elsewhere(HF_ENDPOINT=secure, SSL_CERT_FILE=str(CERTIFICATE))


def test_a_hub_behind_tls_is_refused_where_its_certificate_is_not(secure: str) -> None:
    said = read_elsewhere(HF_ENDPOINT=secure)
    assert said.startswith("Failed(")
    assert "fault='connection'" in said


def test_readings_side_by_side_keep_to_their_own_terms(hub: HubServer) -> None:
    orgs = [f"org-{n}" for n in range(40)]
    hub.add(*(repo(f"{org}/model") for org in orgs))

    def read(org: str) -> Read:
        reader = HubSource(
            org, clock=lambda: NIGHT, endpoint=hub.url, token=f"hf_{org}", user_agent=org
        )
        reading = reader.read(Memory())
        assert isinstance(reading, Read)
        return reading

    with ThreadPoolExecutor(8) as pool:
        readings = list(pool.map(read, orgs))
    seen = [
        one.id
        for reading in readings
        for one in reading.observations
        if isinstance(one, Repository)
    ]
    assert seen == [f"{org}/model" for org in orgs]
    asked = {
        (
            r["headers"]["user-agent"],
            r["headers"]["authorization"],
            parse_qs(r["path"])["/api/models?author"][0],
        )
        for r in hub.requests()
    }
    assert asked == {(org, f"Bearer hf_{org}", org) for org in orgs}
