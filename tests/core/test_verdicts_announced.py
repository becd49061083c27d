"""What an announcement, a title or a post dates and delivers."""

from dataclasses import replace

from tests.fakes.world import M1, M3, claim, entry, judged, repo, sweep
from verifier.core.claims import Kind, Reason, Voice
from verifier.core.evidence import Shows
from verifier.core.findings import Role


def test_a_weak_fact_is_shown_and_bounds_nothing() -> None:
    verdict = judged(
        claim(name="MiniMax-M3"),
        repo(M3, "2025-06-20", created="2025-06-01"),
        entry("2025-06-02", M3, voice=Voice.PRESS, weak=True, title="seen early"),
    )
    assert verdict.reason is Reason.AMBIGUOUS_EVIDENCE
    shown = [f for f in verdict.findings if f.artefact == "seen early"]
    assert [f.role for f in shown] == [Role.NOT]


def test_a_later_mention_yields_to_an_earlier_sighting() -> None:
    verdict = judged(
        claim(),
        repo(M1, "2025-06-10", created="2025-06-05"),
        entry("2025-06-20", M1),
    )
    assert verdict.reason is Reason.ON_TIME


def test_a_feed_entry_dates_what_its_title_speaks_of_and_not_all_it_links_to() -> None:
    state = repo(M3, "2025-06-20", created="2025-06-05")
    newer = "MiniMaxAI/MiniMax-M4"
    told = replace(
        entry("2025-06-15", M3, newer, title="MiniMax-M4 weights are out"), source="feed:x"
    )
    verdict = judged(claim(name="MiniMax-M3"), state, told)
    assert verdict.reason is Reason.AMBIGUOUS_EVIDENCE
    alone = replace(told, artefacts=(M3,), title="Our new weights are out")
    assert judged(claim(name="MiniMax-M3"), state, alone).reason is Reason.DELIVERED_LATE
    about = replace(told, title="MiniMax-M3 weights are out")
    assert judged(claim(name="MiniMax-M3"), state, about).reason is Reason.DELIVERED_LATE


def test_a_promised_post_is_found_beside_the_repository_it_speaks_of() -> None:
    promise = claim(kind=Kind.POST, name="MiniMax-M3")
    told = entry("2025-06-05", title="MiniMax-M3 report", shows=Shows.MENTION)
    state = repo(M3, "2025-06-20", created="2025-06-05")
    assert judged(promise, told, state).reason is Reason.ON_TIME
    linked = replace(told, artefacts=(M3,))
    assert judged(promise, linked).reason is Reason.ON_TIME


def test_a_thing_only_spoken_of_is_too_weak_where_no_model_was_named() -> None:
    assert judged(claim(), entry("2025-06-05", M1)).reason is Reason.NEEDS_REVIEW
    assert judged(claim(name="MiniMax-M1"), entry("2025-06-05", M1)).reason is Reason.ON_TIME


def test_api_access_a_price_list_and_a_teaser_deliver_nothing_and_are_told() -> None:
    verdict = judged(
        claim(name="MiniMax-M3"),
        repo(M3, "2025-07-01", created="2025-06-20"),
        entry("2025-06-01", M3, shows=Shows.API, title="API launch"),
        entry("2025-06-02", M3, shows=Shows.LISTING, title="listed", voice=Voice.PRESS),
        entry("2025-06-03", M3, shows=Shows.PLAN, title="coming"),
        entry("2025-06-04", M3, shows=Shows.MENTION, title="named"),
    )
    assert verdict.reason is Reason.DELIVERED_LATE
    told = [f.artefact for f in verdict.findings if f.role is Role.NOT]
    assert told == ["API launch", "listed", "coming"]


def test_a_part_that_is_announced_is_partial() -> None:
    verdict = judged(
        claim(name="MiniMax-M3"), entry("2025-06-01", M3, shows=Shows.PARTIAL), sweep("2025-06-20")
    )
    assert verdict.reason is Reason.PARTIAL_ONLY


def test_a_release_without_a_repository_in_sight_is_for_a_human() -> None:
    promise = claim(name="MiniMax-M3")
    told = entry("2025-06-01", title="MiniMax-M3 weights are out")
    assert judged(promise, told).reason is Reason.NEEDS_REVIEW


def test_a_title_speaks_for_the_repository_it_names() -> None:
    verdict = judged(
        claim(name="MiniMax-M3"),
        repo(M3, "2025-07-01", created="2025-05-29"),
        entry("2025-06-01", title="MiniMax-M3 weights are out"),
    )
    assert verdict.reason is Reason.ON_TIME


def test_a_post_is_delivered_by_the_promisor_alone() -> None:
    promise = claim(kind=Kind.POST, name="MiniMax-M3")
    own = entry("2025-06-05", title="MiniMax-M3 report", shows=Shows.MENTION)
    press = replace(own, voice=Voice.PRESS)
    assert judged(promise, own).reason is Reason.ON_TIME
    assert judged(promise, press).reason is Reason.UNVERIFIED
