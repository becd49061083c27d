import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.cases import (
    AS_OF,
    CLAIM,
    DELIVERED,
    LAB,
    REPOSITORY,
    UNDATED,
    context,
    recorded,
    verdict,
)
from verifier.core.canon import digest
from verifier.core.claims import Reason
from verifier.exports import FORMATS
from verifier.exports.material import Material
from verifier.exports.rows import COLUMNS, Row, row_of

HEADER = (
    b"claim_id,lab,claim_text,kind,promise,announced_date,due_date,due_precision,status,reason,"
    b"status_since,delivered_date,delivered_not_before,delivered_not_after,days_late,"
    b"days_late_max,days_overdue,licence,licence_class,completeness,gated,evidence_kind,"
    b"evidence_url,evidence_seen_at,evidence_sha256,source_url,relayed_by,revises,"
    b"last_checked_at,sources_ok,ruled_by,tz_sensitive,note,permalink,as_of\r\n"
)
LATE = (
    b"minimax-2025-05-28-open-weights,MiniMax,MiniMax open weights in 2 weeks,open_weights,"
    b"in 2 weeks,2025-05-28,2025-06-11,day,late,delivered_late,2025-07-01T12:00:00Z,2025-06-16,"
    b"2025-06-15T16:00:00Z,2025-06-16T15:00:07Z,5,5,,apache-2.0,permissive,complete,none,"
    b"repository,https://huggingface.co/MiniMaxAI/MiniMax-M1-80k,2025-06-16T15:00:00Z,"
    + digest(REPOSITORY).encode()
    + b",https://example.org/promise,,,,0/1,,false,,,2025-07-01T12:00:00Z\r\n"
)
SOON = (
    b'minimax-2025-01-01-soon,MiniMax,"\'=HYPERLINK(""https://e.org"",""a"")",'
    b"open_weights,soon,2025-05-28,,vague,pending,no_fixed_deadline,2025-07-01T12:00:00Z,"
    b",,,,,,,,,,,,,,https://example.org/promise,,,,0/1,,false,,,2025-07-01T12:00:00Z\r\n"
)


def rows() -> list[Row]:
    evil = replace(UNDATED, text='=HYPERLINK("https://e.org","a")')
    soon = recorded(verdict(Reason.NO_FIXED_DEADLINE, evil))
    return [
        row_of(evil, LAB, soon, None, context()),
        row_of(CLAIM, LAB, recorded(DELIVERED), REPOSITORY, context()),
    ]


def written(name: str, given: Iterable[Row] | None = None) -> bytes:
    """One format's bytes, of the rows above or of others."""
    material = Material(AS_OF, rows=rows() if given is None else given)
    return b"".join(FORMATS[name].render(material))


def test_the_csv_is_these_bytes() -> None:
    assert written("csv") == HEADER + SOON + LATE


def test_a_csv_of_nothing_is_its_header() -> None:
    assert written("csv", ()) == HEADER


def test_excel_gets_the_same_behind_a_mark() -> None:
    assert written("csv-excel") == b"\xef\xbb\xbf" + HEADER + SOON + LATE


def test_json_holds_the_same_columns_with_types_of_its_own() -> None:
    soon, late = json.loads(written("json"))
    assert list(late) == list(COLUMNS)
    assert late["days_late"] == 5
    assert late["days_overdue"] is None
    assert late["tz_sensitive"] is False
    assert late["due_date"] == "2025-06-11"
    assert late["as_of"] == "2025-07-01T12:00:00Z"
    assert soon["claim_text"] == '=HYPERLINK("https://e.org","a")'


def test_json_of_nothing_is_an_empty_array() -> None:
    assert written("json", ()) == b"[]\n"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_bytes_the_same_twice(name: str) -> None:
    assert written(name) == written(name)


@given(st.text())
def test_any_text_comes_back_from_the_csv_but_for_its_guard(text: str) -> None:
    row = replace(rows()[1], claim_text=text)
    lines = list(csv.reader(io.StringIO(written("csv", [row]).decode(), newline="")))
    assert [len(line) for line in lines] == [len(COLUMNS)] * 2
    assert lines[1][2] in {text, "'" + text}
