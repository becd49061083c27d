"""The track records of the shipped claims, by the shipped archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.sources import ticking
from tests.test_shipped_verdicts import AS_OF, ROOT
from verifier.cli.tracks import judged_of, weights_by_lab
from verifier.core.records import Rate, scores_of, tempo_of
from verifier.exports.scoreboard import in_words
from verifier.loader import load
from verifier.resolver import resolve
from verifier.sources.archive import ArchiveSource
from verifier.store import SqlStore, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    catalogue = load([ROOT / "claims"])
    archive = ArchiveSource(sorted((ROOT / "data").glob("*.jsonl")), ticking(AS_OF))
    path = tmp_path_factory.mktemp("shipped") / "verifier.db"
    with open_store(f"sqlite:///{path}") as opened:
        opened.save_claims(catalogue.labs, catalogue.claims)
        resolve(opened, [archive], clock=ticking(AS_OF), as_of=AS_OF)
        yield opened


def _counted(rate: Rate | None) -> tuple[int, int]:
    assert rate is not None
    return rate.on_time, rate.of


def test_the_rate_is_of_firm_days_and_the_wide_one_of_more(store: SqlStore) -> None:
    record = scores_of(judged_of(store)).overall
    assert (_counted(record.rate), _counted(record.wide_rate)) == ((13, 24), (15, 29))
    assert (record.curve.median, record.curve.quartiles, record.curve.censored) == (0, (0, 18), 4)
    assert (record.slips.moves, record.slips.days, record.slips.put_off) == (3, 100, 1)


def test_the_readme_shows_these_numbers(store: SqlStore) -> None:
    told = " ".join(in_words(scores_of(judged_of(store)), AS_OF))
    readme = (Path(ROOT) / "README.md").read_text(encoding="utf-8")
    shown = readme.split("## Track records")[1].split("```")[1]
    assert " ".join(shown.split()) in told


def test_what_is_made_from_other_labs_models_is_not_among_the_weights(store: SqlStore) -> None:
    found = [each for _, kept in weights_by_lab(store) for each in kept]
    names = {each.artefact for each in found}
    assert {"MiniMaxAI/MiniMax-M1-80k", "openai/gpt-oss-120b", "xai-org/grok-2"} <= names
    assert not any("SynLogic" in name or name.endswith("-hf") for name in names)
    tempo = tempo_of(found, AS_OF)
    placed = sum(row.dated + row.or_later for row in tempo.quarters)
    assert placed + tempo.unplaced == tempo.total.repositories == len(names)
