"""Which status and reason a promise gets, and by what dates."""

from dataclasses import replace
from datetime import date

from tests.fakes.world import LAB, M1, M3, at, claim, entry, judged, repo, sweep, trace
from verifier.core.claims import (
    Announced,
    Kind,
    Reason,
    Ruling,
    Status,
    Subject,
    Voice,
    Withdrawal,
    status_of,
)
from verifier.core.evidence import Medium, Removal, TraceKind
from verifier.core.findings import Role
from verifier.core.intervals import Interval
from verifier.core.verdicts import untraced


def test_a_delivery_announced_after_the_deadline_is_late_by_the_labs_calendar_days() -> None:
    verdict = judged(claim(), repo(M1, "2025-07-01"), entry("2025-06-16T15:39:46", M1))
    assert (verdict.status, verdict.reason) == (Status.LATE, Reason.DELIVERED_LATE)
    assert verdict.due == date(2025, 6, 11)
    assert verdict.delivered_on == date(2025, 6, 16)
    assert (verdict.days_late, verdict.days_late_max) == (5, 5)


def test_a_sighting_before_the_deadline_ends_is_on_time() -> None:
    verdict = judged(claim(), repo(M1, "2025-06-12T11:59:59", created="2025-06-05"))
    assert verdict.reason is Reason.ON_TIME
    assert verdict.days_late is None


def test_the_deadline_ends_at_noon_utc_of_the_next_day_anywhere_on_earth() -> None:
    assert claim().deadline_end() == at("2025-06-12T12:00")
    assert claim(grace_days=1).deadline_end() == at("2025-06-13T12:00")
    assert claim(time_zone="Asia/Shanghai").deadline_end() == at("2025-06-11T16:00")


def test_creation_before_the_deadline_and_a_first_sight_after_it_are_ambiguous() -> None:
    verdict = judged(claim(), repo(M1, "2025-07-01", created="2025-06-05"))
    assert verdict.reason is Reason.AMBIGUOUS_EVIDENCE
    assert untraced(verdict) == (M1,)


def test_our_own_sweeps_before_and_after_tip_an_ambiguous_delivery_to_late() -> None:
    state = repo(M1, "2025-06-15", created="2025-06-05", absent_at=at("2025-06-14"))
    verdict = judged(claim(), state)
    assert verdict.reason is Reason.DELIVERED_LATE
    assert verdict.days_late == 3


def test_the_bounds_of_m3_straddle_the_deadline_and_shanghai_would_call_it_a_day_late() -> None:
    promise = claim("within 10 days", "MiniMax-M3", announced=date(2026, 6, 1))
    facts = (
        repo(M3, "2026-06-13T02:14:20", created="2026-06-02T07:49:31"),
        entry("2026-06-12T14:11:53", M3),
        entry("2026-06-12T07:08", M3, voice=Voice.PRESS, weak=True),
    )
    verdict = judged(promise, *facts)
    assert (verdict.status, verdict.reason) == (Status.PENDING, Reason.AMBIGUOUS_EVIDENCE)
    assert verdict.tz_sensitive
    assert "Asia/Shanghai: late, delivered_late, by 1 day" in verdict.zone_reading
    stated = judged(replace(promise, time_zone="Asia/Shanghai"), *facts)
    assert (stated.reason, stated.days_late) == (Reason.DELIVERED_LATE, 1)
    assert not stated.tz_sensitive


def test_hard_facts_that_exclude_each_other_are_a_conflict_not_a_verdict() -> None:
    verdict = judged(
        claim(),
        repo(M1, "2025-06-25", created="2025-06-20"),
        entry("2025-06-10", M1),
    )
    assert verdict.reason is Reason.CONFLICTING_EVIDENCE


def test_a_conflict_beside_a_sound_late_delivery_is_not_called_late() -> None:
    other = "MiniMaxAI/MiniMax-M1-40k"
    verdict = judged(
        claim(),
        repo(M1, "2025-06-25", created="2025-06-20"),
        repo(other, "2025-06-25", created="2025-06-20"),
        entry("2025-06-10", other),
    )
    assert verdict.reason is Reason.CONFLICTING_EVIDENCE


def test_a_delivery_without_a_fixed_deadline_is_fulfilled_undated() -> None:
    verdict = judged(claim("soon", "MiniMax-M3"), repo(M3, "2025-07-01", created="2025-06-20"))
    assert (verdict.status, verdict.reason) == (Status.FULFILLED, Reason.DELIVERED_UNDATED)
    assert verdict.due is None


def test_a_vague_promise_is_never_late() -> None:
    verdict = judged(claim("soon"), sweep("2026-01-01"))
    assert verdict.reason is Reason.NO_FIXED_DEADLINE


def test_before_the_deadline_nothing_is_due() -> None:
    verdict = judged(claim(), sweep("2025-06-10"), as_of="2025-06-12T11:00")
    assert verdict.reason is Reason.NOT_DUE


def test_a_withdrawn_promise_is_late_once_its_deadline_passed() -> None:
    promise = claim(withdrawn=Withdrawal(date(2025, 6, 1), "https://minimax.example/no"))
    assert judged(promise, as_of="2025-06-05").reason is Reason.NOT_DUE
    assert judged(promise, as_of="2025-06-20").reason is Reason.WITHDRAWN


def test_a_deletion_after_delivery_does_not_undo_it() -> None:
    gone = Removal(M3, Interval(at("2025-07-01"), at("2025-07-02")), at("2025-07-02"), "hub", "")
    verdict = judged(
        claim(name="MiniMax-M3"),
        repo(M3, "2025-06-05", created="2025-06-01"),
        gone,
        sweep("2025-07-02"),
    )
    assert verdict.reason is Reason.ON_TIME
    assert verdict.removed == gone.gone


