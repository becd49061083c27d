"""Laws of judgement, held against random evidence."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.fakes.evidences import AS_OF, NAMES, START, claims, evidences, instants
from tests.fakes.world import LAB, entry, repo
from verifier.core.canon import digest
from verifier.core.claims import Announced, Claim, Reason, Status
from verifier.core.evidence import Evidence, Observation
from verifier.core.swept import Outcome, Sweep
from verifier.core.verdicts import decide


@settings(max_examples=300)
@given(claims, evidences, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(
    promise: Claim, seen: Evidence, random: object
) -> None:
    shuffled = list(seen.observations)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis's own Random
    turned = Evidence(tuple(shuffled), tuple(reversed(seen.sweeps)))
    assert decide(promise, LAB, seen, AS_OF) == decide(promise, LAB, turned, AS_OF)


deliveries: st.SearchStrategy[Observation] = st.one_of(
    st.just(repo(NAMES[0], "2025-06-08", created="2025-06-03")),
    st.just(repo(NAMES[0], "2025-06-08", created="2025-05-20", absent_at=START)),
    st.just(repo(NAMES[3], "2025-06-09", created="2025-06-02")),
    st.just(entry("2025-06-07", NAMES[0])),
    st.just(entry("2025-06-08", NAMES[4])),
)


@settings(max_examples=600, suppress_health_check=[HealthCheck.filter_too_much])
@given(claims, st.lists(deliveries, min_size=1, max_size=3), evidences, evidences)
def test_more_evidence_turns_on_time_into_late_only_by_showing_it_older_than_the_promise(
    promise: Claim, delivered: list[Observation], rest: Evidence, more: Evidence
) -> None:
    seen = Evidence(tuple(delivered) + rest.observations[:2], rest.sweeps)
    before = decide(promise, LAB, seen, AS_OF)
    assume(before.reason is Reason.ON_TIME)
    grown = Evidence(seen.observations + more.observations, seen.sweeps + more.sweeps)
    if decide(promise, LAB, grown, AS_OF).status is Status.LATE:
        before_all = replace(promise, announced=Announced(START.date() - timedelta(days=9)))
        assert decide(before_all, LAB, grown, AS_OF).status is not Status.LATE


@settings(max_examples=300)
@given(claims, evidences, st.lists(instants, min_size=1, max_size=4))
def test_a_failed_source_never_makes_anything_late(
    promise: Claim, seen: Evidence, failures: list[datetime]
) -> None:
    failed = tuple(
        Sweep("hub:MiniMaxAI", when, when, Outcome.FAILED, fault="http_503") for when in failures
    )
    before = decide(promise, LAB, seen, AS_OF)
    after = decide(promise, LAB, replace(seen, sweeps=seen.sweeps + failed), AS_OF)
    assert after.status is before.status
    assert after.delivery == before.delivery


@settings(max_examples=300)
@given(claims, evidences)
def test_an_open_deadline_is_never_late(promise: Claim, seen: Evidence) -> None:
    end = promise.deadline_end()
    early = decide(promise, LAB, seen, START + timedelta(days=9))
    assert end is None or early.status is not Status.LATE


@settings(max_examples=300)
@given(claims, evidences)
def test_late_shows_at_least_a_day_and_never_more_than_its_most(
    promise: Claim, seen: Evidence
) -> None:
    verdict = decide(promise, LAB, seen, AS_OF)
    if verdict.reason is Reason.DELIVERED_LATE:
        assert verdict.days_late is not None
        assert verdict.days_late_max is not None
        assert 1 <= verdict.days_late <= verdict.days_late_max


@settings(max_examples=300)
@given(claims, evidences)
def test_every_verdict_names_only_facts_it_was_given(promise: Claim, seen: Evidence) -> None:
    known = {digest(observation) for observation in seen.observations}
    assert set(decide(promise, LAB, seen, AS_OF).evidence) <= known
