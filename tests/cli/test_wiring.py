from pathlib import Path

import pytest

from tests.cli.workspace import LABS, Workspace
from verifier.cli.wiring import World, catalogue_of, settings_of, sqlite_file, world_of
from verifier.sources.feeds import FeedSource
from verifier.sources.hub import HubSource

FEEDS = "  feeds:\n    - {url: 'https://acme.example/feed'}\n    - {url: 'https://both.example/'}\n"
OTHERS = "  feeds:\n    - {url: 'https://both.example/'}\n"
IDLE = """\
- id: idle
  name: Idle
  country: FR
  time_zone: Europe/Paris
  hub_orgs: [idle]
  feeds:
    - {url: 'https://idle.example/feed'}
"""
DATA = """\
id: acme-2025-06-30-data
lab: acme
text: Acme data soon
announced: 2025-06-30
promise: soon
kind: dataset
"""


def world(*, offline: bool = False) -> World:
    settings = settings_of()
    with world_of(settings, catalogue_of(settings), offline=offline) as found:
        return found


@pytest.fixture
def labs(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Two labs that promised something and share a feed, and one that never did."""
    monkeypatch.setenv("VERIFIER_DB", f"sqlite:///{workspace.database}")
    both = LABS.replace("- id: borealis", f"{FEEDS}- id: borealis")
    workspace.write("labs.yaml", f"{both}{OTHERS}{IDLE}")
    return workspace


def test_offline_there_is_the_archive_and_nothing_else(labs: Workspace) -> None:
    found = world(offline=True)
    assert [source.id for source in found.sources] == ["archive:evidence"]
    assert found.tracer is None


def test_online_every_place_of_the_labs_that_promised_is_one_source(labs: Workspace) -> None:
    found = world()
    assert [source.id for source in found.sources] == [
        "archive:evidence",
        "hub:AcmeAI",
        "feed:https://acme.example/feed",
        "feed:https://both.example/",
    ]
    assert found.tracer is not None


def test_a_feed_that_two_labs_name_is_nobodys_own(labs: Workspace) -> None:
    feeds = {source.id: source for source in world().sources if isinstance(source, FeedSource)}
    assert feeds["feed:https://acme.example/feed"].lab == "acme"
    assert feeds["feed:https://both.example/"].lab == ""


def test_data_sets_are_listed_for_labs_that_promised_one(labs: Workspace) -> None:
    def lists_data_sets() -> list[bool]:
        return [s._datasets for s in world().sources if isinstance(s, HubSource)]

    assert lists_data_sets() == [False]
    labs.write("acme-2025-06-30-data.yaml", DATA)
    assert lists_data_sets() == [True]


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:///a.db", Path("a.db")),
        ("sqlite:////tmp/a.db?timeout=3", Path("/tmp/a.db")),
        ("sqlite:///file:a.db?mode=ro", None),
        ("sqlite:///", None),
        ("postgresql://host/db", None),
        ("postgresql://user:word@/db?host=/run/postgresql", None),
    ],
)
def test_an_sqlite_address_names_a_file(url: str, file: Path | None) -> None:
    assert sqlite_file(url) == file
