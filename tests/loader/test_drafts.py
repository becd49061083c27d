"""From words to drafts, without the command line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.core.claims import Claim, Kind, Lab
from verifier.core.deadlines import Deadline
from verifier.errors import UsageError
from verifier.loader import load, read_text
from verifier.loader.drafts import Draft
from verifier.loader.extracting import Extracted, Setting, extract
from verifier.loader.naming import Names
from verifier.loader.one_line import Given, draft_line
from verifier.loader.prose import read_prose
from verifier.loader.rendering import render, render_all

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "tests" / "core" / "data" / "articles"
DAY = date(2025, 5, 28)
SHIPPED = load([ROOT / "claims" / "labs.yaml"]).labs
NAMES = Names(SHIPPED)
ACME = Lab(
    "acme", "Acme", "PT", "Europe/Lisbon", aliases=("Acme Labs", "极致"), hub_orgs=("acme-ai",)
)
FEW = Names(
    (
        ACME,
        Lab("birch", "Birch", "PT", "Europe/Lisbon", aliases=("Shared", "Oak")),
        Lab("cedar", "Cedar", "PT", "Europe/Lisbon", aliases=("Shared",)),
    )
)


def line(text: str, **given: object) -> Draft:
    return draft_line(f"{text}, announced 2025-05-28", Given(**given), FEW)  # type: ignore[arg-type]


def read(draft: Draft, labs: tuple[Lab, ...] = SHIPPED) -> Claim:
    (claim,) = read_text(f"{draft.id}.yaml", render(draft), labs)
    return claim


def prose(text: str, lab: Lab | None = None, source: str = "") -> Extracted:
    return extract(read_prose(text.encode()), Setting(DAY, source, lab), FEW)


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


LINES = st.lists(
    st.sampled_from(
        "Acme Birch open weights code M3 Acme-M3 27B in 2 weeks soon next week by June will release"
        " \"quoted\" # : - 'x' 两周内 开源 \u202e \x85 {a} & *b within the coming days paper".split(
            " "
        )
    ),
    max_size=12,
).map(" ".join)


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


@given(st.lists(st.one_of(LINES, st.text(max_size=200)), max_size=5).map("\n\n".join))
def test_every_draft_of_any_text_is_a_valid_claim(text: str) -> None:
    found = extract(
        read_prose(text.replace("\0", "").encode("utf-8", "replace")), Setting(DAY, "", ACME), FEW
    )
    assert len({draft.id for draft in found.drafts}) == len(found.drafts)
    for draft in found.drafts:
        assert read(draft, tuple(FEW.labs.values())).deadline == draft.deadline
    for one in found.left_out:
        assert one.why


def sighting(form: str) -> bytes:
    text = (ARTICLES / "sighting.txt").read_text(encoding="utf-8")
    if form == "text":
        return text.encode()
    paragraphs = "\n".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return (
        "<!doctype html><html><head><meta name=date content=2025-05-28></head><body>"
        f"<nav><a>Qwen will release weights next week</a></nav><article>{paragraphs}</article>"
    ).encode()


@pytest.mark.parametrize(("form", "lines"), [("text", (3, 7)), ("html", (2, 4))])
def test_the_sighting_and_the_spokesperson_make_one_relayed_draft(
    form: str, lines: tuple[int, int]
) -> None:
    found = extract(read_prose(sighting(form)), Setting(DAY), NAMES)
    (draft,) = found.drafts
    assert (draft.lab.id, draft.kind, draft.subject) == ("minimax", Kind.OPEN_WEIGHTS, "")
    assert (draft.announced, draft.due, draft.lines) == (DAY, date(2025, 6, 11), lines)
    claim = read(draft)
    assert claim.relayed_by == "an account"
    assert not any(question.startswith("lab:") for question in draft.review)
    assert {one.why for one in found.left_out} == {"it tells of an old promise"}


@pytest.mark.parametrize(
    ("name", "kind", "due", "left_out"),
    [
        ("release.md", Kind.OPEN_WEIGHTS, date(2025, 7, 7), 0),
        ("readme.md", Kind.CODE, date(2025, 6, 30), 0),
        ("thread.md", Kind.CODE, date(2025, 6, 13), 2),
        ("rumour.md", None, None, 2),
    ],
)
def test_other_articles_give_what_they_promise(
    name: str, kind: Kind | None, due: date | None, left_out: int
) -> None:
    document = read_prose((ARTICLES / name).read_bytes())
    found = extract(document, Setting(DAY, "https://example.org/a", ACME), FEW)
    assert [(draft.kind, draft.due) for draft in found.drafts] == ([(kind, due)] if kind else [])
    assert len(found.left_out) == left_out


def test_the_name_behind_the_weights_is_the_subject() -> None:
    document = read_prose((ARTICLES / "release.md").read_bytes())
    (draft,) = extract(document, Setting(DAY, "", ACME), FEW).drafts
    assert (draft.subject, draft.id) == ("Larch-2", "acme-2025-05-28-larch-2-weights")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Acme will release the weights.", "it names no time"),
        ("Zzyzx Labs will release the weights in June.", "Zzyzx Labs is no lab we know"),
        ("Acmee will release the weights in June.", "did you mean Acme (acme)?"),
        ("Shared will release the weights in June.", "birch or cedar"),
        ("The weights will be released in June.", "no lab is named"),
        ("Shared is new. The company will release weights in June.", "no lab is named"),
        ("Acme and Birch agree. We will release the weights in June.", "who speaks"),
        ("Acme will release the weights by 2350-01-01.", "2350"),
        ("Will Acme release the weights in June? The weights will be out in June?", "it asks"),
    ],
)
def test_what_gives_no_draft_is_named_with_the_reason(text: str, why: str) -> None:
    found = prose(text)
    assert found.drafts == ()
    assert why in found.left_out[-1].why


def test_a_faint_promise_is_left_out_as_unsure() -> None:
    found = prose("Perhaps so. It drops in June, hopefully.", ACME)
    assert [one.why.partition("(")[0] for one in found.left_out] == ["it is too unsure "]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Birch is new. The company will release weights in June.", "named last before it"),
        ("We at Birch are happy. We will release the weights in June.", "the only one"),
    ],
)
def test_a_lab_that_only_the_rest_of_the_text_names_is_put_as_a_question(
    text: str, question: str
) -> None:
    (draft,) = prose(text).drafts
    assert draft.lab.id == "birch"
    assert any(question in one for one in draft.review)


@pytest.mark.parametrize(
    ("text", "lab"),
    [
        ("We will release the weights in June.", "acme"),
        ("Yan Junjie said we will release the weights in June.", "acme"),
        ("Birch will release the weights in June.", "birch"),
        ("Shared will release the weights in June with Acme.", "acme"),
    ],
)
def test_a_given_lab_speaks_where_no_other_is_named(text: str, lab: str) -> None:
    (draft,) = prose(text, ACME).drafts
    assert draft.lab.id == lab


@pytest.mark.parametrize(
    "text",
    [
        "According to Birch, Acme will release the weights in June.",
        "According to Birch, the weights will be out in June at Acme.",
    ],
)
def test_who_only_passes_it_on_is_not_the_lab(text: str) -> None:
    (draft,) = prose(text).drafts
    assert (draft.lab.id, draft.relayed_by) == ("acme", "Birch")


def test_another_promisor_than_the_given_lab_is_put_as_a_question() -> None:
    (draft,) = prose("Yan Junjie will release the weights in June.", ACME).drafts
    assert "lab: the sentence has Yan Junjie promise; for Acme?" in draft.review


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Open Models will be out in June.", ""),
        ("The Larch-3 API code will be out in June.", "Larch-3"),
        ("Our AI Larch-3 weights will be out in June.", "Larch-3"),
        ("The weights for our Larch-3 will be out in June.", "Larch-3"),
        ("The Acme Labs weights will be out in June.", ""),
        ("An open-weight model will be out in June.", ""),
        ("AFM-4.5B in early July", "AFM-4.5B"),
        ("We will release the **Larch-3** weights in June.", "Larch-3"),
        ("The Larch-H3 video model weights will be out in June.", "Larch-H3"),
        ("Larch code and weights in early July", "Larch"),
        ("Stable Larch 3 Medium weights on 12 June", "Stable Larch 3 Medium"),
        ("IndexTTS weights and code in a few weeks", "IndexTTS"),
    ],
)
def test_a_subject_is_a_name_and_no_word_of_the_trade(text: str, subject: str) -> None:
    (draft,) = prose(text, ACME).drafts
    assert draft.subject == subject


def test_different_promises_with_one_name_are_told_apart_by_number() -> None:
    text = (
        "Acme will release the weights in June. Acme will release the weights next week. "
        "Acme will release the weights tomorrow."
    )
    assert [draft.id.removeprefix("acme-2025-05-28-") for draft in prose(text).drafts] == [
        "open-weights",
        "open-weights-2",
        "open-weights-3",
    ]


def test_what_is_filed_is_left_out_or_drafted_again_with_a_question() -> None:
    document = read_prose(b"Acme will release the weights in June.")
    (draft,) = extract(document, Setting(DAY), FEW).drafts
    filed = (read(draft, (ACME,)),)
    assert extract(document, Setting(DAY), FEW, filed).drafts == ()
    (again,) = extract(document, Setting(DAY, again=True), FEW, filed).drafts
    assert again.review[0].startswith("id: it seems to be filed already, as acme-")
    later = read_prose(b"Acme will release the weights in July.")
    assert extract(later, Setting(DAY), FEW, filed).drafts


def test_vague_promises_are_drafted_without_a_day() -> None:
    (draft,) = prose("Acme will release the weights soon.").drafts
    assert draft.due is None
    assert "fixes no day (vague, rule " in render(draft)
    assert not isinstance(read(draft, (ACME,)).deadline, Deadline)


def test_short_names_count_in_prose_only_as_they_are_written() -> None:
    text = "oak desks will be released in June"
    assert not FEW.mentions(text)
    assert FEW.mentions(text, prose=False)
    assert FEW.mentions("极致将发布模型")[0].labs == ("acme",)
    assert not FEW.mentions("Acmes and Acmeism")
    assert FEW.called("ACME  labs") == ("acme",)
    assert Names(()).mentions("anything") == []
    assert Names(()).hint("anything") == ""


def test_long_sentences_are_cut_in_comments() -> None:
    (draft,) = prose(f"Acme will release the weights in June, {'really ' * 60}.").drafts
    assert "…\n" in render(draft)
