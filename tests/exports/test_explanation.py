"""A verdict explained, from the promise to the reason."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.exports.cases import AS_OF, CLAIM, DELIVERED, END, HUB, REPOSITORY, UNDATED, verdict
from tests.exports.explained import case, told
from verifier.core.canon import digest
from verifier.core.claims import Claim, Criteria, Reason, Ruling, Subject, Withdrawal
from verifier.core.deadlines import Deadline, Precision
from verifier.core.findings import Bound, Finding, Limit, Looked, Role
from verifier.core.intervals import Interval
from verifier.exports.case import Link, slips
from verifier.exports.explanation import explain
from verifier.exports.pages import page
from verifier.exports.record import in_short


def test_a_late_delivery_is_explained_from_the_promise_to_the_verdict() -> None:
    assert (
        page(explain(case(DELIVERED, CLAIM, *DELIVERED.looked)))
        == """\
MiniMax open weights in 2 weeks (minimax-2025-05-28-open-weights)
  LATE (delivered_late), since 2025-07-01 12:00 UTC

The promise
  MiniMax promised open weights on 2025-05-28: "in 2 weeks".
  No model was named: the lab's first own one after that day will do.
  Source: https://example.org/promise

The deadline
  "in 2 weeks", said on 2025-05-28, means 2025-06-11 (rule "in n units", precision day).
  That day ends at 2025-06-12 12:00 UTC, when it is over in the last place on Earth (UTC-12).
  By the lab's own calendar (Asia/Shanghai) it ended at 2025-06-11 16:00 UTC, which would not change
  the verdict.

What was looked at
  - MiniMaxAI on the Hugging Face Hub: never read.

What counted
  - MiniMaxAI/MiniMax-M1-80k counts: it is the lab's first own model after the announcement.
    - not public before 2025-06-05 08:00 UTC (hard): repository created, often in private. Not
      needed: another is tighter. https://huggingface.co/MiniMaxAI/MiniMax-M1-80k
    - hardly public before 2025-06-15 16:00 UTC (soft): start of the day of the lab's announcement.
      Used. https://huggingface.co/MiniMaxAI/MiniMax-M1-80k
    - public by 2025-06-16 15:00:07 UTC (hard): announced as out by the lab. Used.
      https://huggingface.co/MiniMaxAI/MiniMax-M1-80k
    - So it became public between 2025-06-15 16:00 UTC and 2025-06-16 15:00:07 UTC.

What was seen and did not count
  - MiniMaxAI/SynLogic-7B does not count: it is made from another lab's model.
    - https://huggingface.co/MiniMaxAI/SynLogic-7B

The delivery
  What was promised became public between 2025-06-15 16:00 UTC and 2025-06-16 15:00:07 UTC.
  By the lab's calendar (Asia/Shanghai) that is 2025-06-16.

