import json

from tests.exports.materials import material, written
from verifier.exports.material import Material
from verifier.exports.rows import COLUMNS


def test_json_holds_the_same_columns_with_types_of_its_own() -> None:
    soon, late = json.loads(written("json"))
    assert list(late) == list(COLUMNS)
    assert late["days_late"] == 5
    assert late["days_overdue"] is None
    assert late["tz_sensitive"] is False
    assert late["due_date"] == "2025-06-11"
    assert late["as_of"] == "2025-07-01T12:00:00Z"
    assert soon["claim_text"] == '=HYPERLINK("https://e.org","a")'


def test_json_lines_are_the_same_objects_one_a_line() -> None:
    lines = written("jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == json.loads(written("json"))


def test_json_of_nothing_is_an_empty_array_and_no_line() -> None:
    nothing = Material(material().as_of)
    assert written("json", nothing) == b"[]\n"
    assert written("jsonl", nothing) == b""
