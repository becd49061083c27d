"""What is only a part of what was promised, or all of it."""

from dataclasses import replace

from tests.fakes.world import M3, at, claim, entry, judged, repo, sweep
from verifier.core.claims import Criteria, Kind, Reason, Subject
from verifier.core.evidence import Completeness, File, Gating


def test_a_promise_of_several_parts_is_delivered_with_the_last() -> None:
    promise = claim(parts=(Subject("MiniMax-M3"), Subject("MiniMax-V2")))
    first = repo(M3, "2025-06-05", created="2025-06-01")
    last = repo("MiniMaxAI/MiniMax-V2", "2025-06-20", created="2025-06-18")
    assert judged(promise, first, last).reason is Reason.DELIVERED_LATE
    verdict = judged(promise, first, sweep("2025-06-20"))
    assert verdict.reason is Reason.PARTIAL_ONLY
    assert verdict.missing == ("MiniMax-V2",)


def test_a_partial_delivery_never_stops_the_clock() -> None:
    state = repo(M3, "2025-06-05", created="2025-06-01", complete=Completeness.PARTIAL)
    verdict = judged(claim(name="MiniMax-M3"), state, sweep("2025-06-20"))
    assert verdict.reason is Reason.PARTIAL_ONLY
    assert judged(claim("soon", "MiniMax-M3"), state).reason is Reason.NO_FIXED_DEADLINE


def test_manual_approval_of_downloads_is_partial_and_automatic_approval_counts() -> None:
    promise = claim(name="MiniMax-M3")
    manual = repo(M3, "2025-06-05", created="2025-06-01", gated=Gating.MANUAL)
    auto = repo(M3, "2025-06-05", created="2025-06-01", gated=Gating.AUTO)
    assert judged(promise, manual, sweep("2025-06-20")).reason is Reason.PARTIAL_ONLY
    verdict = judged(promise, auto)
    assert (verdict.reason, verdict.gated) == (Reason.ON_TIME, "auto")


def test_a_placeholder_is_not_delivery_and_bounds_the_weights_that_come_later() -> None:
    empty = repo(M3, "2025-06-20", created="2025-06-01", complete=Completeness.NONE)
    full = repo(M3, "2025-06-22", created="2025-06-01")
    promise = claim(name="MiniMax-M3")
    assert judged(promise, empty, sweep("2025-06-21")).reason is Reason.UNDELIVERED
    verdict = judged(promise, empty, full)
    assert verdict.reason is Reason.DELIVERED_LATE
    assert verdict.days_late == 9


def test_a_promise_of_code_too_is_partial_without_it() -> None:
    promise = claim(name="MiniMax-M3", criteria=Criteria(code=True))
    files = (File("model.safetensors", 10), File("config.json", 10), File("README.md", 10))
    bare = repo(M3, "2025-06-10", created="2025-06-03", files=files)
    assert judged(promise, bare, sweep("2025-06-20")).reason is Reason.PARTIAL_ONLY
    told = entry("2025-06-10", M3)
    assert judged(promise, bare, told, sweep("2025-06-20")).reason is Reason.NEEDS_REVIEW
    coded = replace(bare, files=(*files, File("modeling.py", 10)))
    assert judged(promise, coded).reason is Reason.ON_TIME


def test_a_repository_of_unknown_extent_is_for_a_human() -> None:
    unknown = repo(M3, "2025-06-05", created="2025-06-01", complete=Completeness.UNKNOWN)
    assert judged(claim(name="MiniMax-M3"), unknown).reason is Reason.NEEDS_REVIEW


def test_open_source_asks_for_an_approved_licence_and_code() -> None:
    promise = claim(kind=Kind.OPEN_SOURCE, name="MiniMax-M3")
    state = repo(M3, "2025-06-05", created="2025-06-01", licence="apache-2.0")
    assert judged(promise, state).reason is Reason.ON_TIME
    closed = replace(state, licence="cc-by-nc-4.0")
    assert judged(promise, closed, sweep("2025-06-20")).reason is Reason.PARTIAL_ONLY
    bare = replace(state, licence="")
    assert judged(promise, bare).reason is Reason.NEEDS_REVIEW
    named = replace(promise, criteria=Criteria(licence="cc-by-nc-4.0"))
    assert judged(named, closed).reason is Reason.ON_TIME
    any_will_do = replace(promise, criteria=Criteria(licence="any"))
    assert judged(any_will_do, bare).reason is Reason.ON_TIME


def test_the_licence_is_told_as_first_seen_with_its_later_change() -> None:
    first = repo(M3, "2025-06-05", created="2025-06-01", licence="apache-2.0")
    later = replace(first, seen_at=at("2025-07-01"), licence="cc-by-nc-4.0")
    verdict = judged(claim(name="MiniMax-M3"), later, first)
    assert (verdict.licence, verdict.licence_later) == ("Apache-2.0", "CC-BY-NC-4.0")
    assert judged(claim(name="MiniMax-M3"), first).licence_later == ""
