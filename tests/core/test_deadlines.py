import csv
from datetime import date
from pathlib import Path

import pytest

from verifier.core.deadlines import Deadline, NoDeadline, Why, parse_deadline, read_deadline

TABLES = Path(__file__).parent / "data"


def _rows(name: str) -> list[list[str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t"))


def _summary(answer: Deadline | NoDeadline) -> tuple[str, str, str]:
    if isinstance(answer, Deadline):
        return answer.earliest.isoformat(), answer.latest.isoformat(), answer.precision
    return "-", answer.why, "-"


@pytest.mark.parametrize(
    ("phrase", "announced", "earliest", "latest", "precision"), _rows("real_phrases.tsv")
)
def test_a_phrase_of_a_real_claim_gives_the_days_a_reader_would(
    phrase: str, announced: str, earliest: str, latest: str, precision: str
) -> None:
    answer = read_deadline(phrase, date.fromisoformat(announced))
    assert _summary(answer) == (earliest, latest, precision)


def test_parse_gives_none_where_reading_gives_a_typed_no() -> None:
    assert parse_deadline("soon", date(2025, 1, 1)) is None
    assert read_deadline("soon", date(2025, 1, 1)) == NoDeadline(Why.VAGUE, "soon", "vague word")
