from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.exports.cases import AS_OF, CLAIM, DELIVERED, HUB, LAB, REPOSITORY, sweep, verdict
from verifier.core.canon import digest
from verifier.core.claims import Reason
from verifier.core.outages import Turn
from verifier.core.verdict import Recorded
from verifier.exports.news import Notice, messages_of, of_claim, of_source

DAY = timedelta(days=1)
FACTS = {digest(REPOSITORY): REPOSITORY}


def judged(day: int, reason: Reason, run: int) -> Recorded:
    at = AS_OF + day * DAY
    given = replace(DELIVERED if reason is Reason.DELIVERED_LATE else verdict(reason), as_of=at)
    return Recorded(given, at, run)


def notices(*history: Recorded, base_url: str = "") -> list[Notice]:
    return [notice for _, notice in of_claim(CLAIM, LAB, history, FACTS, base_url=base_url)]


FIRST = judged(0, Reason.NOT_DUE, 1)
LATE = judged(3, Reason.DELIVERED_LATE, 4)


def test_a_change_tells_old_and_new_why_evidence_and_permalink() -> None:
    _, late = notices(FIRST, LATE, base_url="https://v.org")
    assert late.lines == (
        "MiniMax open weights in 2 weeks (MiniMax)",
        "pending (not_due) -> late (delivered_late)",
        (
            "It was not public before 2025-06-15 16:00 UTC, and the deadline had ended at "
            "2025-06-12 12:00 UTC: late by 5 days."
        ),
        f"Evidence: {REPOSITORY.url}",
        f"Claim: https://v.org/claims/{CLAIM.id}/",
    )
    assert late.text.endswith(f"(notice {late.id})")
    assert late.run == 4


def test_a_first_verdict_comes_from_nothing_and_without_a_site_the_id_stands_for_the_page() -> None:
    (first,) = notices(FIRST)
    assert "new -> pending (not_due)" in first.lines
    assert first.lines[-1] == f"Claim: {CLAIM.id}"


def test_a_ruling_is_told_as_one() -> None:
    ruled = Recorded(replace(LATE.verdict, ruled_by="A. Editor, 2025-07-02"), LATE.since, 4)
    assert "Ruled by A. Editor, 2025-07-02" in notices(FIRST, ruled)[1].lines


def test_a_change_has_one_id_whatever_comes_after_it_or_before_it() -> None:
    _, late = notices(FIRST, LATE)
    after = judged(5, Reason.UNVERIFIED, 6)
    before = judged(1, Reason.UNVERIFIED, 7)
    ids = [each.id for each in notices(FIRST, before, LATE, after)]
    assert late.id in ids
    assert len(set(ids)) == len(ids)


def test_judging_a_past_instant_again_makes_no_news() -> None:
    past = judged(1, Reason.NEEDS_REVIEW, 9)
    assert [each.run for each in notices(FIRST, past, LATE)] == [1, 4]


def test_a_line_is_a_line_whatever_the_text_holds() -> None:
    claim = replace(CLAIM, text="two\nlines\u202e\tand\x1b <b>markup</b>")
    ((_, notice),) = of_claim(claim, LAB, [FIRST], FACTS)
    assert notice.lines[0] == "two lines and <b>markup</b> (MiniMax)"


def turn(*, recovered: bool, detail: str = "HTTP 503") -> Turn:
    reading = sweep(HUB, AS_OF, controlled=recovered, detail=detail)
    return Turn(5, reading, AS_OF - 3 * DAY, 4)


def test_a_trouble_names_the_source_since_when_and_why() -> None:
    trouble = of_source(turn(recovered=False))
    assert trouble.lines[0] == (
        "MiniMaxAI on the Hugging Face Hub could not be read for 4 nights, since 2025-06-28: "
        "HTTP 503"
    )
    assert "changes no verdict" in trouble.lines[1]
    silent = turn(recovered=False, detail="")
    assert of_source(silent).lines[0].endswith(": timeout")
    unknown = replace(silent, sweep=replace(silent.sweep, fault=""))
    assert of_source(unknown).lines[0].endswith(": for a reason it does not tell")


def test_a_recovery_is_another_notice() -> None:
    back = of_source(turn(recovered=True))
    assert back.lines == (
        "MiniMaxAI on the Hugging Face Hub is read again, after 4 nights in which it was not.",
    )
    assert back.id != of_source(turn(recovered=False)).id


def test_a_message_is_of_one_run_and_its_title_counts_what_is_in_it() -> None:
    changes = notices(FIRST, LATE)
    trouble, back = of_source(turn(recovered=False)), of_source(turn(recovered=True))
    first, second, third = messages_of([back, *changes, trouble], 10_000)
    assert first.title == second.title == "verifier: 1 verdict changed"
    assert third.title == "verifier: 1 source keeps failing and 1 source is read again"
    assert third.notices == (back.id, trouble.id)
    assert third.body == f"{back.text}\n\n{trouble.text}"


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 80)), max_size=20), st.integers(1, 200))
def test_every_notice_is_in_one_message_and_none_is_longer_than_there_is_room(
    sizes: list[tuple[int, int]], room: int
) -> None:
    given_ = [
        Notice(f"{number:016}", run, "change", ("x" * size,))
        for number, (run, size) in enumerate(sizes)
    ]
    messages = list(messages_of(given_, room))
    told = [id_ for message in messages for id_ in message.notices]
    assert sorted(told) == [notice.id for notice in given_]
    assert all(len(m.body) <= room or len(m.notices) == 1 for m in messages)
    runs = {notice.id: notice.run for notice in given_}
    assert all(len({runs[id_] for id_ in m.notices}) == 1 for m in messages)
