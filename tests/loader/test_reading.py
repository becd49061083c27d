"""Both of PyYAML's parsers, the one of libyaml and the one in Python, tell the same."""

import re
from pathlib import Path

import pytest
import yaml

from verifier.loader.reading import read_document

WRONG = sorted((Path(__file__).parent / "data" / "wrong").glob("*.yaml"))


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_both_parsers_place_the_same_data_and_the_same_problems(path: Path) -> None:
    raw = path.read_bytes()
    by_c = read_document(path.name, raw, parser=yaml.CSafeLoader)
    by_python = read_document(path.name, raw, parser=yaml.SafeLoader)
    assert (by_c.data, by_c.values, by_c.keys) == (
        by_python.data,
        by_python.values,
        by_python.keys,
    )
    assert [(p.line, p.column) for p in by_c.problems] == [
        (p.line, p.column) for p in by_python.problems
    ]


@pytest.mark.parametrize("parser", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize("text", [r'lab: "\ud800"', r'"\ud800": acme'])
def test_half_a_character_is_a_problem_not_a_crash(parser: type, text: str) -> None:
    document = read_document("half.yaml", text.encode(), parser=parser)
    (problem,) = document.problems
    assert problem.line == 1
    assert re.search("half a character|invalid Unicode", problem.message)


def test_every_value_and_every_key_has_its_place() -> None:
    document = read_document("a.yaml", b"a: 1\nb:\n  - {c: d}\n")
    assert document.data == {"a": "1", "b": [{"c": "d"}]}
    assert document.keys == {("a",): (1, 1), ("b",): (2, 1), ("b", 0, "c"): (3, 6)}
    assert document.values == {
        (): (1, 1),
        ("a",): (1, 4),
        ("b",): (3, 3),
        ("b", 0): (3, 5),
        ("b", 0, "c"): (3, 9),
    }


def test_a_problem_lies_as_near_as_the_file_goes() -> None:
    document = read_document("a.yaml", b"a: 1\nb:\n  - {c: d}\n")
    assert document.problem(("b", 0, "e", 7), "is missing").column == 5
    assert str(document.problem(("x",), "is missing")) == "a.yaml:1:1: is missing"


def test_nothing_in_a_message_moves_the_cursor() -> None:
    document = read_document("a.yaml", rb'{"\e[31m": 1, "\e[31m": 2}')
    assert document.problems[0].message == "`\ufffd[31m` stands on line 1 already; keep one"


def test_deep_nesting_is_left_at_once() -> None:
    document = read_document("a.yaml", b"[" * 60_000)
    assert document.problems[0].message == "is nested deeper than 8 levels; flatten it"
