"""When a promise that nothing kept is late, and when it only was not looked for."""

from dataclasses import replace

import pytest

from tests.fakes.world import LAB, at, check, claim, judged, sweep
from verifier.core.claims import Feed, Kind, Reason, Status, Subject
from verifier.core.evidence import Completeness
from verifier.core.swept import Outcome


def test_a_controlled_sweep_that_began_after_the_deadline_proves_absence() -> None:
    verdict = judged(claim(), sweep("2025-06-12T12:00"), as_of="2025-06-13")
    assert (verdict.status, verdict.reason) == (Status.LATE, Reason.UNDELIVERED)
    assert verdict.looked[0].at == at("2025-06-12T12:00")


@pytest.mark.parametrize(
    "reading",
    [
        sweep("2025-06-12T11:59"),
        sweep("2025-06-20", controlled=False, fault="shrunk"),
        sweep("2025-06-20", controlled=False, outcome=Outcome.FAILED, fault="http_503"),
        sweep("2025-06-20", controlled=False, outcome=Outcome.INCOMPLETE, fault="bad_record"),
        sweep("2025-06-20", "hub:SomebodyElse"),
    ],
    ids=["before the end", "shrunk", "failed", "incomplete", "another place"],
)
def test_any_other_sweep_leaves_a_due_claim_unverified(reading: object) -> None:
    verdict = judged(claim(), reading, as_of="2025-06-21")  # type: ignore[arg-type]
    assert (verdict.status, verdict.reason) == (Status.PENDING, Reason.UNVERIFIED)


def test_every_required_place_must_be_read() -> None:
    promise = claim(sources=("hub:MiniMaxAI", "feed:https://minimax.example/feed.xml"))
    hub = sweep("2025-06-20")
    feed = sweep("2025-06-20", "feed:https://minimax.example/feed.xml", covers_since="2025-05-01")
    assert judged(promise, hub).reason is Reason.UNVERIFIED
    assert judged(promise, hub, feed).reason is Reason.UNDELIVERED


def test_a_model_is_absent_only_where_the_lab_s_own_feed_is_silent_too() -> None:
    promise = claim(kind=Kind.MODEL, name="MiniMax-M3")
    hub = sweep("2025-06-20")
    feed = sweep("2025-06-20", "feed:https://minimax.example/feed.xml", covers_since="2025-05-01")
    assert judged(promise, hub).reason is Reason.UNVERIFIED
    assert judged(promise, hub, feed).reason is Reason.UNDELIVERED
    mute = replace(LAB, feeds=())
    assert judged(promise, hub, lab=mute).reason is Reason.UNVERIFIED


def test_a_feed_is_one_place_however_its_address_is_spelled() -> None:
    promise = claim(sources=("feed:HTTPS://MiniMax.example:443/feed.xml",))
    read = sweep("2025-06-20", "feed:https://minimax.example/feed.xml", covers_since="2025-05-01")
    assert judged(promise, read).reason is Reason.UNDELIVERED


def test_a_feed_whose_window_does_not_reach_back_proves_nothing() -> None:
    promise = claim(kind=Kind.POST, name="MiniMax-M3")
    short = sweep("2025-06-20", "feed:https://minimax.example/feed.xml", covers_since="2025-06-10")
    assert judged(promise, short).reason is Reason.UNVERIFIED


def test_a_check_by_hand_after_the_deadline_covers_the_place_it_names() -> None:
    place = "github.com/MiniMax-AI/tool"
    promise = claim(kind=Kind.CODE, parts=(Subject(repos=(place,)),))
    assert judged(promise).reason is Reason.UNVERIFIED
    assert judged(promise, check("2025-06-11", place)).reason is Reason.UNVERIFIED
    verdict = judged(promise, check("2025-06-20", place, place))
    assert verdict.reason is Reason.UNDELIVERED
    assert len(verdict.evidence) == 1


def test_a_check_for_another_thing_does_not_count() -> None:
    place = "github.com/MiniMax-AI/tool"
    promise = claim(kind=Kind.CODE, parts=(Subject("tool", repos=(place,)),))
    assert judged(promise, check("2025-06-20", place, "gadget")).reason is Reason.UNVERIFIED


def test_a_check_that_found_only_a_part_makes_it_partial() -> None:
    place = "github.com/MiniMax-AI/tool"
    promise = claim(kind=Kind.CODE, parts=(Subject(repos=(place,)),))
    verdict = judged(promise, check("2025-06-20", place, found=Completeness.PARTIAL))
    assert verdict.reason is Reason.PARTIAL_ONLY
    assert verdict.missing == ("weights",)


def test_a_promise_without_a_place_to_look_is_never_called_undelivered() -> None:
    nowhere = replace(LAB, hub_orgs=(), feeds=())
    assert judged(claim(), lab=nowhere).reason is Reason.UNVERIFIED


def test_a_renamed_organisation_needs_a_human() -> None:
    moved = sweep("2025-06-20", controlled=False, outcome=Outcome.FAILED, fault="renamed")
    assert judged(claim(), sweep("2025-06-15"), moved).reason is Reason.NEEDS_REVIEW


def test_an_old_name_of_the_organisation_is_no_place_to_look() -> None:
    lab = replace(LAB, hub_orgs=("MiniMaxAI", "OldName"))
    old = sweep("2025-06-20", "hub:OldName", controlled=False, outcome=Outcome.FAILED, fault="gone")
    new = sweep("2025-06-20")
    assert judged(claim(), old, new, lab=lab).reason is Reason.UNDELIVERED
    assert judged(claim(), old, lab=lab).reason is Reason.NEEDS_REVIEW
    once = sweep("2025-06-01", "hub:OldName")
    assert judged(claim(), once, old, new, lab=lab).reason is Reason.NEEDS_REVIEW
    down = replace(old, fault="http_503")
    assert judged(claim(), down, new, lab=lab).reason is Reason.UNVERIFIED


def test_code_is_looked_for_among_its_releases_where_they_are_a_feed() -> None:
    place = "github.com/MiniMax-AI/tool"
    feed = Feed("https://github.com/MiniMax-AI/tool/releases.atom")
    lab = replace(LAB, feeds=(*LAB.feeds, feed))
    promise = claim(kind=Kind.CODE, parts=(Subject(repos=(place,)),))
    read = sweep("2025-06-20", f"feed:{feed.url}", covers_since="2025-05-01")
    assert judged(promise, read, lab=lab).reason is Reason.UNDELIVERED
    assert judged(promise, read).reason is Reason.UNVERIFIED
