import io
import json
import sys
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from tests.exports.materials import material, rows, written
from verifier.errors import UsageError
from verifier.exports.material import Material
from verifier.exports.rows import COLUMNS


def test_columns_have_types_and_say_what_they_say() -> None:
    table = parquet.read_table(io.BytesIO(written("parquet")))
    schema = table.schema
    assert schema.names == list(COLUMNS)
    assert schema.field("due_date").type == pa.date32()
    assert schema.field("status_since").type == pa.timestamp("us", tz="UTC")
    assert schema.field("days_late").type == pa.int64()
    assert schema.field("tz_sensitive").type == pa.bool_()
    assert schema.field("status").type == pa.string()
    assert not schema.field("claim_id").nullable
    assert schema.field("days_late").nullable
    said = {field.name: field.metadata[b"description"].decode() for field in schema}
    assert said == COLUMNS


def test_the_rows_are_those_of_json() -> None:
    soon, late = parquet.read_table(io.BytesIO(written("parquet"))).to_pylist()
    expected_soon, expected_late = json.loads(written("json"))
    assert late["due_date"] == date(2025, 6, 11)
    assert late["delivered_not_after"] == datetime(2025, 6, 16, 15, 0, 7, tzinfo=UTC)
    for name, is_plain in ((name, type(late[name]) in {str, int, bool}) for name in COLUMNS):
        assert not is_plain or late[name] == expected_late[name]
    assert soon["days_late"] is None is expected_soon["days_late"]
    assert soon["claim_text"] == expected_soon["claim_text"]


def test_many_claims_are_written_in_groups() -> None:
    many = [rows()[0]._replace(claim_id=f"{number:05}") for number in range(20_001)]
    file = parquet.ParquetFile(io.BytesIO(written("parquet", material(given=many))))
    assert (file.metadata.num_rows, file.metadata.num_row_groups) == (20_001, 2)


def test_parquet_of_nothing_still_has_its_columns() -> None:
    table = parquet.read_table(io.BytesIO(written("parquet", Material(material().as_of))))
    assert (table.num_rows, table.schema.names) == (0, list(COLUMNS))


@given(st.lists(st.text(), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_any_text_comes_back_as_it_is(texts: list[str]) -> None:
    given = [rows()[1]._replace(claim_text=text) for text in texts]
    table = parquet.read_table(io.BytesIO(written("parquet", material(given=given))))
    assert table.column("claim_text").to_pylist() == texts


def test_without_its_library_it_says_which_extra_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match=r"pip install 'verifier\[parquet\]'"):
        written("parquet")
