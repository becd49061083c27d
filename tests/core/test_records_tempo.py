from collections.abc import Iterable
from dataclasses import replace

import pytest

from tests.fakes.world import LAB, at, entry, repo, trace
from verifier.core.evidence import BaseModel, Completeness, Evidence, Gating, Observation, TraceKind
from verifier.core.facts import survey
from verifier.core.intervals import Interval
from verifier.core.licences import LicenceClass
from verifier.core.records import Quarter, Tempo, Weights, tempo_of, weights_of

AS_OF = at("2025-12-31")


def found(*seen: Observation) -> tuple[Weights, ...]:
    return weights_of(LAB, survey(Evidence(seen), AS_OF))


def tempo(*seen: Observation) -> Tempo:
    return tempo_of(found(*seen), AS_OF)


def names(weights: Iterable[Weights]) -> list[str]:
    return [each.artefact for each in weights]


def counts(got: Tempo) -> list[tuple[str, int, int]]:
    return [(str(row.quarter), row.dated, row.or_later) for row in got.quarters]


def test_quarters_follow_each_other_over_the_year() -> None:
    last = Quarter.of(at("2025-12-31T23:30-05:00"))
    assert (str(last), last) == ("2026-Q1", Quarter(2026, 1))
    assert [str(Quarter.of(at(f"2025-{month}-01"))) for month in ("03", "04", "12")] == [
        "2025-Q1",
        "2025-Q2",
        "2025-Q4",
    ]
    assert (Quarter(2025, 4).next, Quarter(2025, 1).next) == (Quarter(2026, 1), Quarter(2025, 2))


def test_complete_weights_of_the_labs_own_count() -> None:
    weights = found(repo("MiniMaxAI/MiniMax-M1", "2025-06-16", licence="apache-2.0"))
    assert names(weights) == ["MiniMaxAI/MiniMax-M1"]
    (one,) = weights
    assert (one.licence, one.licence_class, one.osi) == (
        "Apache-2.0",
        LicenceClass.PERMISSIVE,
        True,
    )


@pytest.mark.parametrize(
    "decoy",
    [
        repo("Somebody/MiniMax-M1", "2025-06-16"),
        repo("datasets/MiniMaxAI/Bench", "2025-06-16"),
        repo("github.com/MiniMax-AI/MiniMax-M1", "2025-06-16"),
        repo("MiniMaxAI/MiniMax-M9", "2025-06-16", complete=Completeness.NONE),
        repo("MiniMaxAI/MiniMax-M9", "2025-06-16", complete=Completeness.PARTIAL),
        repo("MiniMaxAI/MiniMax-M9", "2025-06-16", complete=Completeness.UNKNOWN),
        repo("MiniMaxAI/MiniMax-M1-GGUF", "2025-06-16"),
        repo("MiniMaxAI/MiniMax-M1-LoRA", "2025-06-16"),
        repo("MiniMaxAI/MiniMax-M1-hf", "2025-06-10"),
        repo(
            "MiniMaxAI/SynLogic-7B",
            "2025-06-16",
            base_models=(BaseModel("Qwen/Qwen2.5-7B", "finetune"),),
        ),
        repo(
            "MiniMaxAI/MiniMax-M1-small",
            "2025-06-16",
            base_models=(BaseModel("MiniMaxAI/MiniMax-M1", "quantized"),),
        ),
        entry("2025-06-16", "MiniMaxAI/MiniMax-M9"),
    ],
)
def test_copies_foreign_work_and_what_is_not_whole_do_not(decoy: Observation) -> None:
    assert names(found(repo("MiniMaxAI/MiniMax-M1", "2025-06-16"), decoy)) == [
        "MiniMaxAI/MiniMax-M1"
    ]


def test_a_model_tuned_from_the_labs_own_is_the_labs_own() -> None:
    tuned = repo(
        "MiniMaxAI/MiniMax-M1-Chat",
        "2025-06-16",
        base_models=(BaseModel("MiniMaxAI/MiniMax-M1", "finetune"),),
    )
    assert names(found(tuned)) == ["MiniMaxAI/MiniMax-M1-Chat"]


def test_what_lies_within_a_quarter_is_dated_to_it() -> None:
    within = repo("MiniMaxAI/MiniMax-M1", "2025-06-16", created="2025-06-05")
    assert counts(tempo(within)) == [("2025-Q2", 1, 0), ("2025-Q3", 0, 0), ("2025-Q4", 0, 0)]


