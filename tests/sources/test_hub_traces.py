from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.hub_candidates import (
    CREATED,
    NOW,
    OPENED,
    TWO_HOURS,
    candidate,
    made_from,
    read,
    traces,
)
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import PLACEHOLDER, WEIGHTS, commit, discussion, repo, stamp
from verifier.core.evidence import Author, Repository, Trace, TraceKind
from verifier.core.sweeps import Failed, Read

SHARDS = tuple(f"model-{n:05}-of-00003.safetensors" for n in (1, 2, 3))


@pytest.fixture
def hub(hub_server: HubServer) -> HubServer:
    hub_server.clear()
    hub_server.go_to(stamp(NOW))
    hub_server.set(members={"lab": ["ann", "Bob"]})
    return hub_server


def test_an_outsider_s_discussion_proves_a_repository_public(hub: HubServer) -> None:
    later = [discussion(n, stamp(TWO_HOURS + timedelta(days=n)), f"user-{n}") for n in range(2, 9)]
    hub.add(candidate(discussions=[discussion(1, stamp(TWO_HOURS), "eve"), *later]))
    reading = read(hub)
    assert isinstance(reading, Read)
    assert (reading.whole, reading.fault, reading.live) == (True, "", True)
    assert traces(reading, TraceKind.DISCUSSION) == [("eve", Author.OUTSIDER, TWO_HOURS)]
    (trace,) = (one for one in reading.observations if isinstance(one, Trace))
    assert trace.url == "https://huggingface.co/lab/model/discussions/1"
    assert (trace.artefact, trace.source, trace.recorded_at) == ("lab/model", "hub:lab", NOW)


@pytest.mark.parametrize(
    ("early", "author"),
    [
        (discussion(1, stamp(CREATED), "bob"), Author.MEMBER),
        (discussion(1, stamp(CREATED), "LAB"), Author.MEMBER),
        (discussion(1, stamp(CREATED), "other-lab"), Author.MEMBER),
        (discussion(1, stamp(CREATED), "carl"), Author.MEMBER),
        (discussion(1, stamp(CREATED), "dan", isOrgMember=True), Author.MEMBER),
        (discussion(1, stamp(CREATED), "dan", isOwner=True), Author.MEMBER),
        (discussion(1, stamp(CREATED), "SFconvertbot"), Author.BOT),
        (discussion(1, stamp(CREATED), "any-bot"), Author.BOT),
        (discussion(1, stamp(CREATED), "staff", isHf=True), Author.UNKNOWN),
        (discussion(1, stamp(CREATED), "thing", type="app"), Author.UNKNOWN),
        (discussion(1, stamp(CREATED), None), Author.UNKNOWN),
    ],
)
def test_a_discussion_of_nobody_outside_proves_nothing(
    hub: HubServer, early: dict[str, Any], author: Author
) -> None:
    made = [commit(stamp(CREATED), WEIGHTS, "carl")]
    hub.add(candidate(discussions=[early, discussion(2, stamp(TWO_HOURS), "eve")], commits=made))
    found = traces(read(hub, insiders=["other-lab"]), TraceKind.DISCUSSION)
    assert sorted(judged for _, judged, _ in found) == sorted([author, Author.OUTSIDER])
    assert [(who, at) for who, judged, at in found if judged is Author.OUTSIDER] == [
        ("eve", TWO_HOURS)
    ]


def test_whoever_had_a_request_merged_is_still_an_outsider(hub: HubServer) -> None:
    made = [
        commit(stamp(CREATED), WEIGHTS, "ann"),
        commit(stamp(TWO_HOURS), WEIGHTS, "eve", "Fix a typo (#1)"),
    ]
    hub.add(candidate(discussions=[discussion(1, stamp(TWO_HOURS), "eve")], commits=made))
    found = traces(read(hub), TraceKind.DISCUSSION)
    assert found == [("eve", Author.OUTSIDER, TWO_HOURS)]


def test_every_page_of_discussions_is_read_for_the_earliest(hub: HubServer) -> None:
    hub.set(page_size=3)
    hub.add(
        candidate(
            discussions=[
                discussion(n, stamp(TWO_HOURS + timedelta(hours=n)), f"user-{n}")
                for n in range(1, 12)
            ]
        )
    )
    found = traces(read(hub), TraceKind.DISCUSSION)
    assert found == [("user-1", Author.OUTSIDER, TWO_HOURS + timedelta(hours=1))]


def test_the_earliest_derivatives_of_distinct_other_owners_are_kept(hub: HubServer) -> None:
    hub.add(
        candidate(),
        made_from("ann", OPENED),
        made_from("lab", OPENED),
        made_from("early", CREATED - timedelta(days=90)),
        *(made_from(f"user-{n}", TWO_HOURS + timedelta(hours=n)) for n in range(8)),
        repo("user-0/second", created=stamp(NOW), tags=["base_model:lab/model"]),
        made_from("stranger", TWO_HOURS, base="lab/other"),
    )
    found = traces(read(hub), TraceKind.DERIVATIVE)
    assert found == [
        (f"user-{n}", Author.OUTSIDER, TWO_HOURS + timedelta(hours=n)) for n in range(5)
    ]


