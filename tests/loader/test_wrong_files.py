"""Wrong files, each with the problems it has written at its end: `# line:column key part`."""

import re
from pathlib import Path

import pytest

from verifier.errors import ConfigurationError, InvalidClaims, Problem
from verifier.loader import load

WRONG = Path(__file__).parent / "data" / "wrong"
FILES = sorted(path for path in WRONG.glob("*.yaml") if path.name != "labs.yaml")
_EXPECTED = re.compile(r"^# (\d+):(\d+) (.+)$", re.MULTILINE)
GOOD = """\
id: good
lab: acme
text: Acme weights in 2 weeks
announced: 2025-05-28
promise: in 2 weeks
"""


def expected(path: Path) -> list[tuple[int, int, str]]:
    return [(int(a), int(b), part) for a, b, part in _EXPECTED.findall(path.read_text())]


def problems(*paths: Path) -> tuple[Problem, ...]:
    with pytest.raises(InvalidClaims) as raised:
        load(paths)
    return raised.value.problems


def folder(tmp_path: Path, **files: str | bytes) -> Path:
    (tmp_path / "labs.yaml").write_text((WRONG / "labs.yaml").read_text())
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        (tmp_path / f"{name}.yaml").write_bytes(raw)
    return tmp_path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_wrong_file_tells_where_what_and_what_to_do(path: Path) -> None:
    found = problems(path)
    assert [(p.line, p.column) for p in found] == sorted((a, b) for a, b, _ in expected(path))
    for problem, (_, _, part) in zip(found, sorted(expected(path)), strict=True):
        assert part in problem.message
        assert re.search(r"[;?]", problem.message), "no remedy"
        assert str(problem).startswith(f"{path}:{problem.line}:{problem.column}: ")


def test_every_problem_of_every_file_is_told_at_once() -> None:
    found = problems(WRONG)
    assert len(found) == sum(len(expected(path)) for path in FILES)
    assert {Path(problem.file) for problem in found} == set(FILES)


def test_a_message_is_in_file_order_one_line_a_problem() -> None:
    with pytest.raises(InvalidClaims) as raised:
        load([WRONG])
    assert len(str(raised.value).splitlines()) == len(raised.value.problems)
    assert list(raised.value.problems) == sorted(raised.value.problems)


def test_a_binary_file_is_told_at_its_first_foreign_byte(tmp_path: Path) -> None:
    (problem,) = problems(folder(tmp_path, picture=b"id: a\nlab: \x89PNG\r\n\x1a\n"))
    assert (problem.line, problem.column) == (2, 6)
    assert "is not UTF-8 text" in problem.message


def test_a_control_character_is_told_where_it_stands(tmp_path: Path) -> None:
    (problem,) = problems(folder(tmp_path, nul=b"id: nul\nlab: ac\0me\n"))
    assert (problem.line, problem.column) == (2, 8)
    assert "U+0000" in problem.message


def test_a_file_over_64_kilobytes_is_not_read(tmp_path: Path) -> None:
    (problem,) = problems(folder(tmp_path, good=GOOD + "# " + "x" * 65_000 + "\n" + "#" * 600))
    assert "the limit is 65536; split it" in problem.message


def test_a_file_of_64_kilobytes_is_read(tmp_path: Path) -> None:
    path = folder(tmp_path, good=GOOD + "#" * (65_536 - len(GOOD)))
    assert [claim.id for claim in load([path]).claims] == ["good"]


def test_a_long_text_is_refused_with_its_limit(tmp_path: Path) -> None:
    long = GOOD.replace("in 2 weeks\nannounced", "x" * 300 + "\nannounced")
    (problem,) = problems(folder(tmp_path, good=long))
    assert (problem.line, problem.column) == (3, 7)
    assert "is 313 characters long, the limit is 300; shorten it" in problem.message


def test_text_beyond_ascii_does_not_move_the_columns(tmp_path: Path) -> None:
    licence, colour = problems(
        folder(tmp_path, good=GOOD + 'criteria: {licence: "稀宇科技", colour: 两周内}\n')
    )
    assert (licence.line, licence.column) == (6, 21)
    assert (colour.line, colour.column) == (6, 29)


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    path = folder(tmp_path, good=b"\xef\xbb\xbf" + GOOD.encode())
    assert [claim.id for claim in load([path]).claims] == ["good"]


def test_a_file_ending_in_yml_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    (folder(tmp_path) / "good.yml").write_text(GOOD)
    (problem,) = problems(tmp_path)
    assert "rename it to .yaml" in problem.message


def test_a_path_that_leads_nowhere_is_an_error_of_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file or folder"):
        load([tmp_path / "claims"])


def test_a_file_that_vanishes_or_cannot_be_opened_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path) / "loop.yaml"
    (tmp_path / "folder.yaml").mkdir()
    path.write_text(GOOD.replace("good", "loop"))
    (problem,) = problems(tmp_path)
    assert problem.file.endswith("folder.yaml")
    assert "cannot be read" in problem.message


def test_without_labs_every_claim_names_an_unknown_lab(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (problem,) = problems(tmp_path)
    assert problem.message == "no lab is called `acme`; add it to labs.yaml"


def test_a_file_named_alone_without_labs_beside_it_names_an_unknown_lab(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (problem,) = problems(tmp_path / "good.yaml")
    assert problem.message == "no lab is called `acme`; add it to labs.yaml"


def test_a_byte_order_mark_inside_a_file_is_told(tmp_path: Path) -> None:
    (problem,) = problems(folder(tmp_path, good=GOOD + "note: a\ufeffb\n"))
    assert (problem.line, problem.column) == (6, 8)


def test_a_wrong_labs_file_is_told_like_a_wrong_claim(tmp_path: Path) -> None:
    (tmp_path / "labs.yaml").write_text(
        "- {id: acme, name: Acme, country: China, time_zone: Asia/Shanghai, hub_org: [acme]}\n"
        "- {id: globex, name: Globex, country: US, time_zone: America/New_York}\n"
        "- id: globex\n  name: Globex\n  country: US\n  time_zone: America/New_York\n"
        "  feeds:\n    - url: globex.example\n      voice: shop\n"
        "- globex\n- {id: globex, name: Globex, country: US, time_zone: America/New_York}\n"
    )
    told = {(p.line, p.column): p.message for p in problems(tmp_path)}
    assert list(told) == [(1, 35), (1, 68), (8, 12), (9, 14), (10, 3), (11, 8)]
    assert "two capital letters" in told[1, 35]
    assert "did you mean `hub_orgs`?" in told[1, 68]
    assert "begin it with https://" in told[8, 12]
    assert "write one of promisor, press" in told[9, 14]
    assert "a lab must be a mapping" in told[10, 3]
    assert "the id of another lab" in told[11, 8]
