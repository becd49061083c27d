"""From prose to drafts, without the command line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loader.drafting import ACME, ARTICLES, DAY, FEW, LINES, NAMES, prose, read
from verifier.core.claims import Kind
from verifier.core.deadlines import Deadline
from verifier.loader.extracting import Setting, extract
from verifier.loader.naming import Names
from verifier.loader.prose import read_prose
from verifier.loader.rendering import render


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
