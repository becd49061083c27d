from dataclasses import replace
from datetime import date

import pytest

from tests.fakes.world import (
    LAB,
    at,
    check,
    claim,
    entry,
    judged,
    repo,
    sweep,
    trace,
)
from verifier.core.claims import (
    Announced,
    Criteria,
    Feed,
    Kind,
    Reason,
    Ruling,
    Status,
    Subject,
    Voice,
    Withdrawal,
    status_of,
)
from verifier.core.evidence import (
    BaseModel,
    Completeness,
    File,
    Gating,
    Interval,
    Medium,
    Outcome,
    Removal,
    Shows,
    TraceKind,
)
from verifier.core.findings import Role
from verifier.core.verdicts import untraced

M1 = "MiniMaxAI/MiniMax-M1-80k"
M3 = "MiniMaxAI/MiniMax-M3"


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


def test_a_weak_match_needs_a_human_and_stops_absence() -> None:
    near = "MiniMaxAI/MiniMax-M3-Preview"
    verdict = judged(
        claim(name="MiniMax-M3"),
        repo(near, "2025-06-10", created="2025-06-05"),
        sweep("2025-07-01"),
    )
    assert verdict.reason is Reason.NEEDS_REVIEW


def test_a_withdrawn_promise_is_late_once_its_deadline_passed() -> None:
    promise = claim(withdrawn=Withdrawal(date(2025, 6, 1), "https://minimax.example/no"))
    assert judged(promise, as_of="2025-06-05").reason is Reason.NOT_DUE
    assert judged(promise, as_of="2025-06-20").reason is Reason.WITHDRAWN


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


# What counts, and what was seen and does not


@pytest.mark.parametrize(
    ("artefact", "changes", "why"),
    [
        (
            "MiniMaxAI/SynLogic-7B",
            {"base_models": (BaseModel("Qwen/Qwen2.5-7B", "finetune"),)},
            "another lab's model, Qwen/Qwen2.5-7B",
        ),
        (
            "MiniMaxAI/MiniMax-M1-copy",
            {"base_models": (BaseModel("MiniMaxAI/MiniMax-M1", "quantized"),)},
            "a quantised copy of MiniMaxAI/MiniMax-M1",
        ),
        ("MiniMaxAI/MiniMax-M1-GGUF", {}, "quantised copy, by its name"),
        ("MiniMaxAI/MiniMax-M1-LoRA", {}, "adapter, by its name"),
        ("Somebody/MiniMax-M1", {}, "belongs to Somebody"),
        ("MiniMaxAI/MiniMax-Text-01-hf", {}, "library port of an older model"),
    ],
)
def test_look_alikes_are_listed_with_why_they_do_not_count(
    artefact: str, changes: dict[str, object], why: str
) -> None:
    verdict = judged(
        claim(),
        repo(artefact, "2025-06-10", created="2025-06-03", **changes),  # type: ignore[arg-type]
        repo("MiniMaxAI/MiniMax-Text-01", "2025-01-31"),
        sweep("2025-06-20"),
    )
    assert verdict.reason is Reason.UNDELIVERED
    (finding,) = verdict.findings
    assert (finding.artefact, finding.role) == (artefact, Role.NOT)
    assert why in finding.why


def test_a_native_low_precision_copy_of_the_labs_own_counts() -> None:
    own = repo(
        "MiniMaxAI/MiniMax-M1-fp8",
        "2025-06-10",
        created="2025-06-03",
        base_models=(BaseModel("MiniMaxAI/MiniMax-M1", "finetune"),),
    )
    assert judged(claim(), own).reason is Reason.ON_TIME


def test_a_library_format_of_a_new_model_counts() -> None:
    ported = repo("MiniMaxAI/MiniMax-M1-hf", "2025-06-10", created="2025-06-03")
    assert judged(claim(), ported).reason is Reason.ON_TIME


def test_a_thing_only_spoken_of_is_too_weak_where_no_model_was_named() -> None:
    assert judged(claim(), entry("2025-06-05", M1)).reason is Reason.NEEDS_REVIEW
    assert judged(claim(name="MiniMax-M1"), entry("2025-06-05", M1)).reason is Reason.ON_TIME


def test_the_very_thing_announced_as_out_yet_made_from_anothers_is_for_a_human() -> None:
    base = (BaseModel("Qwen/Qwen2.5-7B", "finetune"),)
    tuned = repo(M3, "2025-06-10", created="2025-06-03", base_models=base)
    promise = claim(name="MiniMax-M3")
    assert judged(promise, tuned, sweep("2025-06-20")).reason is Reason.UNDELIVERED
    told = entry("2025-06-10", M3)
    assert judged(promise, tuned, told, sweep("2025-06-20")).reason is Reason.NEEDS_REVIEW


def test_a_promise_of_code_too_is_partial_without_it() -> None:
    promise = claim(name="MiniMax-M3", criteria=Criteria(code=True))
    files = (File("model.safetensors", 10), File("config.json", 10), File("README.md", 10))
    bare = repo(M3, "2025-06-10", created="2025-06-03", files=files)
    assert judged(promise, bare, sweep("2025-06-20")).reason is Reason.PARTIAL_ONLY
    told = entry("2025-06-10", M3)
    assert judged(promise, bare, told, sweep("2025-06-20")).reason is Reason.NEEDS_REVIEW
    coded = replace(bare, files=(*files, File("modeling.py", 10)))
    assert judged(promise, coded).reason is Reason.ON_TIME


