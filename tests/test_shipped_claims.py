"""The claims, labs and recorded evidence in this repository."""

import json
from datetime import UTC, datetime
from pathlib import Path

from verifier.core.addresses import name_of, owner_of
from verifier.core.deadlines import Deadline
from verifier.core.evidence import Check, Entry, Medium, Repository, Shows
from verifier.core.sweeps import Memory, Read
from verifier.loader import load
from verifier.sources.archive import ArchiveSource
from verifier.store.codec import decode, encode

ROOT = Path(__file__).parents[1]
CATALOGUE = load([ROOT / "claims"])
RECORDS = sorted((ROOT / "data").glob("*.jsonl"))
NOW = datetime(2026, 8, 22, 12, tzinfo=UTC)
DEADLINES = {
    "minimax-2025-05-28-open-weights": "2025-06-11..2025-06-11",
    "minimax-2026-03-22-m27-weights": "2026-04-05..2026-04-05",
    "minimax-2026-04-06-m27-weekend": "2026-04-11..2026-04-12",
    "minimax-2026-06-01-m3-weights": "2026-06-01..2026-06-11",
    "minimax-2026-06-11-m3-friday": "2026-06-12..2026-06-12",
    "minimax-2026-07-31-h3-video-weights": "2026-07-31..2026-08-03",
    "qwen-2026-08-03-qwen38-max": "2026-08-10..2026-08-16",
    "qwen-2026-08-11-qwen38-27b": "2026-08-11..2026-08-16",
    "qwen-2026-08-19-qwen38-midsize": "2026-08-24..2026-08-30",
    "qwen-2025-02-25-qwq-max": "",
    "qwen-2025-07-22-qwen3-2507-thinking": "",
    "zhipu-2026-04-03-glm-5-1": "2026-04-06..2026-04-07",
    "deepseek-2025-02-21-open-source-week": "2025-02-24..2025-03-02",
    "deepseek-2024-11-20-r1-lite": "",
    "baidu-2025-02-14-ernie-4-5": "2025-06-30..2025-06-30",
    "xai-2024-03-11-grok-1": "2024-03-11..2024-03-17",
    "xai-2025-02-17-grok-2": "2025-02-17..2025-05-17",
    "xai-2025-08-06-grok-2-next-week": "2025-08-11..2025-08-17",
    "xai-2025-08-23-grok-3": "2026-02-23..2026-02-23",
    "x-2026-01-10-recommendation-code": "2026-01-17..2026-01-17",
    "x-2023-03-17-twitter-code": "2023-03-31..2023-03-31",
    "openai-2025-03-31-open-weight-model": "",
    "openai-2025-04-24-open-weight-early-summer": "2025-06-01..2025-06-30",
    "openai-2025-06-10-open-weight-later-summer": "2025-06-10..2025-09-22",
    "openai-2025-07-11-open-weight-delayed": "",
    "meta-2024-04-18-llama-400b": "",
    "meta-2026-08-10-muse-spark-1-2": "",
    "stability-2024-04-17-sd3-weights": "",
    "stability-2024-06-03-sd3-medium": "2024-06-12..2024-06-12",
    "bfl-2025-05-29-kontext-dev": "",
    "tencent-2025-09-25-hunyuanimage-3": "2025-09-28..2025-09-28",
    "kyutai-2024-07-03-moshi": "",
    "kyutai-2025-05-23-unmute": "",
    "microsoft-2024-12-12-phi-4": "2024-12-16..2024-12-22",
    "microsoft-2024-04-22-phi-3-mini": "2024-04-23..2024-04-23",
    "stepfun-2025-08-20-nextstep-training-code": "2025-08-20..2025-08-24",
    "arcee-2025-06-18-afm-4-5b": "2025-07-01..2025-07-10",
    "arcee-2025-12-01-trinity-large": "2026-01-01..2026-03-31",
    "nvidia-2025-02-04-foundationstereo": "2025-03-01..2025-03-10",
    "google-2025-05-20-gemma-3n": "",
    "bilibili-2025-02-11-indextts": "2025-02-11..2025-03-04",
    "huawei-2026-06-30-openpangu-2-pro": "2026-07-01..2026-07-31",
    "kuaishou-2026-07-15-kat-coder-air": "",
    "gill-2023-06-02-weights-inference": "2023-06-02..2023-06-09",
    "gill-2023-06-02-training-code": "2023-06-23..2023-06-30",
    "cisco-2025-12-30-pase-weights": "2026-01-11..2026-01-31",
    "showlab-2023-10-13-motiondirector-code": "2023-11-13..2023-11-13",
    "motrix-2024-03-25-aios-checkpoint": "2024-03-25..2024-04-30",
    "hvision-nku-2025-04-01-code-weights": "2025-04-01..2025-05-01",
    "xlance-2024-03-13-weblm": "2024-03-13..2024-03-31",
    "aliyun-2024-11-05-simccl": "2024-11-05..2024-11-19",
    "omniforcing-2026-04-30-weights": "2026-04-30..2026-05-07",
    "flux-ir-2024-10-17-flux-ir": "2024-11-17..2024-11-17",
}
"""Claim -> first and last day promised; "" where none is fixed."""


def facts() -> Read:
    reading = ArchiveSource(RECORDS, lambda: NOW).read(Memory())
    assert isinstance(reading, Read)
    return reading