The verdict
  It was not public before 2025-06-15 16:00 UTC, and the deadline had ended at 2025-06-12 12:00 UTC:
  late by 5 days.
  Rules of version 1, on 1 fact; judged as of 2025-07-01 12:00 UTC."""
    )


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence_in_both_faces(reason: Reason) -> None:
    given = verdict(reason)
    assert given.status in {"fulfilled", "late", "pending"}
    lines = [line.text for section in explain(case(given)) for line in section.lines]
    short = [line.text for section in in_short(case(given)) for line in section.lines]
    sentence = short[1]
    assert sentence in lines
    assert sentence.endswith(".")
    assert "not released" not in sentence


def test_no_two_reasons_share_a_sentence() -> None:
    short = {in_short(case(verdict(reason)))[0].lines[1].text for reason in Reason}
    assert len(short) == len(Reason)


def test_absence_names_the_places_and_the_instant_and_no_more() -> None:
    at = datetime(2025, 6, 20, tzinfo=UTC)
    looked = Looked(HUB, at, proves=True, trouble="no answer in 10 s")
    said = told(verdict(Reason.UNDELIVERED), CLAIM, looked)
    assert "not found in MiniMaxAI on the Hugging Face Hub as of 2025-06-20 00:00 UTC: late" in said
    assert "after the deadline, so absence there counts" in said
    assert "the latest reading does not count: no answer in 10 s" in said
    assert "Nothing was seen that bears on this promise." in said


def test_places_are_named_for_a_reader() -> None:
    places = ("feed:https://e.org/feed", "archive:data", "trace:a/b", "github.com/a/b")
    said = told(verdict(Reason.UNVERIFIED), CLAIM, *(Looked(place) for place in places))
    for name in ("the feed https://e.org/feed", "the archive data", "what others left on a/b"):
        assert f"- {name}: never validly read" in said
    assert "- github.com/a/b: never validly read" in said
    assert "No place is known" in told(verdict(Reason.UNVERIFIED))


def test_a_promise_without_a_deadline_says_why_there_is_none() -> None:
    said = told(verdict(Reason.NO_FIXED_DEADLINE, UNDATED), UNDATED)
    assert '"soon" fixes no day: it names no time that ends (vague; rule "vague").' in said


def test_flags_spans_stated_days_zones_and_grace_are_told() -> None:
    deadline = Deadline(
        date(2025, 6, 1),
        date(2025, 6, 11),
        Precision.APPROX,
        "season",
        "early summer",
        ("northern-season", "brand-new-flag"),
    )
    claim = replace(CLAIM, deadline=deadline, grace_days=2)
    said = told(verdict(Reason.NOT_DUE, claim), claim)
    assert "means 2025-06-01 to 2025-06-11, of which the last counts" in said
    assert "It is approximate." in said
    assert "a season is the northern one." in said
    assert "brand-new-flag." in said
    assert "2 days of stated grace included" in said
    stated = replace(claim, due_why="the lab named the day later", time_zone="Asia/Shanghai")
    said = told(verdict(Reason.NOT_DUE, stated), stated)
    assert "The claim states the day itself" in said
    assert "Why: the lab named the day later." in said
    assert "over in Asia/Shanghai, the zone the promise stated" in said
    assert "By the lab's own calendar" not in said


def test_what_the_labs_own_zone_would_say_is_told() -> None:
    reading = "by the calendar of Asia/Shanghai: late"
    given = replace(verdict(Reason.AMBIGUOUS_EVIDENCE), tz_sensitive=True, zone_reading=reading)
    said = told(given)
    assert f"The time zone decides: {reading}; there the day ended at 2025-06-11 16:00 UTC" in said


def test_parts_are_numbered_and_named() -> None:
    parts = (Subject(name="A", size="7B"), Subject(pattern="B-.*"), Subject())
    claim = replace(CLAIM, parts=parts, criteria=Criteria(previews=True), promisor="A. Person")
    finding = Finding("a/B-1", Role.PARTIAL, "a shard is missing", part=1)
    given = replace(verdict(Reason.PARTIAL_ONLY, claim), findings=(finding,), missing=("A", "B-.*"))
    said = told(given, claim)
    assert "A. Person, for MiniMax, promised" in said
    assert "Part 1 of 3: What must arrive is A, 7B." in said
    assert "Part 2 of 3: What must arrive is a name like B-.*." in said
    assert "Part 3 of 3: No model was named" in said
    assert "a/B-1 (part 2) is short of the promise: a shard is missing." in said
    assert "(missing: A and B-.*)" in said


def test_a_soft_bound_that_is_contradicted_yields_and_a_conflict_is_told() -> None:
    mark = digest(REPOSITORY)
    bounds = (
        Bound(END, Limit.HARDLY_BEFORE, "a later mention", mark, used=False),
        Bound(datetime(2025, 6, 1, tzinfo=UTC), Limit.NOT_AFTER, "seen by others", "unknown"),
    )
    finding = Finding(
        "a/b", Role.COUNTS, "named", delivery=Interval(None, bounds[1].at), bounds=bounds
    )
    said = told(replace(verdict(Reason.ON_TIME), findings=(finding,)))
    assert "a later mention. Yielded to a hard bound that contradicts it." in said
    assert "public by 2025-06-01 00:00 UTC (hard): seen by others. Used." in said
    assert "became public by 2025-06-01 00:00 UTC, since when is not known" in said
    clash = replace(finding, conflict=True)
    assert "These bounds exclude each other." in told(
        replace(verdict(Reason.CONFLICTING_EVIDENCE), findings=(clash,))
    )


def test_what_came_after_the_first_that_counts_is_told_in_a_line() -> None:
    later = replace(
        DELIVERED.findings[0],
        artefact="MiniMaxAI/MiniMax-M2",
        delivery=Interval(datetime(2025, 6, 20, tzinfo=UTC), datetime(2025, 6, 21, tzinfo=UTC)),
    )
    said = told(replace(DELIVERED, findings=(later, *DELIVERED.findings)))
    assert "MiniMaxAI/MiniMax-M2 would count too, but came later." in said
    assert said.index("MiniMax-M1-80k counts") < said.index("MiniMax-M2 would count")


def test_a_weak_match_stands_under_what_did_not_count() -> None:
    weak = Finding("a/b", Role.WEAK, "the family fits", url="https://e.org/b")
    said = told(replace(verdict(Reason.NEEDS_REVIEW), findings=(weak,)))
    assert "Something was seen, but nothing that counts for this promise." in said
    assert "a/b is too weak a match to decide: the family fits. - https://e.org/b" in said


def test_a_ruling_stands_in_place_of_the_rule() -> None:
    ruling = Ruling(Reason.VOID, "A. Editor", date(2025, 6, 30), "https://e.org/r", "no event came")
    claim = replace(CLAIM, ruling=ruling)
    given = replace(verdict(Reason.VOID), ruled_by="A. Editor, 2025-06-30")
    said = told(given, claim)
    assert "A. Editor ruled on 2025-06-30, over the rules: void, because no event came." in said
    short = page(in_short(case(given, claim)))
    assert "ruled by:   A. Editor, 2025-06-30" in short


def test_relays_withdrawals_and_removals_are_told() -> None:
    withdrawn = Withdrawal(date(2025, 6, 1), "https://e.org/w")
    claim = replace(CLAIM, relayed_by="a blog", archived="https://a.org", withdrawn=withdrawn)
    said = told(replace(verdict(Reason.WITHDRAWN), removed=Interval(None, AS_OF)), claim)
    assert "known through a blog; it counts in no rate of the lab's" in said
    assert "Archived: https://a.org" in said
    assert "withdrawn on 2025-06-01" in said
    confirmed = replace(claim, confirmed=True)
    assert "it was confirmed since" in told(verdict(Reason.WITHDRAWN), confirmed)
    gone = replace(DELIVERED, removed=Interval(AS_OF, AS_OF))
    assert "It was taken away again at 2025-07-01 12:00 UTC; that undoes no delivery." in told(gone)


def promise(name: str, on: date, due: date | None, revises: str = "") -> Claim:
    deadline = Deadline(due, due, Precision.DAY, "r", "p") if due else UNDATED.deadline
    announced = replace(CLAIM.announced, day=on)
    return replace(CLAIM, id=name, announced=announced, deadline=deadline, revises=revises)


FIRST = promise("first", date(2025, 1, 1), date(2025, 2, 1))
SECOND = promise("second", date(2025, 2, 1), date(2025, 3, 1), "first")
EARLIER = promise("earlier", date(2025, 2, 10), date(2025, 2, 20), "second")
VAGUE = promise("vague", date(2025, 2, 15), None, "second")


def test_a_slip_is_a_due_day_moved_to_a_later_one() -> None:
    chain = tuple(Link(one) for one in (FIRST, SECOND, EARLIER, VAGUE))
    assert slips(chain) == 1
    said = told(DELIVERED, chain=(Link(FIRST, verdict(Reason.NOT_DUE)), *chain[1:]))
    assert "2025-01-01: first, due 2025-02-01: pending (not_due)" in said
    assert "2025-02-15: vague, no day fixed: not judged yet" in said
    assert "The deadline slipped once." in said


def test_a_chain_without_a_slip_says_so() -> None:
    assert "The deadline never slipped." in told(DELIVERED, chain=(Link(VAGUE), Link(FIRST)))


def test_every_role_and_limit_is_told() -> None:
    for role in Role:
        bounds = tuple(Bound(END, limit, "w", "x") for limit in Limit)
        finding = Finding("a/b", role, "because", delivery=Interval(END, END), bounds=bounds)
        assert "a/b" in told(replace(verdict(Reason.ON_TIME), findings=(finding,)))