def test_what_spans_quarters_was_published_in_the_first_or_later() -> None:
    spanning = repo("MiniMaxAI/MiniMax-M1", "2025-11-01", created="2025-06-05")
    (weights,) = found(spanning)
    assert (weights.quarter, weights.since) == (None, Quarter(2025, 2))
    assert counts(tempo(spanning)) == [("2025-Q2", 0, 1), ("2025-Q3", 0, 0), ("2025-Q4", 0, 0)]


def test_an_announcement_or_a_trace_dates_a_repository_first_seen_much_later() -> None:
    late = repo("MiniMaxAI/MiniMax-M1", "2025-11-01", created="2025-06-05")
    told = entry("2025-06-16T10:00", "MiniMaxAI/MiniMax-M1")
    talk = trace("MiniMaxAI/MiniMax-M1", TraceKind.DISCUSSION, "2025-06-17")
    for sign in (told, talk):
        assert counts(tempo(late, sign))[0] == ("2025-Q2", 1, 0)
    weak = replace(told, weak=True)
    assert counts(tempo(late, weak))[0] == ("2025-Q2", 0, 1)


def test_without_a_lower_bound_it_is_in_the_totals_alone() -> None:
    first_sweep = repo("MiniMaxAI/MiniMax-Text-01", "2025-11-01")
    old = repo("MiniMaxAI/MiniMax-Old", "2025-11-01", created="2022-03-02")
    got = tempo(first_sweep, old)
    assert (got.quarters, got.unplaced, got.total.repositories) == ((), 2, 2)


def test_facts_that_exclude_each_other_place_nothing() -> None:
    odd = repo("MiniMaxAI/MiniMax-M1", "2025-06-16", created="2025-09-05")
    assert (tempo(odd).unplaced, tempo(odd).quarters) == (1, ())
    never = replace(found(odd)[0], published=Interval(at("2025-06-01"), None))
    assert (never.quarter, never.since) == (None, Quarter(2025, 2))


def test_weights_that_are_given_out_one_by_one_are_published_nowhere() -> None:
    held = repo("MiniMaxAI/MiniMax-M1", "2025-06-16", gated=Gating.MANUAL)
    assert (tempo(held).total.repositories, tempo(held).by_hand) == (0, 1)
    opened = repo("MiniMaxAI/MiniMax-M1", "2025-07-16", gated=Gating.AUTO)
    assert (tempo(held, opened).total.repositories, tempo(held, opened).by_hand) == (1, 0)


def test_licence_and_gate_are_the_first_that_are_known() -> None:
    (weights,) = found(
        repo("MiniMaxAI/MiniMax-M1", "2025-06-16", gated=Gating.UNKNOWN),
        repo("MiniMaxAI/MiniMax-M1", "2025-06-17", gated=Gating.AUTO, licence="mit"),
        repo("MiniMaxAI/MiniMax-M1", "2025-06-18", gated=Gating.NONE, licence="cc-by-nc-4.0"),
    )
    assert (weights.licence, weights.gated) == ("MIT", Gating.AUTO)


def test_openness_is_counted_and_adds_up() -> None:
    got = tempo(
        repo("MiniMaxAI/MiniMax-A", "2025-06-16", licence="mit", gated=Gating.NONE),
        repo("MiniMaxAI/MiniMax-B", "2025-06-16", licence="cc-by-nc-4.0", gated=Gating.AUTO),
        repo("MiniMaxAI/MiniMax-C", "2025-06-16", gated=Gating.UNKNOWN),
    )
    assert dict(got.total.licences) == {
        LicenceClass.PERMISSIVE: 1,
        LicenceClass.COPYLEFT: 0,
        LicenceClass.SOURCE_AVAILABLE: 0,
        LicenceClass.NON_COMMERCIAL: 1,
        LicenceClass.UNKNOWN: 1,
    }
    assert dict(got.total.gates) == {Gating.NONE: 1, Gating.AUTO: 1, Gating.UNKNOWN: 1}
    assert (got.total.osi, got.total.gated_share) == (1, 0.5)
    assert tempo().total.gated_share is None


def test_a_repository_two_labs_share_counts_once_in_the_field() -> None:
    weights = found(repo("MiniMaxAI/MiniMax-M1", "2025-06-16", created="2025-06-05"))
    assert tempo_of([*weights, *weights], AS_OF).total.repositories == 1


def test_nothing_is_told_of_later_than_the_instant_asked_about() -> None:
    later = repo("MiniMaxAI/MiniMax-M1", "2026-01-16", created="2026-01-05")
    assert found(later) == ()
    assert tempo() == tempo_of([], AS_OF)
