import json

from tests.cli.workspace import WEIGHTS_ID, Workspace
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import repo

QUOTA = {
    "ratelimit": '"api";r=420;t=55',
    "ratelimit-policy": '"fixed window";"api";q=500;w=300',
}


def test_the_last_reading_of_every_source_is_listed(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("sources")
    assert result.exit_code == 0
    heading, line = result.stdout.splitlines()
    assert heading.split()[:2] == ["source", "outcome"]
    assert line.startswith("archive:")
    assert " complete " in line
    (told,) = json.loads(workspace.run("sources", "--json").stdout)
    assert (told["outcome"], told["items"], told["trouble"]) == ("complete", 3, told["trouble"])
    assert told["last_read"].endswith("Z")


def test_the_database_is_upgraded_and_says_so(workspace: Workspace) -> None:
    first = workspace.run("db", "upgrade")
    assert first.exit_code == 0
    assert "verifier.db" in first.stdout
    again = workspace.run("db", "upgrade")
    assert (again.exit_code, "already" in again.stdout) == (0, True)


def test_an_organisation_is_listed_with_its_models_requests_and_quota(
    workspace: Workspace, hub: HubServer
) -> None:
    hub.clear()
    hub.set(headers=QUOTA, page_size=3)
    hub.add(*(repo(f"AcmeAI/Acme-{n}") for n in range(4)))
    assert workspace.process("resolve", HF_ENDPOINT=hub.url).returncode == 0
    told = of_the_hub(workspace)
    assert told["outcome"] == "complete"
    assert (told["items"], told["requests"]) == (4, 2)
    assert (told["trouble"], told["quota"]) == ("", "420 of 500 left for 55 s")
    assert told["last_controlled"] == told["last_read"]
    hub.fail("status", status=403)
    assert workspace.forked("resolve", HF_ENDPOINT=hub.url).returncode == 3
    hub.heal()
    failed = of_the_hub(workspace)
    assert failed["outcome"] == "failed"
    assert failed["trouble"] == "/api/models answered with status 403"
    assert failed["last_controlled"] == told["last_controlled"]
    shown = workspace.run("sources").stdout
    assert "hub:AcmeAI" in shown
    assert "420 of 500 left for 55 s" in shown


def of_the_hub(workspace: Workspace) -> dict[str, object]:
    told = json.loads(workspace.run("sources", "--json").stdout)
    (found,) = (one for one in told if one["source"] == "hub:AcmeAI")
    return dict(found)


def test_a_delivery_seen_at_the_hub_is_shown_with_its_openness(
    workspace: Workspace, hub: HubServer
) -> None:
    hub.clear()
    hub.set(headers={})
    shards = [f"model-{n:05}-of-00002.safetensors" for n in (1, 2)]
    hub.add(
        repo(
            "AcmeAI/Acme-1",
            created="2025-06-05T00:00:00.000Z",
            files=[("", ["config.json", *shards])],
            tags=["license:gemma"],
        )
    )
    workspace.record(())
    assert workspace.forked("resolve", HF_ENDPOINT=hub.url).returncode == 0
    shown = workspace.run("show", WEIGHTS_ID).stdout
    assert "(source available), weights complete, open to anyone" in shown
    (held,) = (line for line in shown.splitlines() if "with it:" in line)
    told = "no tokenizer, configuration, code to run it, no model card, no licence file"
    assert held.split(":", 1)[1].strip() == told