@pytest.mark.parametrize("late", range(1, 9))
def test_the_commit_that_completed_the_weights_is_found(hub: HubServer, late: int) -> None:
    made = [
        commit(
            stamp(CREATED + timedelta(days=day)),
            [*PLACEHOLDER, *SHARDS[: 3 if day >= late else 2]],
            title=f"day {day}",
        )
        for day in range(10)
    ]
    hub.add(candidate(files=[("", [*PLACEHOLDER, *SHARDS])], commits=made))
    found = traces(read(hub), TraceKind.WEIGHTS_COMMIT)
    assert found == [("dev", Author.MEMBER, CREATED + timedelta(days=late))]


def test_a_history_squashed_into_one_commit_is_complete_with_it(hub: HubServer) -> None:
    hub.add(candidate(commits=[commit(stamp(OPENED), WEIGHTS)]))
    reading = read(hub)
    assert traces(reading, TraceKind.WEIGHTS_COMMIT) == [("dev", Author.MEMBER, OPENED)]
    assert isinstance(reading, Read)
    assert reading.requests == 5


def test_a_placeholder_has_no_completing_commit(hub: HubServer) -> None:
    made = [commit(stamp(CREATED), PLACEHOLDER)]
    hub.add(candidate(files=[("", PLACEHOLDER)], commits=made))
    assert traces(read(hub), TraceKind.WEIGHTS_COMMIT) == []


def test_the_repository_itself_comes_with_its_files_sizes(hub: HubServer) -> None:
    hub.add(candidate(files=[("", [("model.safetensors", 0)])]))
    reading = read(hub)
    assert isinstance(reading, Read)
    first = reading.observations[0]
    assert isinstance(first, Repository)
    assert first.files is not None
    assert first.files[0].size == 0
    assert any("blobs=" in one["path"] for one in hub.requests())


def test_a_data_set_is_traced_too(hub: HubServer) -> None:
    talk = [discussion(1, stamp(TWO_HOURS), "eve")]
    hub.add(repo("lab/data", kind="datasets", created=stamp(CREATED), discussions=talk))
    reading = read(hub, "datasets/lab/data")
    found = traces(reading, TraceKind.DISCUSSION)
    assert found == [("eve", Author.OUTSIDER, TWO_HOURS)]
    assert isinstance(reading, Read)
    assert reading.whole
    assert isinstance(reading.observations[1], Trace)
    assert reading.observations[1].url.endswith("/datasets/lab/data/discussions/1")


def test_a_single_person_s_repository_has_that_person_inside(hub: HubServer) -> None:
    hub.set(users=["zoe"])
    talk = [discussion(1, stamp(CREATED), "zoe"), discussion(2, stamp(TWO_HOURS), "eve")]
    hub.add(repo("zoe/model", created=stamp(CREATED), discussions=talk))
    found = traces(read(hub, "zoe/model"), TraceKind.DISCUSSION)
    assert ("eve", Author.OUTSIDER, TWO_HOURS) in found
    assert ("zoe", Author.MEMBER, CREATED) in found


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_without_the_members_nobody_is_called_an_outsider(hub: HubServer, status: int) -> None:
    hub.add(
        candidate(discussions=[discussion(1, stamp(TWO_HOURS), "eve")]),
        *(made_from(f"user-{n}", TWO_HOURS) for n in range(4)),
    )
    hub.fail("status", at="/members", status=status)
    reading = read(hub)
    assert isinstance(reading, Read)
    assert not reading.whole
    assert traces(reading, TraceKind.DISCUSSION) == [("eve", Author.UNKNOWN, TWO_HOURS)]
    assert traces(reading, TraceKind.DERIVATIVE) == []


