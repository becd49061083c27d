"""What only several claims together show."""

from pathlib import Path

import pytest

from verifier.errors import InvalidClaims, Problem
from verifier.loader import load

LABS = """\
- {id: acme, name: Acme, country: CN, time_zone: Asia/Shanghai}
- {id: globex, name: Globex, country: US, time_zone: America/New_York}
"""


def claim(name: str, day: str = "2025-05-28", revises: str = "", lab: str = "acme") -> str:
    return (
        f"id: {name}\nlab: {lab}\ntext: Weights in 2 weeks\nannounced: {day}\n"
        f"promise: in 2 weeks\n" + (f"revises: {revises}\n" if revises else "")
    )


def folder(tmp_path: Path, **files: str) -> Path:
    (tmp_path / "labs.yaml").write_text(LABS)
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InvalidClaims) as raised:
        load([path])
    return raised.value.problems


def items(*claims: str) -> str:
    return "".join("- " + text.replace("\n", "\n  ").rstrip() + "\n" for text in claims)


def test_an_id_used_twice_names_the_place_of_the_first(tmp_path: Path) -> None:
    path = folder(tmp_path, first=claim("first"), more=items(claim("second"), claim("first")))
    (problem,) = problems(path)
    assert (Path(problem.file).name, problem.line, problem.column) == ("more.yaml", 6, 7)
    assert f"is the id of {path / 'first.yaml'}:1 already; rename one" in problem.message


def test_a_list_may_hold_many_claims_under_any_file_name(tmp_path: Path) -> None:
    catalogue = load([folder(tmp_path, many=items(claim("b"), claim("a")))])
    assert [c.id for c in catalogue.claims] == ["a", "b"]
    assert set(catalogue.files.values()) == {str(tmp_path / "many.yaml")}


def test_a_revision_of_nothing_known_is_told(tmp_path: Path) -> None:
    (problem,) = problems(folder(tmp_path, late=claim("late", revises="earlier")))
    assert problem.message == "no valid claim is called `earlier`; file the earlier promise too"
    assert problem.line == 6


def test_a_revision_of_another_labs_promise_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path, a=claim("a", lab="globex"), b=claim("b", revises="a"))
    (problem,) = problems(path)
    assert "`a` is a promise of globex" in problem.message


def test_a_revision_of_a_later_promise_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path, a=claim("a", day="2025-06-01"), b=claim("b", revises="a"))
    (problem,) = problems(path)
    assert "`a` was made later" in problem.message


def test_a_circle_of_revisions_is_told_at_each_of_its_links(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        a=claim("a", revises="c"),
        b=claim("b", revises="a"),
        c=claim("c", revises="b"),
        tail=claim("tail", revises="a"),
    )
    found = problems(path)
    assert [Path(p.file).stem for p in found] == ["a", "b", "c"]
    assert all("comes back here; break it" in p.message for p in found)


def test_a_chain_of_revisions_is_fine(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        a=claim("a"),
        b=claim("b", day="2025-06-11", revises="a"),
        c=claim("c", day="2025-06-20", revises="b"),
    )
    assert [c.revises for c in load([path]).claims] == ["", "a", "b"]


def test_a_file_named_alone_is_held_against_the_promises_it_revises(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        a=claim("a", lab="globex"),
        b=claim("b", revises="a", lab="globex"),
        c=claim("c", revises="b"),
    )
    (problem,) = problems(path / "c.yaml")
    assert "`b` is a promise of globex" in problem.message
    catalogue = load([path / "b.yaml"])
    assert [c.id for c in catalogue.claims] == ["b"]
    assert [lab.id for lab in catalogue.labs] == ["acme", "globex"]