def test_a_ruling_overrides_the_rules_and_says_who_ruled() -> None:
    ruling = Ruling(Reason.VOID, "A. Editor", date(2025, 7, 1), "https://x.example", "no event")
    promise = claim(ruling=ruling)
    verdict = judged(promise, sweep("2025-06-20"))
    assert (verdict.status, verdict.reason) == (Status.PENDING, Reason.VOID)
    assert verdict.ruled_by == "A. Editor, 2025-07-01"
    assert judged(promise, sweep("2025-06-20"), as_of="2025-06-21").reason is Reason.UNDELIVERED


def test_grace_moves_the_end_and_not_the_due_day() -> None:
    verdict = judged(claim(grace_days=3), repo(M1, "2025-06-14", created="2025-06-10"))
    assert verdict.reason is Reason.ON_TIME
    assert verdict.due == date(2025, 6, 11)


def test_what_happened_after_as_of_is_not_known_then() -> None:
    verdict = judged(claim(), repo(M1, "2025-06-16", created="2025-06-05"), as_of="2025-06-15")
    assert verdict.reason is Reason.UNVERIFIED
    assert verdict.findings == ()


def test_every_reason_belongs_to_one_status() -> None:
    assert {status_of(reason) for reason in Reason} == set(Status)


def test_a_commit_bounds_softly_from_below_and_dates_nothing_from_above() -> None:
    place = "github.com/MiniMax-AI/tool"
    promise = claim(kind=Kind.CODE, parts=(Subject(repos=(place,)),))
    early = entry("2025-06-05", place, medium=Medium.COMMIT)
    late = entry("2025-06-20", place, medium=Medium.COMMIT)
    assert judged(promise, early).reason is Reason.AMBIGUOUS_EVIDENCE
    verdict = judged(promise, late)
    assert (verdict.reason, verdict.days_late) == (Reason.DELIVERED_LATE, 9)


def test_the_first_of_several_that_count_dates_the_delivery() -> None:
    other = repo("MiniMaxAI/MiniMax-M1-40k", "2025-06-30", created="2025-06-29")
    verdict = judged(claim(), repo(M1, "2025-06-16", created="2025-06-14"), other)
    assert verdict.delivery == Interval(at("2025-06-14"), at("2025-06-16"))


def test_an_outsiders_discussion_dates_a_repository_from_above() -> None:
    facts = (
        repo(M3, "2026-05-01", created="2025-06-05"),
        trace(M3, TraceKind.DISCUSSION, "2025-06-16T02:00"),
    )
    promise = claim(name="MiniMax-M3")
    verdict = judged(promise, *facts)
    assert verdict.reason is Reason.AMBIGUOUS_EVIDENCE
    assert verdict.delivery == Interval(at("2025-06-05"), at("2025-06-16T02:00"))
    completed = trace(M3, TraceKind.WEIGHTS_COMMIT, "2025-06-15")
    assert judged(promise, *facts, completed).reason is Reason.DELIVERED_LATE


def test_a_lateness_that_rests_on_an_announcement_alone_is_traced() -> None:
    facts = (repo(M3, "2026-05-01", created="2025-06-05"), entry("2025-06-16", M3))
    promise = claim(name="MiniMax-M3")
    verdict = judged(promise, *facts)
    assert verdict.reason is Reason.DELIVERED_LATE
    assert untraced(verdict) == (M3,)
    cleared = judged(promise, *facts, trace(M3, TraceKind.DISCUSSION, "2025-06-10"))
    assert cleared.reason is Reason.ON_TIME
    held = judged(promise, repo(M3, "2026-05-01", created="2025-06-15"), facts[1])
    assert untraced(held) == ()


LATER = "MiniMaxAI/MiniMax-H3"


def test_a_verdict_rests_on_what_came_first_and_not_on_what_would_have_counted_too() -> None:
    first = repo(M1, "2025-07-01", licence="apache-2.0", created="2025-06-05")
    said = entry("2025-06-16T15:39:46", M1)
    alone = judged(claim(), first, said)
    later = repo(LATER, "2026-08-03", created="2026-07-28", licence="other")
    beside = judged(claim(), first, said, later)
    assert {f.artefact for f in beside.findings if f.role is Role.COUNTS} == {M1, LATER}
    assert beside.evidence == alone.evidence
    assert (beside.licence, beside.licence_class) == (alone.licence, "permissive")
    assert untraced(beside) == untraced(alone) == (M1,)


def test_what_came_first_and_was_taken_away_is_told_though_a_later_one_stands() -> None:
    gone = Removal(M1, Interval(at("2025-07-01"), at("2025-07-02")), at("2025-07-02"), "hub", "")
    later = repo(LATER, "2026-08-03", created="2026-07-28")
    verdict = judged(claim(), repo(M1, "2025-06-10", created="2025-06-05"), gone, later)
    assert verdict.removed == gone.gone


def test_a_lateness_is_traced_unless_a_part_is_held_behind_the_deadline() -> None:
    promise = claim(parts=(Subject("MiniMax-M3"), Subject("MiniMax-H3")))
    soft = (repo(M3, "2026-05-01", created="2025-06-05"), entry("2025-06-16", M3))
    free = (repo(LATER, "2026-05-01", created="2025-06-05"), entry("2025-06-17", LATER))
    held = (repo(LATER, "2026-05-01", created="2025-06-15"), free[1])
    assert untraced(judged(promise, *soft, *free)) == (M3, LATER)
    assert untraced(judged(promise, *soft, *held)) == ()


def test_a_promise_at_an_instant_begins_at_that_instant() -> None:
    moment = at("2025-05-28T12:00+08:00")
    assert Announced(moment.date(), moment).begins(LAB.zone) == at("2025-05-28T04:00")