def test_code_elsewhere_is_no_answer_to_a_promise_of_unnamed_weights() -> None:
    code = repo("github.com/MiniMax-AI/tool", "2025-06-10", created="2025-06-03")
    assert judged(claim(), code).findings == ()
    promise = claim(kind=Kind.CODE, name="tool")
    assert judged(promise, code).reason is Reason.ON_TIME
    assert judged(promise, repo(M3, "2025-06-05", created="2025-06-01")).findings == ()


def test_a_card_that_changed_its_base_is_for_a_human() -> None:
    before = repo(M3, "2025-06-10", created="2025-06-03")
    after = replace(
        before, seen_at=at("2025-06-11"), base_models=(BaseModel("Qwen/Qwen2.5-7B", ""),)
    )
    assert judged(claim(), before, after).reason is Reason.NEEDS_REVIEW


def test_an_unnamed_model_must_be_shown_to_be_new() -> None:
    old = repo("MiniMaxAI/MiniMax-M0", "2025-06-05", created="2025-05-20")
    verdict = judged(claim(), old, sweep("2025-06-20"))
    assert verdict.reason is Reason.UNDELIVERED
    assert "may have been public before" in verdict.findings[0].why
    told = entry("2025-06-20", "MiniMaxAI/MiniMax-M0")
    assert judged(claim(), old, told, sweep("2025-06-20")).reason is Reason.NEEDS_REVIEW


def test_a_fitting_model_from_before_the_promise_does_not_keep_it() -> None:
    promise = claim(parts=(Subject(pattern=r"MiniMax-M\d"),))
    old = repo("MiniMaxAI/MiniMax-M2", "2025-05-20", created="2025-05-10")
    verdict = judged(promise, old, sweep("2025-06-20"))
    assert verdict.reason is Reason.UNDELIVERED
    assert "already public" in verdict.findings[0].why
    told = entry("2025-06-01", "MiniMaxAI/MiniMax-M2")
    assert judged(promise, old, told, sweep("2025-06-20")).reason is Reason.NEEDS_REVIEW


def test_the_named_thing_public_before_the_promise_is_for_a_human() -> None:
    verdict = judged(claim(name="MiniMax-M3"), repo(M3, "2025-05-20"), sweep("2025-06-20"))
    assert verdict.reason is Reason.NEEDS_REVIEW


def test_a_claim_of_a_size_is_met_by_that_size_only() -> None:
    promise = claim(parts=(Subject(size="27B"),))
    small = repo("MiniMaxAI/MiniMax-X-9B", "2025-06-05", created="2025-06-01")
    right = repo("MiniMaxAI/MiniMax-X-27B", "2025-06-05", created="2025-06-01")
    assert judged(promise, small, sweep("2025-06-20")).reason is Reason.UNDELIVERED
    assert judged(promise, small, right).reason is Reason.ON_TIME


def test_a_repository_the_claim_names_counts_whatever_it_is_called() -> None:
    promise = claim(parts=(Subject("MiniMax-Max", repos=("MiniMaxAI/Odd-2.4T",)),))
    odd = repo("MiniMaxAI/Odd-2.4T", "2025-06-05", created="2025-06-01")
    assert judged(promise, odd).reason is Reason.ON_TIME
    only = claim(parts=(Subject(repos=("MiniMaxAI/Odd-2.4T",)),))
    assert judged(only, odd, repo(M1, "2025-06-05", created="2025-06-01")).findings[0].artefact == (
        "MiniMaxAI/Odd-2.4T"
    )


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


def test_a_repository_of_unknown_extent_is_for_a_human() -> None:
    unknown = repo(M3, "2025-06-05", created="2025-06-01", complete=Completeness.UNKNOWN)
    assert judged(claim(name="MiniMax-M3"), unknown).reason is Reason.NEEDS_REVIEW


def test_a_commit_bounds_softly_from_below_and_dates_nothing_from_above() -> None:
    place = "github.com/MiniMax-AI/tool"
    promise = claim(kind=Kind.CODE, parts=(Subject(repos=(place,)),))
    early = entry("2025-06-05", place, medium=Medium.COMMIT)
    late = entry("2025-06-20", place, medium=Medium.COMMIT)
    assert judged(promise, early).reason is Reason.AMBIGUOUS_EVIDENCE
    verdict = judged(promise, late)
    assert (verdict.reason, verdict.days_late) == (Reason.DELIVERED_LATE, 9)


def test_a_post_is_delivered_by_the_promisor_alone() -> None:
    promise = claim(kind=Kind.POST, name="MiniMax-M3")
    own = entry("2025-06-05", title="MiniMax-M3 report", shows=Shows.MENTION)
    press = replace(own, voice=Voice.PRESS)
    assert judged(promise, own).reason is Reason.ON_TIME
    assert judged(promise, press).reason is Reason.UNVERIFIED


def test_a_promise_of_a_model_is_met_by_its_service() -> None:
    promise = claim(kind=Kind.MODEL, name="MiniMax-M3")
    api = entry("2025-06-05", M3, shows=Shows.API)
    assert judged(promise, api).reason is Reason.ON_TIME


def test_a_data_set_is_looked_for_among_data_sets() -> None:
    promise = claim(kind=Kind.DATASET)
    data = repo("datasets/MiniMaxAI/Corpus", "2025-06-05", created="2025-06-01")
    assert judged(promise, data).reason is Reason.ON_TIME
    assert judged(promise, repo(M3, "2025-06-05", created="2025-06-01")).findings == ()
    assert judged(claim(), data).findings == ()


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


def test_a_preview_counts_where_the_claim_lets_it() -> None:
    promise = claim(name="MiniMax-M3", criteria=Criteria(previews=True))
    preview = repo("MiniMaxAI/MiniMax-M3-Preview", "2025-06-05", created="2025-06-01")
    assert judged(promise, preview).reason is Reason.ON_TIME


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