def test_what_was_loaded_comes_back_from_storage_as_it_went_in() -> None:
    """The writer trusts every field to be of its type: what is loaded must be."""
    for one in (*CATALOGUE.claims, *CATALOGUE.labs):
        assert decode(type(one), encode(one)) == one


def test_every_promise_is_due_on_the_days_it_named() -> None:
    found = {
        claim.id: f"{claim.deadline.earliest}..{claim.deadline.latest}"
        if isinstance(claim.deadline, Deadline)
        else ""
        for claim in CATALOGUE.claims
    }
    assert found == DEADLINES


def test_a_deadline_is_stated_only_where_the_phrase_does_not_give_it() -> None:
    stated = {claim.id for claim in CATALOGUE.claims if claim.due_why}
    assert stated == {
        "arcee-2025-12-01-trinity-large",
        "gill-2023-06-02-training-code",
        "openai-2025-04-24-open-weight-early-summer",
    }


def test_every_claim_stands_in_a_file_of_its_name_that_says_when_and_by_whom() -> None:
    assert {Path(file).stem for file in CATALOGUE.files.values()} == set(DEADLINES)
    for claim in CATALOGUE.claims:
        assert claim.id.startswith(f"{claim.lab}-{claim.announced.day}-")
        assert claim.promisor or claim.relayed_by


def test_a_promise_that_nobody_owns_up_to_is_not_confirmed() -> None:
    for claim in CATALOGUE.claims:
        assert claim.confirmed == bool(claim.promisor and claim.relayed_by)


def test_no_shipped_claim_is_ruled_on_or_holds_a_zone_against_its_promisor() -> None:
    assert {(c.ruling, c.time_zone, c.grace_days) for c in CATALOGUE.claims} == {(None, "", 0)}


def test_chains_of_moved_deadlines_are_never_split() -> None:
    chains = {claim.id: claim.revises for claim in CATALOGUE.claims if claim.revises}
    assert chains == {
        "minimax-2026-04-06-m27-weekend": "minimax-2026-03-22-m27-weights",
        "minimax-2026-06-11-m3-friday": "minimax-2026-06-01-m3-weights",
        "openai-2025-04-24-open-weight-early-summer": "openai-2025-03-31-open-weight-model",
        "openai-2025-06-10-open-weight-later-summer": "openai-2025-04-24-open-weight-early-summer",
        "openai-2025-07-11-open-weight-delayed": "openai-2025-06-10-open-weight-later-summer",
        "stability-2024-06-03-sd3-medium": "stability-2024-04-17-sd3-weights",
        "xai-2025-08-06-grok-2-next-week": "xai-2025-02-17-grok-2",
    }


def test_the_archive_is_read_whole() -> None:
    reading = facts()
    assert (reading.whole, reading.detail) == (True, "")
    assert {type(o).__name__ for o in reading.observations} == {
        "Repository",
        "Entry",
        "Trace",
        "Check",
    }


def test_every_recorded_fact_has_an_address_and_stands_once() -> None:
    lines = [line for path in RECORDS for line in path.read_text().splitlines()]
    assert len(lines) == len(set(lines)) == len(facts().observations)
    assert all(json.loads(line)["url"].startswith("https://") for line in lines)


def test_the_archive_names_artefacts_and_never_claims() -> None:
    text = "\n".join(path.read_text() for path in RECORDS)
    assert not [claim.id for claim in CATALOGUE.claims if claim.id in text]


def test_every_lab_and_every_owner_in_the_archive_is_known() -> None:
    labs = {lab.id: lab for lab in CATALOGUE.labs}
    for fact in facts().observations:
        if isinstance(fact, Entry | Check):
            assert fact.lab in labs
        elif isinstance(fact, Repository):
            assert any(lab.owns(f"{owner_of(fact.id)}/{name_of(fact.id)}") for lab in labs.values())


def test_decoys_are_recorded_along_with_the_deliveries() -> None:
    recorded = {o.id for o in facts().observations if isinstance(o, Repository)}
    assert recorded >= {
        "MiniMaxAI/SynLogic-7B",
        "MiniMaxAI/SynLogic-32B",
        "MiniMaxAI/MiniMax-Text-01-hf",
        "MiniMaxAI/MiniMax-Text-01",
        "meta-models/Muse-Glimmer-30B",
        "google/gemma-3n-E4B-it-litert-preview",
        "Kwaipilot/KAT-Coder-V2.5-Dev",
    }


def test_what_cannot_date_a_release_is_recorded_as_such() -> None:
    entries = [o for o in facts().observations if isinstance(o, Entry)]
    assert {e.shows for e in entries if "openrouter.ai" in e.url} == {Shows.LISTING}
    assert {e.shows for e in entries if "platform.minimax.io" in e.url} == {Shows.API}
    assert [e.url for e in entries if e.weak and "aicoin" in e.url] == ["https://www.aicoin.com"]
    private = [e for e in entries if "repository then private" in e.title]
    assert {(e.medium, e.shows) for e in private} == {(Medium.COMMIT, Shows.MENTION)}


def test_a_statement_is_never_dated_after_it_was_recorded() -> None:
    for fact in facts().observations:
        if isinstance(fact, Entry):
            assert fact.published.not_before is None or (
                fact.published.not_before <= fact.recorded_at
            )
        elif isinstance(fact, Repository):
            assert fact.seen_at <= fact.recorded_at
