"""`new` and `extract`, as they are typed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.workspace import Workspace
from tests.fakes.feed_server import FeedServer, Page

LINE = "Acme open weights in 3 weeks, announced 2025-05-28"
ARTICLE = (
    "May 28, 2025\n\nAcme will release the weights of Acme-2 by the end of June.\n\n"
    "Will Borealis follow? The weights of Borealis-2 will be out in July?\n"
)


def test_one_line_gives_a_claim_file_that_validates(workspace: Workspace) -> None:
    result = workspace.run("new", LINE)
    assert result.exit_code == 0
    assert yaml.safe_load(result.stdout)["lab"] == "acme"
    assert "# due: 2025-06-18\n" in result.stdout
    workspace.write("acme-2025-05-28-open-weights.yaml", result.stdout)
    assert workspace.run("validate").exit_code == 0


def test_the_draft_is_written_where_it_belongs_and_never_over_another(
    workspace: Workspace,
) -> None:
    path = Path("claims/acme-2025-05-28-open-weights.yaml")
    result = workspace.run("new", LINE, "--into", "claims", "--source", "https://example.org/x")
    assert result.stdout == f"written {path}\n"
    assert "source: https://example.org/x\n" in path.read_text(encoding="utf-8")
    assert workspace.run("validate").exit_code == 0
    before = path.read_bytes()
    again = workspace.run("new", LINE, "--into", "claims")
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert path.read_bytes() == before


def test_an_unknown_lab_is_never_guessed(workspace: Workspace) -> None:
    result = workspace.run("new", "Acmee open weights in 2 weeks, announced 2025-05-28")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean Acme (acme)?" in result.stderr


def test_options_say_what_the_line_does_not(workspace: Workspace) -> None:
    told = ("--announced", "2025-05-28", "--lab", "Borealis", "--json")
    result = workspace.run("new", "open weights in 3 weeks", *told)
    (draft,) = json.loads(result.stdout)["drafts"]
    assert (draft["lab"], draft["announced"], draft["due"]) == (
        "borealis",
        "2025-05-28",
        "2025-06-18",
    )
    assert draft["no_deadline"] is None
    assert yaml.safe_load(draft["yaml"])["id"] == draft["id"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--announced", "yesterday"), "--announced 'yesterday' is no date"),
        (("--lab", "Acmi"), "--lab 'Acmi' is no lab; did you mean Acme (acme)?"),
        (("--into", "claims/labs.yaml/x"), "is no folder"),
    ],
)
def test_wrong_options_are_told(workspace: Workspace, args: tuple[str, ...], told: str) -> None:
    result = workspace.run("new", LINE, *args)
    assert result.exit_code in {2, 4}
    assert told in result.stderr


def test_a_name_of_two_labs_is_none(workspace: Workspace) -> None:
    labs = (workspace.folder / "claims" / "labs.yaml").read_text(encoding="utf-8")
    workspace.write("labs.yaml", labs.replace("[borealis]", "[borealis]\n  aliases: [AcmeAI]"))
    result = workspace.run("new", LINE, "--lab", "acmeai")
    assert result.exit_code == 2
    assert "could be acme or borealis" in result.stderr


def test_a_text_gives_a_list_of_drafts_and_says_what_it_left_out(workspace: Workspace) -> None:
    Path("news.md").write_text(ARTICLE, encoding="utf-8")
    result = workspace.run("extract", "news.md")
    assert result.exit_code == 0
    (draft,) = yaml.safe_load(result.stdout)
    assert draft["subject"] == "Acme-2"
    assert "# line 3: Acme will release" in result.stdout
    assert "of 2025-05-28, as it says itself" in result.stderr
    assert "left out, line 5: it asks: The weights of Borealis-2" in result.stderr
    assert result.stderr.endswith("1 draft, 1 left out\n")
    workspace.write("news.yaml", result.stdout)
    assert workspace.run("validate").exit_code == 0


def test_a_text_comes_from_stdin_as_well(workspace: Workspace) -> None:
    text = "Acme will release the code next week. We will see."
    done = subprocess.run(
        [sys.executable, "-m", "verifier", "extract", "-", "--published", "2025-05-28", "--json"],
        env=workspace.environ,
        input=text.encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    told = json.loads(done.stdout)
    assert [draft["due"] for draft in told["drafts"]] == ["2025-06-08"]
    assert told["left_out"] == []


def test_drafts_are_written_one_a_file_and_those_that_are_there_stay(
    workspace: Workspace,
) -> None:
    Path("news.md").write_text(f"{ARTICLE}\nBorealis plans to release code soon.", encoding="utf-8")
    first = workspace.run("extract", "news.md", "--into", "claims")
    assert [line.split()[0] for line in first.stdout.splitlines()] == ["written", "written"]
    assert workspace.run("validate").exit_code == 0
    again = workspace.run("extract", "news.md", "--into", "claims", "--json")
    told = json.loads(again.stdout)
    assert told["written"] == []
    assert "is there already and stays as it is" in again.stderr
    assert all("seems to be filed already" in draft["review"][0] for draft in told["drafts"])
    assert told["drafts"][1]["no_deadline"] == "vague"


def test_a_text_without_a_day_needs_one(workspace: Workspace) -> None:
    Path("news.md").write_text("Acme will release the code next week.", encoding="utf-8")
    result = workspace.run("extract", "news.md")
    assert result.exit_code == 2
    assert "give --published" in result.stderr


def test_a_file_that_is_not_there_is_told(workspace: Workspace) -> None:
    result = workspace.run("extract", "nowhere.md")
    assert result.exit_code == 2
    assert "nowhere.md cannot be read" in result.stderr


def test_a_page_is_fetched_and_named_as_the_source(workspace: Workspace, feeds: FeedServer) -> None:
    page = (
        "<html><head><meta name=date content=2025-05-28></head><body>\n"
        "<p>Acme wird größer.</p>\n<p>Acme will release its code next week.</p></body></html>"
    )
    feeds.routes["/news"] = Page(
        page.encode("latin-1"), content_type='text/html; charset="iso-8859-1"'
    )
    url = feeds.url("/news")
    result = workspace.run("extract", url, "--json", VERIFIER_ALLOW_PRIVATE=feeds.origin)
    (draft,) = json.loads(result.stdout)["drafts"]
    assert (draft["source"], draft["lines"], draft["due"]) == (url, [3], "2025-06-08")
    assert feeds.asked[-1].headers["accept"].startswith("text/html")


def test_a_page_that_cannot_be_had_is_exit_5(workspace: Workspace, feeds: FeedServer) -> None:
    feeds.routes["/gone"] = Page(b"", status="404 Not Found")
    url = feeds.url("/gone")
    result = workspace.run("extract", url, VERIFIER_ALLOW_PRIVATE=feeds.origin)
    assert result.exit_code == 5
    assert "could not be read (http_404)" in result.stderr
    refused = workspace.run("extract", "http://127.0.0.1:80/")
    assert refused.exit_code == 5
    assert "(refused)" in refused.stderr
