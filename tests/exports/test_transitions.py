from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.exports.cases import AS_OF, CLAIM, DELIVERED, LAB, REPOSITORY, verdict
from verifier.core.canon import digest
from verifier.core.claims import Reason, Status
from verifier.core.verdict import Recorded
from verifier.exports.columns import columns_of
from verifier.exports.transitions import Transition, changes_of, transitions_of
from verifier.ports import Version

DAY = timedelta(days=1)


def night(number: int, reason: Reason) -> Recorded:
    """A verdict so many nights after the first."""
    at = AS_OF + number * DAY
    return Recorded(replace(verdict(reason), as_of=at), at, number)


def test_every_column_is_described_in_one_line() -> None:
    assert all(about.endswith(".") for about in columns_of(Transition).values())


def test_a_first_verdict_is_a_change_from_nothing() -> None:
    (first,) = transitions_of(CLAIM, LAB, [night(0, Reason.NOT_DUE)], {})
    assert (first.old_status, first.old_reason) == (None, None)
    assert (first.status, first.reason, first.changed_at) == (
        Status.PENDING,
        Reason.NOT_DUE,
        AS_OF,
    )
    assert first.permalink == ""


def test_a_change_tells_old_and_new_why_and_where_to_look() -> None:
    facts = {digest(REPOSITORY): REPOSITORY}
    late = Recorded(replace(DELIVERED, as_of=AS_OF + DAY), AS_OF + DAY, 2)
    history = [night(0, Reason.NOT_DUE), late]
    _, change = transitions_of(CLAIM, LAB, history, facts, base_url="https://v.org")
    assert (change.old_status, change.old_reason) == (Status.PENDING, Reason.NOT_DUE)
    assert (change.status, change.reason) == (Status.LATE, Reason.DELIVERED_LATE)
    assert change.why.endswith("late by 5 days.")
    assert change.evidence_url == REPOSITORY.url
    assert change.permalink == f"https://v.org/claims/{CLAIM.id}/"
    assert change.lab == "MiniMax"


def test_a_verdict_that_only_says_more_is_no_change() -> None:
    again = [night(0, Reason.NOT_DUE), night(1, Reason.NOT_DUE), night(2, Reason.UNVERIFIED)]
    reasons = [change.reason for change in transitions_of(CLAIM, LAB, again, {})]
    assert reasons == [Reason.NOT_DUE, Reason.UNVERIFIED]


def test_of_several_verdicts_of_one_instant_the_last_one_stands() -> None:
    twice = [
        night(0, Reason.UNVERIFIED),
        night(0, Reason.UNDELIVERED),
        night(1, Reason.UNDELIVERED),
    ]
    assert [(old, new.verdict.reason) for old, new in changes_of(twice)] == [
        (None, Reason.UNDELIVERED)
    ]


def test_a_corrected_claim_keeps_the_text_it_was_judged_by() -> None:
    corrected = replace(CLAIM, text="MiniMax weights in 2 weeks", version="2" * 64)
    first = night(0, Reason.NOT_DUE)
    second = night(1, Reason.UNVERIFIED)
    second = replace(second, verdict=replace(second.verdict, claim_version=corrected.version))
    versions = (Version(CLAIM, AS_OF, AS_OF + DAY), Version(corrected, AS_OF + DAY))
    changes = transitions_of(corrected, LAB, [first, second], {}, versions)
    assert [change.claim_text for change in changes] == [CLAIM.text, corrected.text]


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(Reason))))
def test_changes_join_end_to_end_and_end_in_the_last_verdict(
    nights: list[tuple[int, Reason]],
) -> None:
    history = [night(number, reason) for number, reason in sorted(nights, key=lambda n: n[0])]
    changes = list(changes_of(history))
    for (_, before), (old, new) in pairwise(changes):
        assert old is not None
        assert old.verdict.reason is before.verdict.reason
        assert old.verdict.reason is not new.verdict.reason
        assert before.verdict.as_of < new.verdict.as_of
    if history:
        assert changes[-1][1].verdict.reason is history[-1].verdict.reason
