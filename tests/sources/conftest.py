"""A loopback Hub for the tests of one module."""

from collections.abc import Iterator

import pytest

from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo


@pytest.fixture(scope="module")
def hub_server() -> Iterator[HubServer]:
    with HubServer() as server:
        yield server


@pytest.fixture
def hub(hub_server: HubServer) -> HubServer:
    """The server with one organisation of six models."""
    hub_server.clear()
    hub_server.add(*(repo(f"lab/model-{n}") for n in range(6)))
    return hub_server
