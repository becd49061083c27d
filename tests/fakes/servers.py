"""Servers on loopback, as fixtures: a Hub that is shared by a file's tests, and feeds of a test."""

from collections.abc import Iterator

import pytest

from tests.fakes.feed_server import FeedServer
from tests.fakes.hub_server import HubServer


@pytest.fixture(scope="module")
def hub() -> Iterator[HubServer]:
    with HubServer() as server:
        yield server


@pytest.fixture
def feeds() -> Iterator[FeedServer]:
    with FeedServer() as server:
        yield server