@pytest.mark.parametrize(
    ("at", "kind", "how"),
    [
        ("/discussions", "status", {"status": 403}),
        ("/discussions", "body", {"text": "[]"}),
        ("/discussions", "body", {"text": '{"discussions": []}'}),
        ("/discussions", "body", {"text": '{"discussions": [], "count": 9, "start": 0}'}),
        ("/discussions", "body", {"text": '{"discussions": [7], "count": 1, "start": 0}'}),
        (
            "/discussions",
            "body",
            {"text": '{"discussions": [{"num": 1, "createdAt": "x"}], "count": 1, "start": 0}'},
        ),
        ("/commits", "body", {"text": "{}"}),
        ("/commits", "body", {"text": "[7]"}),
        ("/commits", "body", {"text": '[{"id": "a", "authors": [], "date": "never"}]'}),
        ("/revision", "status", {"status": 404}),
        ("/revision", "body", {"text": "7"}),
        ("/members", "body", {"text": "{}"}),
        ("base_model", "body", {"text": "null"}),
        ("base_model", "link", {"to": "canary"}),
        ("base_model", "link", {"to": "endless"}),
        ("/commits", "link", {"to": "itself"}),
    ],
)
def test_a_step_that_fails_costs_only_itself(
    hub: HubServer, at: str, kind: str, how: dict[str, Any]
) -> None:
    made = [commit(stamp(CREATED + timedelta(days=day)), WEIGHTS) for day in range(3)]
    hub.add(
        candidate(discussions=[discussion(1, stamp(TWO_HOURS), "eve")], commits=made),
        made_from("user", TWO_HOURS),
    )
    hub.fail(kind, at=at, **how)
    reading = read(hub)
    assert isinstance(reading, Read)
    assert not reading.whole
    assert reading.fault
    kinds = {one.kind for one in reading.observations if isinstance(one, Trace)}
    spared = {
        "/discussions": {TraceKind.DERIVATIVE, TraceKind.WEIGHTS_COMMIT},
        "base_model": {TraceKind.DISCUSSION, TraceKind.WEIGHTS_COMMIT},
        "/members": {TraceKind.DISCUSSION, TraceKind.WEIGHTS_COMMIT},
    }
    assert spared.get(at, {TraceKind.DISCUSSION, TraceKind.DERIVATIVE}) <= kinds
    assert hub.canary_requests() == []


def test_an_owner_that_is_neither_organisation_nor_user_has_no_known_members(
    hub: HubServer,
) -> None:
    hub.add(candidate(discussions=[discussion(1, stamp(TWO_HOURS), "eve")]))
    hub.fail("status", at="/members", status=404)
    hub.fail("body", at="/users/", text="[]")
    assert traces(read(hub), TraceKind.DISCUSSION) == [("eve", Author.UNKNOWN, TWO_HOURS)]


def test_what_was_read_before_a_fault_is_kept(hub: HubServer) -> None:
    hub.set(page_size=2)
    talk = [discussion(n, stamp(TWO_HOURS + timedelta(days=n)), f"user-{n}") for n in range(1, 6)]
    hub.add(candidate(discussions=talk))
    hub.fail("status", at="/discussions", skip=1, status=500)
    found = traces(read(hub), TraceKind.DISCUSSION)
    assert found == [("user-4", Author.OUTSIDER, TWO_HOURS + timedelta(days=4))]


def test_a_trace_stays_within_its_requests(hub: HubServer) -> None:
    hub.set(page_size=1)
    talk = [discussion(n, stamp(TWO_HOURS), f"user-{n}") for n in range(1, 99)]
    hub.add(candidate(discussions=talk), *(made_from(f"user-{n}", TWO_HOURS) for n in range(50)))
    reading = read(hub, budget=30.0)
    assert isinstance(reading, Read)
    assert reading.fault == "too_many_pages"
    assert reading.requests <= 42


@pytest.mark.parametrize(
    ("kind", "how", "code"),
    [
        ("status", {"status": 401}, "http_401"),
        ("status", {"status": 404}, "gone"),
        ("status", {"status": 429, "headers": {"retry-after": "86400"}}, "rate_limited"),
        ("body", {"text": "<html>"}, "not_json"),
        ("body", {"text": "[]"}, "bad_record"),
        ("body", {"text": '{"id": "lab/model", "disabled": true}'}, "gone"),
        ("body", {"text": '{"id": "lab/other"}'}, "renamed"),
        ("redirect", {"to": "/api/models/new/model"}, "renamed"),
        ("drip", {}, "budget"),
    ],
)
def test_a_candidate_that_cannot_be_read_is_a_failed_reading(
    hub: HubServer, kind: str, how: dict[str, Any], code: str
) -> None:
    hub.add(candidate())
    hub.fail(kind, **how)
    reading = read(hub, budget=1.0)
    assert isinstance(reading, Failed)
    assert reading.fault == code


def test_a_renamed_repository_is_told_from_a_missing_one(hub: HubServer) -> None:
    hub.add(candidate(renamed=[("2025-07-01T00:00:00.000Z", "lab/better-name")]))
    reading = read(hub)
    assert isinstance(reading, Failed)
    assert reading.fault == "renamed"
    assert "better-name" in reading.detail
    assert isinstance(read(hub, "lab/never"), Failed)


def test_what_is_not_on_the_hub_is_not_asked_for(hub: HubServer) -> None:
    reading = read(hub, "github.com/lab/model")
    assert isinstance(reading, Failed)
    assert (reading.fault, reading.requests) == ("not_on_hub", 0)
    assert hub.requests() == []
