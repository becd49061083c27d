"""The shipped claims, judged by the shipped archive through every layer of the house."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.fakes.sources import ticking
from verifier.core.claims import Reason, Status
from verifier.core.findings import Role
from verifier.core.intervals import Interval
from verifier.core.verdict import Verdict
from verifier.loader import load
from verifier.resolver import resolve
from verifier.sources.archive import ArchiveSource
from verifier.store import open_store

ROOT = Path(__file__).parent.parent
AS_OF = datetime(2026, 8, 22, 23, 59, 59, tzinfo=UTC)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Verdict]:
    catalogue = load([ROOT / "claims"])
    archive = ArchiveSource(sorted((ROOT / "data").glob("*.jsonl")), ticking(AS_OF))
    path = tmp_path_factory.mktemp("shipped") / "verifier.db"
    with open_store(f"sqlite:///{path}") as store:
        store.save_claims(catalogue.labs, catalogue.claims)
        summary = resolve(store, [archive], clock=ticking(AS_OF), as_of=AS_OF)
        verdicts = {claim: one.verdict for claim, one in store.verdicts().items()}
        again = resolve(store, [archive], clock=ticking(AS_OF), as_of=AS_OF)
    assert summary.decided.judged == len(verdicts) == len(catalogue.claims)
    assert again.changes == ()
    assert again.decided.judged == 0
    return verdicts


LATE = {
    "minimax-2025-05-28-open-weights": (5, date(2025, 6, 16)),
    "minimax-2026-03-22-m27-weights": (7, date(2026, 4, 12)),
    "microsoft-2024-12-12-phi-4": (17, date(2025, 1, 8)),
    "openai-2025-04-24-open-weight-early-summer": (35, date(2025, 8, 5)),
    "xai-2025-02-17-grok-2": (98, date(2025, 8, 23)),
    "xai-2025-08-06-grok-2-next-week": (6, date(2025, 8, 23)),
    "x-2026-01-10-recommendation-code": (2, date(2026, 1, 19)),
    "arcee-2025-06-18-afm-4-5b": (18, date(2025, 7, 29)),
    "bilibili-2025-02-11-indextts": (21, date(2025, 3, 25)),
    "showlab-2023-10-13-motiondirector-code": (19, date(2023, 12, 2)),
    "omniforcing-2026-04-30-weights": (38, date(2026, 6, 14)),
    "cisco-2025-12-30-pase-weights": (68, date(2026, 4, 9)),
}


@pytest.mark.parametrize("claim", LATE)
def test_what_came_late_is_late_by_at_least_so_many_days(
    claim: str, verdicts: Mapping[str, Verdict]
) -> None:
    verdict = verdicts[claim]
    assert verdict.reason is Reason.DELIVERED_LATE
    assert (verdict.days_late, verdict.delivered_on) == LATE[claim]


REASONS = {
    "minimax-2026-04-06-m27-weekend": Reason.ON_TIME,
    "minimax-2026-06-01-m3-weights": Reason.AMBIGUOUS_EVIDENCE,
    "minimax-2026-06-11-m3-friday": Reason.ON_TIME,
    "minimax-2026-07-31-h3-video-weights": Reason.ON_TIME,
    "qwen-2026-08-03-qwen38-max": Reason.ON_TIME,
    "qwen-2026-08-11-qwen38-27b": Reason.ON_TIME,
    "qwen-2026-08-19-qwen38-midsize": Reason.NOT_DUE,
    "xai-2024-03-11-grok-1": Reason.ON_TIME,
    "xai-2025-08-23-grok-3": Reason.UNVERIFIED,
    "meta-2026-08-10-muse-spark-1-2": Reason.NO_FIXED_DEADLINE,
    "deepseek-2025-02-21-open-source-week": Reason.ON_TIME,
    "zhipu-2026-04-03-glm-5-1": Reason.ON_TIME,
    "openai-2025-03-31-open-weight-model": Reason.DELIVERED_UNDATED,
    "openai-2025-06-10-open-weight-later-summer": Reason.ON_TIME,
    "openai-2025-07-11-open-weight-delayed": Reason.DELIVERED_UNDATED,
    "stability-2024-04-17-sd3-weights": Reason.NO_FIXED_DEADLINE,
    "google-2025-05-20-gemma-3n": Reason.DELIVERED_UNDATED,
    "kuaishou-2026-07-15-kat-coder-air": Reason.NEEDS_REVIEW,
    "motrix-2024-03-25-aios-checkpoint": Reason.AMBIGUOUS_EVIDENCE,
    "huawei-2026-06-30-openpangu-2-pro": Reason.UNVERIFIED,
    "flux-ir-2024-10-17-flux-ir": Reason.PARTIAL_ONLY,
    "xlance-2024-03-13-weblm": Reason.UNDELIVERED,
    "aliyun-2024-11-05-simccl": Reason.UNDELIVERED,
}


@pytest.mark.parametrize("claim", REASONS)
def test_every_other_case_has_its_reason(claim: str, verdicts: Mapping[str, Verdict]) -> None:
    assert verdicts[claim].reason is REASONS[claim]


def test_minimaxs_look_alikes_are_seen_and_do_not_count(verdicts: Mapping[str, Verdict]) -> None:
    findings = verdicts["minimax-2025-05-28-open-weights"].findings
    refused = {f.artefact: f.why for f in findings if f.role is Role.NOT}
    assert refused == {
        "MiniMaxAI/SynLogic-7B": "it is made from another lab's model, Qwen/Qwen2.5-7B",
        "MiniMaxAI/SynLogic-32B": "it is made from another lab's model, Qwen/Qwen2.5-32B",
        "MiniMaxAI/MiniMax-Text-01-hf": (
            "it is a library port of an older model, MiniMaxAI/MiniMax-Text-01"
        ),
    }
    (m1,) = (f for f in findings if f.artefact == "MiniMaxAI/MiniMax-M1-40k")
    creation = [b for b in m1.bounds if "created" in b.why]
    assert [(b.at.date(), b.used) for b in creation] == [(date(2025, 6, 5), False)]


def test_m3_straddles_the_deadline_and_shanghai_would_call_it_late(
    verdicts: Mapping[str, Verdict],
) -> None:
    verdict = verdicts["minimax-2026-06-01-m3-weights"]
    assert verdict.delivery == Interval(
        datetime(2026, 6, 11, 16, tzinfo=UTC), datetime(2026, 6, 12, 14, 11, 53, tzinfo=UTC)
    )
    assert verdict.tz_sensitive
    assert "late, delivered_late, by 1 day" in verdict.zone_reading


def test_another_model_of_the_same_post_does_not_count(verdicts: Mapping[str, Verdict]) -> None:
    grok = verdicts["xai-2025-08-23-grok-3"]
    assert [(f.artefact, f.role) for f in grok.findings] == [("xai-org/grok-2", Role.NOT)]
    muse = verdicts["meta-2026-08-10-muse-spark-1-2"]
    glimmer = [f for f in muse.findings if f.artefact == "meta-models/Muse-Glimmer-30B"]
    assert [f.role for f in glimmer] == [Role.NOT]


def test_no_status_goes_beyond_what_is_on_record(verdicts: Mapping[str, Verdict]) -> None:
    tally = [verdict.status for verdict in verdicts.values()]
    counts = (tally.count(Status.FULFILLED), tally.count(Status.LATE), tally.count(Status.PENDING))
    assert counts == (25, 16, 12)
