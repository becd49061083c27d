"""What counts as the promised thing, and what was seen and does not."""

from dataclasses import replace

import pytest

from tests.fakes.world import M1, M3, at, claim, entry, judged, repo, sweep
from verifier.core.claims import Criteria, Kind, Reason, Subject
from verifier.core.evidence import BaseModel, Shows
from verifier.core.findings import Role


def test_a_weak_match_needs_a_human_and_stops_absence() -> None:
    near = "MiniMaxAI/MiniMax-M3-Preview"
    verdict = judged(
        claim(name="MiniMax-M3"),
        repo(near, "2025-06-10", created="2025-06-05"),
        sweep("2025-07-01"),
    )
    assert verdict.reason is Reason.NEEDS_REVIEW


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


def test_the_very_thing_announced_as_out_yet_made_from_anothers_is_for_a_human() -> None:
    base = (BaseModel("Qwen/Qwen2.5-7B", "finetune"),)
    tuned = repo(M3, "2025-06-10", created="2025-06-03", base_models=base)
    promise = claim(name="MiniMax-M3")
    assert judged(promise, tuned, sweep("2025-06-20")).reason is Reason.UNDELIVERED
    told = entry("2025-06-10", M3)
    assert judged(promise, tuned, told, sweep("2025-06-20")).reason is Reason.NEEDS_REVIEW


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


def test_a_preview_counts_where_the_claim_lets_it() -> None:
    promise = claim(name="MiniMax-M3", criteria=Criteria(previews=True))
    preview = repo("MiniMaxAI/MiniMax-M3-Preview", "2025-06-05", created="2025-06-01")
    assert judged(promise, preview).reason is Reason.ON_TIME
