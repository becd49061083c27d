from itertools import permutations

from tests.fakes.world import LAB, at, entry, repo, trace
from verifier.core.artefacts import Artefact
from verifier.core.canon import digest
from verifier.core.claims import Voice
from verifier.core.dating import Dated, date_artefact, first_of, last_of
from verifier.core.evidence import (
    Author,
    Completeness,
    Entry,
    Medium,
    Observation,
    Repository,
    Trace,
    TraceKind,
)
from verifier.core.intervals import Interval
from verifier.core.openness import assess

X = "MiniMaxAI/X"


def dated(*facts: Repository | Entry | Trace) -> Dated:
    states = tuple(fact for fact in facts if isinstance(fact, Repository))
    traces = tuple(fact for fact in facts if isinstance(fact, Trace))
    marks: dict[Observation, str] = {fact: digest(fact) for fact in facts}
    releases = [fact for fact in facts if isinstance(fact, Entry)]
    artefact = Artefact(X, marks, states, traces=traces)
    return date_artefact(artefact, [assess(state) for state in states], releases, LAB.zone)


def test_a_repositorys_creation_is_a_lower_bound_only() -> None:
    found = dated(repo(X, "2025-06-16", created="2025-06-05"))
    assert found.delivery == Interval(at("2025-06-05"), at("2025-06-16"))


def test_the_hubs_floor_date_says_nothing() -> None:
    found = dated(repo(X, "2025-06-16", created="2022-03-02T23:29:04"))
    assert found.delivery.not_before is None


def test_an_announcement_bounds_softly_from_the_start_of_the_labs_day() -> None:
    found = dated(entry("2026-04-07T16:14:21", X))
    assert found.delivery == Interval(at("2026-04-07T16:00"), at("2026-04-07T16:14:21"))


def test_a_witness_minutes_ahead_of_the_announcement_is_no_conflict() -> None:
    seen = entry("2026-04-07T16:07:05", X, voice=Voice.PRESS)
    found = dated(entry("2026-04-07T16:14:21", X), seen)
    assert not found.conflict
    assert found.delivery == Interval(at("2026-04-07T16:00"), at("2026-04-07T16:07:05"))


def test_a_soft_bound_that_a_hard_one_contradicts_yields() -> None:
    found = dated(repo(X, "2025-06-10", created="2025-06-01"), entry("2025-06-20", X))
    assert found.delivery == Interval(at("2025-06-01"), at("2025-06-10"))
    assert [b.why for b in found.bounds if not b.used and b.at == at("2025-06-19T16:00")]


def test_hard_against_hard_is_a_conflict_that_shows_both_sides() -> None:
    found = dated(repo(X, "2025-06-25", created="2025-06-20"), entry("2025-06-10", X))
    assert found.conflict
    assert {b.at for b in found.bounds if b.used} == {at("2025-06-20"), at("2025-06-10")}


def test_what_became_of_a_repository_later_says_nothing_on_when_it_came() -> None:
    first = repo(X, "2025-06-10", created="2025-06-01")
    emptied = repo(X, "2025-07-10", created="2025-07-09", complete=Completeness.NONE)
    assert dated(first, emptied).delivery == dated(first).delivery


def test_a_state_without_weights_bounds_those_that_follow() -> None:
    empty = repo(X, "2025-06-08", created="2025-06-01", complete=Completeness.NONE)
    found = dated(empty, repo(X, "2025-06-10", created="2025-06-01"))
    assert found.delivery == Interval(at("2025-06-08"), at("2025-06-10"))


def test_a_member_a_bot_and_a_deleted_author_date_nothing() -> None:
    state = repo(X, "2026-06-10", created="2025-06-01")
    others = [
        trace(X, TraceKind.DISCUSSION, "2025-06-02", author=author)
        for author in (Author.MEMBER, Author.BOT, Author.UNKNOWN)
    ]
    assert dated(state, *others).delivery == dated(state).delivery


def test_the_third_distinct_outside_owner_of_derivatives_counts_as_a_sighting() -> None:
    state = repo(X, "2026-06-10", created="2025-06-01")
    two = [
        trace(X, TraceKind.DERIVATIVE, "2025-06-03", "ann"),
        trace(X, TraceKind.DERIVATIVE, "2025-06-04", "Ann"),
        trace(X, TraceKind.DERIVATIVE, "2025-06-05", "bob"),
    ]
    assert dated(state, *two).delivery.not_after == at("2026-06-10")
    third = trace(X, TraceKind.DERIVATIVE, "2025-06-06", "cat")
    assert dated(state, *two, third).delivery.not_after == at("2025-06-06")


def test_a_discussion_before_the_weights_were_complete_dates_nothing() -> None:
    facts = (
        repo(X, "2026-06-10", created="2025-06-01"),
        trace(X, TraceKind.DISCUSSION, "2025-06-03"),
        trace(X, TraceKind.WEIGHTS_COMMIT, "2025-06-08"),
    )
    assert dated(*facts).delivery == Interval(at("2025-06-01"), at("2026-06-10"))


def test_the_completing_commit_alone_is_a_soft_lower_bound() -> None:
    facts = (
        repo(X, "2026-06-10", created="2025-06-01"),
        trace(X, TraceKind.WEIGHTS_COMMIT, "2025-06-08"),
    )
    assert dated(*facts).delivery == Interval(at("2025-06-08"), at("2026-06-10"))


def test_a_commit_is_read_by_us_at_the_latest() -> None:
    found = dated(entry("2025-06-05", X, medium=Medium.COMMIT))
    assert found.delivery == Interval(at("2025-06-05"), at("2026-08-22"))


def test_a_statement_with_no_dates_bounds_nothing() -> None:
    timeless = Entry(
        "https://x.example", "out", Voice.PROMISOR, Interval(), at("2026-08-22"), "test"
    )
    commit = Entry(
        "https://x.example",
        "out",
        Voice.PROMISOR,
        Interval(),
        at("2026-08-22"),
        "test",
        medium=Medium.COMMIT,
    )
    assert dated(timeless).delivery == Interval()
    assert dated(commit).delivery == Interval(None, at("2026-08-22"))


def test_the_order_of_facts_does_not_matter() -> None:
    facts: tuple[Repository | Entry | Trace, ...] = (
        repo(X, "2025-06-25", created="2025-06-01", absent_at=at("2025-06-05")),
        entry("2025-06-10", X),
        trace(X, TraceKind.DISCUSSION, "2025-06-09T18:00"),
        trace(X, TraceKind.WEIGHTS_COMMIT, "2025-06-08"),
    )
    assert len({dated(*order) for order in permutations(facts)}) == 1


def test_the_first_of_several_lies_between_the_earliest_bounds() -> None:
    one, two = Interval(at("2025-06-01"), at("2025-06-09")), Interval(at("2025-06-03"), None)
    assert first_of([one, two]) == one
    assert first_of([one, Interval(None, at("2025-06-05"))]) == Interval(None, at("2025-06-05"))


def test_the_last_of_several_lies_between_the_latest_bounds() -> None:
    one, two = Interval(at("2025-06-01"), at("2025-06-09")), Interval(None, at("2025-06-12"))
    assert last_of([one, two]) == Interval(at("2025-06-01"), at("2025-06-12"))
    assert last_of([one, Interval(at("2025-06-03"), None)]) == Interval(at("2025-06-03"), None)
