"""From one line to a draft, without the command line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loader.drafting import ACME, DAY, FEW, LINES, NAMES, line, read
from verifier.core.claims import Kind
from verifier.errors import UsageError
from verifier.loader import read_text
from verifier.loader.one_line import Given, draft_line
from verifier.loader.rendering import render, render_all


def test_the_line_of_the_card_gives_the_claim_it_stands_for() -> None:
    given = Given(source="https://example.org/x")
    draft = draft_line("Minimax open weights in 2 weeks, announced 2025-05-28", given, NAMES)
    claim = read(draft)
    assert (claim.id, claim.lab) == ("minimax-2025-05-28-open-weights", "minimax")
    assert (claim.promise, claim.kind) == ("in 2 weeks", Kind.OPEN_WEIGHTS)
    assert (claim.due, claim.deadline) == (date(2025, 6, 11), draft.deadline)
    assert not claim.parts[0].is_named
    assert claim.source == "https://example.org/x"
    assert "# due: 2025-06-11\n" in render(draft)
    assert "means 2025-06-11 (rule amount, precision day)" in render(draft)


@pytest.mark.parametrize(
    ("text", "lab", "kind", "subject", "due"),
    [
        (
            "MiniMax-M3 weights within 10 days",
            "minimax",
            "open_weights",
            "MiniMax-M3",
            "2025-06-07",
        ),
        ("稀宇 open weights 两周内", "minimax", "open_weights", "", "2025-06-11"),
        ("智谱将于下周公开GLM-5权重", "zhipu", "open_weights", "GLM-5", "2025-06-08"),
        ("智谱将于下周公布 GLM-4.6 模型的训练代码", "zhipu", "code", "GLM-4.6", "2025-06-08"),
        ("智谱将于下周开源GLM-5", "zhipu", "open_source", "GLM-5", "2025-06-08"),
        ("Z.ai code by the end of June", "zhipu", "code", "", "2025-06-30"),
        ("xAI Grok-3 weights in about 6 months", "xai", "open_weights", "Grok-3", "2025-11-28"),
        (
            "Meta Llama 4 Behemoth weights by the end of June",
            "meta",
            "open_weights",
            "Meta Llama 4 Behemoth",
            "2025-06-30",
        ),
        ("Mistral to release Medium 3 weights soon", "mistral", "open_weights", "Medium 3", "None"),
        ("qwen dataset next week", "qwen", "dataset", "", "2025-06-08"),
        (
            "DeepSeek: the weights of R2 will be out in June",
            "deepseek",
            "open_weights",
            "R2",
            "2025-06-30",
        ),
    ],
)
def test_lines_name_labs_by_any_alias_and_say_what_and_when(
    text: str, lab: str, kind: str, subject: str, due: str
) -> None:
    draft = draft_line(f"{text}, announced 2025-05-28", Given(), NAMES)
    claim = read(draft)
    assert (claim.lab, claim.kind, claim.parts[0].name) == (lab, kind, subject)
    assert str(claim.due) == due


def test_a_size_narrows_what_is_promised() -> None:
    draft = line("Acme will open source the 27B model next week")
    assert read(draft, (ACME,)).parts[0].size == "27B"
    assert any("27B" in question for question in draft.review)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Acmee open weights in 2 weeks, announced 2025-05-28", "did you mean Acme (acme)?"),
        ("Zzyzx open weights on Oak in 2 weeks, announced 2025-05-28", "is called Zzyzx (or"),
        ("Acme and Birch weights next week, announced 2025-05-28", "acme and birch"),
        ("Shared weights next week, announced 2025-05-28", "birch and cedar"),
        ("Acme open weights in 2 weeks", "when was it announced?"),
        ("Acme open weights in 2 weeks, announced soon enough", "`soon enough` is no full date"),
        ("Acme open weights, announced 2025-05-28", "names no time"),
        ("Acme open weights since June 2019, announced 2025-05-28", "names no time"),
        (
            "Acme weights will be out in June; the code will follow in July, announced 2025-05-28",
            "2 promises",
        ),
        ("Acme weights by 2350-01-01, announced 2025-05-28", "makes no valid claim"),
    ],
)
def test_a_line_that_leaves_something_open_is_refused_and_says_what(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=r".*") as refused:
        draft_line(text, Given(), FEW)
    assert told in str(refused.value)


def test_the_day_may_be_given_beside_the_line_but_not_contradict_it() -> None:
    assert draft_line("Acme weights in a week", Given(announced=DAY), FEW).due == date(2025, 6, 4)
    assert line("Acme weights in a week", announced=DAY).announced == DAY
    with pytest.raises(UsageError, match="which"):
        line("Acme weights in a week", announced=date(2025, 5, 29))


def test_the_lab_may_be_given_beside_the_line() -> None:
    assert line("Shared weights next week", lab=ACME).lab is ACME


def test_what_was_promised_is_asked_where_a_line_does_not_say() -> None:
    draft = line("Acme: surprise within 3 days")
    assert any(question.startswith("kind: ") for question in draft.review)
    assert read(draft, (ACME,)).kind is Kind.OPEN_WEIGHTS


@given(st.one_of(LINES, st.text(max_size=60)), st.dates(date(2010, 1, 1), date(2100, 1, 1)))
def test_every_drafted_line_is_a_valid_claim_with_the_same_deadline(text: str, day: date) -> None:
    try:
        draft = draft_line(text, Given(announced=day, lab=ACME), FEW)
    except UsageError:
        return
    claim = read(draft, (ACME,))
    assert claim.deadline == draft.deadline
    assert (claim.id, claim.kind, claim.announced.day) == (draft.id, draft.kind, draft.announced)
    (listed,) = read_text("any.yaml", render_all([draft]), (ACME,))
    assert listed.version == claim.version
