import pytest

from tests.core.announcement_titles import HELD_OUT, TUNED
from verifier.core.announcements import artefacts, shows
from verifier.core.evidence import Shows

BINDING = {Shows.RELEASE, Shows.PARTIAL}


@pytest.mark.parametrize(("expected", "title", "summary"), TUNED)
def test_an_announcement_shows_what_its_words_say(
    expected: Shows, title: str, summary: str
) -> None:
    assert shows(title, summary) is expected


def test_titles_the_words_were_not_written_against_are_read_as_well() -> None:
    right = sum(shows(title, summary) is expected for expected, title, summary in HELD_OUT)
    assert right / len(HELD_OUT) > 0.95


@pytest.mark.parametrize(("expected", "title", "summary"), HELD_OUT)
def test_nothing_short_of_a_release_is_ever_taken_for_one(
    expected: Shows, title: str, summary: str
) -> None:
    shown = shows(title, summary)
    assert shown is not Shows.RELEASE or expected is Shows.RELEASE
    assert shown not in BINDING or expected in BINDING


def test_a_launch_of_a_name_alone_is_a_mention() -> None:
    assert shows("Introducing Nimbus-1") is Shows.MENTION


def test_a_promise_in_the_summary_takes_back_what_the_title_says() -> None:
    title = "Nimbus-1 is now open source"
    assert shows(title) is Shows.RELEASE
    assert shows(title, "The weights will be uploaded next week.") is Shows.PLAN


def test_a_plan_about_something_else_takes_nothing_back() -> None:
    summary = "We will host a meetup in Paris."
    assert shows("Nimbus-1 is now open source", summary) is Shows.RELEASE


def test_typographic_dashes_and_quotes_change_nothing() -> None:
    assert shows("Nimbus‑1 weights are out now") is Shows.RELEASE
    assert shows("We’ll open‑source Nimbus") is Shows.PLAN


@pytest.mark.parametrize("tag", ["v1.0", "1.4.2", "2025-06-01", "nimbus-v3"])
def test_a_tag_on_github_is_a_release_of_code(tag: str) -> None:
    url = f"https://github.com/acme/nimbus/releases/tag/{tag}"
    assert shows(tag, "", url) is Shows.RELEASE


@pytest.mark.parametrize("tag", ["v1.0-rc1", "v2.0.0-beta.2", "1.0a1", "nightly", "v3-preview"])
def test_an_unfinished_tag_on_github_is_partial(tag: str) -> None:
    url = f"https://github.com/acme/nimbus/releases/tag/{tag}"
    assert shows(tag, "", url) is Shows.PARTIAL


def test_a_commit_or_an_issue_on_github_is_no_release() -> None:
    assert shows("v1.0", "", "https://github.com/acme/nimbus/issues/7") is Shows.MENTION


def test_addresses_of_repositories_name_artefacts() -> None:
    assert artefacts(
        (
            "https://huggingface.co/acme/Nimbus-1/blob/main/README.md",
            "https://hf.co/datasets/acme/nimbus-data",
            "https://github.com/acme/nimbus.git",
            "https://github.com/acme/nimbus/releases/tag/v1.0",
            "https://www.huggingface.co/acme/Nimbus-1",
        )
    ) == ("acme/Nimbus-1", "datasets/acme/nimbus-data", "github.com/acme/nimbus")


@pytest.mark.parametrize(
    "address",
    [
        "https://huggingface.co/blog/nimbus",
        "https://huggingface.co/papers/2501.00001",
        "https://huggingface.co/spaces/acme/demo",
        "https://huggingface.co/collections/acme/nimbus-1",
        "https://huggingface.co/acme",
        "https://github.com/features/copilot",
        "https://github.com/acme",
        "https://huggingface.co.evil.test/acme/nimbus",
        "https://example.test/huggingface.co/acme/nimbus",
        "javascript:alert(1)",
    ],
)
def test_addresses_of_anything_else_name_none(address: str) -> None:
    assert artefacts((address,)) == ()


def test_a_hostile_text_is_read_in_no_time() -> None:
    assert shows("introducing open " * 50_000, "code for the " * 50_000) is Shows.MENTION
