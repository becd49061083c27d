"""From the Hub's answers to a verdict: one candidate, what others left on it, and a deadline."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.fakes.hub_candidates import CREATED, NOW, OPENED, TWO_HOURS, candidate, made_from
from tests.fakes.hub_readings import a_night, remember
from tests.fakes.hub_server import HubServer
from tests.fakes.hub_world import PLACEHOLDER, WEIGHTS, commit, discussion, repo, stamp
from tests.fakes.world import claim
from verifier.core.claims import Claim, Lab, Reason
from verifier.core.evidence import Evidence
from verifier.core.intervals import Interval
from verifier.core.sweeps import Memory, Read
from verifier.core.verdict import Verdict
from verifier.core.verdicts import decide
from verifier.sources.hub_traces import HubTracer

LAB = Lab("lab", "Lab", "CN", "Asia/Shanghai", hub_orgs=("lab",))
PROMISE = claim("in 2 weeks", "model", announced=date(2025, 5, 28), lab="lab")
"""Due on 2025-06-11: after the creation on the 5th, before the opening on the 16th."""

EARLY = discussion(1, stamp(CREATED), "ann")
EVE = discussion(2, stamp(TWO_HOURS), "eve")


@pytest.fixture
def hub(hub_server: HubServer) -> HubServer:
    hub_server.clear()
    hub_server.go_to(stamp(NOW))
    hub_server.set(members={"lab": ["ann"]})
    return hub_server


def judged_a_year_later(hub: HubServer) -> Verdict:
    """Read the organisation for the first time, trace the candidate, and judge."""
    settled = a_night(hub, Memory(), NOW)
    assert settled.sweep.controlled
    tracer = HubTracer(clock=lambda: NOW, endpoint=hub.url, timeout=1, budget=5, pause=0.01)
    traced = tracer.trace("lab/model")
    assert isinstance(traced, Read)
    found = (*settled.observations, *traced.observations)
    return decide(PROMISE, LAB, Evidence(found, (settled.sweep,)), NOW + timedelta(hours=1))


def test_a_deadline_between_creation_and_opening_is_ambiguous(hub: HubServer) -> None:
    hub.add(candidate(discussions=[EARLY, EVE]))
    verdict = judged_a_year_later(hub)
    assert verdict.reason is Reason.AMBIGUOUS_EVIDENCE
    assert verdict.delivery == Interval(CREATED, TWO_HOURS)


def test_weights_completed_after_the_deadline_tip_it_to_late(hub: HubServer) -> None:
    made = [commit(stamp(CREATED), PLACEHOLDER), commit(stamp(OPENED), WEIGHTS)]
    hub.add(candidate(discussions=[EARLY, EVE], commits=made))
    verdict = judged_a_year_later(hub)
    assert verdict.reason is Reason.DELIVERED_LATE
    assert verdict.delivery == Interval(OPENED, TWO_HOURS)
    assert verdict.days_late == 5


def test_weights_completed_before_the_deadline_tip_nothing(hub: HubServer) -> None:
    made = [commit(stamp(CREATED + timedelta(days=1)), WEIGHTS)]
    hub.add(candidate(discussions=[EARLY, EVE], commits=made))
    assert judged_a_year_later(hub).reason is Reason.AMBIGUOUS_EVIDENCE


@pytest.mark.parametrize(
    "by",
    [
        discussion(1, stamp(CREATED), "ann"),
        discussion(1, stamp(CREATED), "dan", isOrgMember=True),
        discussion(1, stamp(CREATED), "SFconvertbot"),
        discussion(1, stamp(CREATED), None),
    ],
)
def test_what_insiders_bots_and_the_deleted_left_in_time_keeps_no_promise(
    hub: HubServer, by: dict[str, Any]
) -> None:
    hub.add(candidate(discussions=[by]))
    verdict = judged_a_year_later(hub)
    assert verdict.reason is Reason.AMBIGUOUS_EVIDENCE
    assert verdict.delivery == Interval(CREATED, NOW)


def test_cards_edited_later_to_name_a_base_keep_no_promise(hub: HubServer) -> None:
    early = [made_from(f"user-{n}", CREATED - timedelta(days=30 + n)) for n in range(3)]
    hub.add(candidate(), *early, made_from("other", CREATED + timedelta(days=1)))
    verdict = judged_a_year_later(hub)
    assert verdict.reason is Reason.AMBIGUOUS_EVIDENCE
    assert verdict.delivery == Interval(CREATED, NOW)


def walked(hub: HubServer, promise: Claim, *nights: datetime) -> list[Verdict]:
    """Read and judge on these nights, one after the other."""
    memory, evidence, found = Memory(), Evidence(), list[Verdict]()
    for night in nights:
        hub.go_to(stamp(night))
        settled = a_night(hub, memory, night)
        assert settled.sweep.controlled
        memory = remember(settled, memory)
        evidence = Evidence(
            evidence.observations + settled.observations, (*evidence.sweeps, settled.sweep)
        )
        found.append(decide(promise, LAB, evidence, night + timedelta(hours=1)))
    return found


def test_a_delivery_outlives_its_renaming(hub: HubServer) -> None:
    day = timedelta(days=1)
    first, opened, moved = CREATED, CREATED + 1.5 * day, CREATED + 4.5 * day
    others = (repo(f"lab/old-{n}", created="2025-01-01T00:00:00.000Z") for n in range(6))
    renamed = [(stamp(moved), "lab/model-preview")]
    hub.add(*others, candidate(public=[(stamp(opened), "9999")], renamed=renamed))
    verdicts = walked(hub, PROMISE, *(first + n * day for n in range(12)))
    assert [v.reason for v in verdicts] == [Reason.NOT_DUE] * 2 + [Reason.ON_TIME] * 10
    assert {v.delivery for v in verdicts[2:]} == {Interval(first + day, first + 2 * day)}


def test_a_public_repository_that_takes_the_promised_name_was_not_absent_before(
    hub: HubServer,
) -> None:
    day = timedelta(days=1)
    others = (repo(f"lab/old-{n}", created="2025-01-01T00:00:00.000Z") for n in range(6))
    moved = CREATED + 9.5 * day
    hub.add(
        *others,
        repo("lab/secret", created=stamp(CREATED), renamed=[(stamp(moved), "lab/model")]),
    )
    last = walked(hub, PROMISE, *(CREATED + n * day for n in range(12)))[-1]
    assert last.reason is Reason.AMBIGUOUS_EVIDENCE
    assert last.delivery == Interval(CREATED, CREATED + 10 * day)
