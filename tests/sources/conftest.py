"""A loopback Hub and a feed parser for the tests of one module, and a feed for each test."""

from collections.abc import Iterator

import pytest

from tests.fakes.feed_nights import Nights, nights_with
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo
from verifier.sources.feed_parse import Parser


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


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser(1) as parser:
        yield parser


@pytest.fixture
def nights(parser: Parser) -> Iterator[Nights]:
    """A feed that is read night after night."""
    with nights_with(parser) as nights:
        yield nights
