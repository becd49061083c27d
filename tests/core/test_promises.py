import csv
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from verifier.core.deadlines import Deadline, NoDeadline, Why
from verifier.core.promises import Promise, PromiseKind, Refusal, find_promises, find_refused
from verifier.core.promises.artefacts import thing_named

DATA = Path(__file__).parent / "data"
DAY = date(2025, 5, 28)


class Counts(NamedTuple):
    found: int
    missed: int
    invented: int
    wrong_days: int
    wrong_kinds: int
    dated_inventions: int
    others: int

    @property
    def f1(self) -> float:
        return 2 * self.found / (2 * self.found + self.missed + self.invented)


def _rows(name: str) -> list[list[str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _latest(promise: Promise) -> str:
    deadline = promise.deadline
    return deadline.latest.isoformat() if isinstance(deadline, Deadline) else "-"


def _counts(name: str) -> Counts:
    found = missed = invented = wrong_days = wrong_kinds = dated = others = 0
    for label, kind, due, sentence, *published in _rows(name):
        promises = find_promises(sentence, *map(date.fromisoformat, published or [str(DAY)]))
        if label == "promise":
            found += bool(promises)
            missed += not promises
            wrong_days += bool(promises) and _latest(promises[0]) != due
            wrong_kinds += bool(promises) and kind not in {"-", promises[0].kind}
        else:
            others += 1
            invented += bool(promises)
            dated += any(_latest(promise) != "-" for promise in promises)
    return Counts(found, missed, invented, wrong_days, wrong_kinds, dated, others)


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("promises_tuned.tsv", 0.97),
        ("promises_held_out.tsv", 0.97),
        ("promises_more.tsv", 0.97),
        ("promises_hard.tsv", 0.95),
        ("promises_dated.tsv", 0.97),
    ],
)
def test_promises_are_told_from_what_only_looks_like_them(name: str, least: float) -> None:
    counts = _counts(name)
    assert counts.f1 >= least
    assert counts.wrong_days <= counts.found * 0.03
    assert counts.wrong_kinds == 0
    assert counts.dated_inventions * 20 <= counts.others


def _only(text: str, published: date | None = DAY) -> Promise:
    promises = find_promises(text, published)
    assert len(promises) == 1
    return promises[0]


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("Q: When will the training code be released?\nA: End of June.", "2025-06-30"),
        ("> Any ETA for the dataset?\n\nNext week, hopefully!", "2025-06-08"),
        ("Will you open-source the weights? Yes, in two weeks.", "2025-06-11"),
    ],
)
def test_a_short_reply_to_a_question_promises_what_was_asked_for(text: str, latest: str) -> None:
    promise = _only(text)
    assert _latest(promise) == latest
    assert promise.sentence == text.removeprefix("> ")


@pytest.mark.parametrize(
    "text",
    [
        "When will the model finish training? Next week.",
        "When will the weights be released? In June?",
        "When will the weights be released? They have been out since Monday.",
        "When will the weights be released? Ask again in June, when the lab is back from Rome.",
    ],
)
def test_what_is_no_reply_promises_nothing(text: str) -> None:
    assert find_promises(text, DAY) == ()


def test_the_day_of_the_telling_is_not_the_day_promised() -> None:
    told = _only("Acme will release the weights in the coming months, its chief said on Monday.")
    assert told.phrase == "in the coming months"
    posted = _only("The weights will be posted by Friday.")
    assert _latest(posted) == "2025-05-30"


def test_an_open_maker_s_interface_can_be_promised_and_another_s_hosting_cannot() -> None:
    assert _only("We're opening the API to all developers in June.").kind is PromiseKind.MODEL
    assert find_promises("Azure will host the model from June.", DAY) == ()


def test_what_waits_for_something_is_promised_in_the_present_too() -> None:
    assert _only("As soon as the camera-ready is in, we release the implementation.").phrase
    assert find_promises("Once we release the weights, they get 400 issues a day.", DAY) == ()


def test_a_promise_says_where_it_stands_and_what_it_is() -> None:
    text = "Hello there. **We will release the M2 weights in two weeks.** Thanks!"
    promise = _only(text)
    assert text[promise.start : promise.end] == promise.sentence
    assert promise.kind is PromiseKind.OPEN_WEIGHTS
    assert (promise.artefact, promise.phrase) == ("M2 weights", "in two weeks")
    assert promise.score == 1.0
    assert promise.reasons == (
        "commitment",
        "a date can be read",
        "first person",
        "weights named",
    )


def test_without_a_day_of_publication_no_deadline_is_read() -> None:
    promise = _only("We will release the weights in two weeks.", None)
    assert (promise.phrase, promise.deadline) == ("in two weeks", None)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("We will release the weights soon.", Why.VAGUE),
        ("The code will be released upon acceptance of the paper.", Why.EVENT),
    ],
)
def test_a_promise_without_a_date_says_why_it_has_none(sentence: str, why: Why) -> None:
    deadline = _only(sentence).deadline
    assert isinstance(deadline, NoDeadline)
    assert deadline.why is why


def test_a_promise_may_name_no_time_at_all() -> None:
    promise = _only("We will release the weights.")
    assert (promise.phrase, promise.deadline) == (None, None)
    assert "no time named" in promise.reasons


@pytest.mark.parametrize(
    ("sentence", "promisor", "relayer"),
    [
        ("MiniMax will publish the weights in June.", "MiniMax", None),
        ("MiniMax says the weights will land within 14 days.", "MiniMax", None),
        ("GLM-5 will launch in July, Zhipu confirmed.", "Zhipu", None),
        (
            "According to Reuters, DeepSeek will publish the R2 weights in June.",
            "DeepSeek",
            "Reuters",
        ),
        ("According to @ai_watch, the weights will be out in June.", None, "@ai_watch"),
        ("@ai_watch wrote that Minimax will publish weights in June.", "Minimax", "@ai_watch"),
        ("An account posted that the weights will be out in June.", None, "An account"),
        ('On May 28 @ai_watch wrote: "Minimax open weights in 2 weeks".', "Minimax", "@ai_watch"),
        ("MiniMax CEO said the weights will be out in June.", "MiniMax", None),
        ("Alibaba Qwen3 will be released in June.", "Alibaba", None),
        ("We will release the weights in June.", None, None),
        ('"We will release the weights in June," said Yan Junjie.', "Yan Junjie", None),
        ('"In July, we will release the weights," Yan Junjie said.', "Yan Junjie", None),
        ("The team will release the weights in June.", None, None),
        ("Tencent's Hunyuan Lab will open source K2 in July.", "Tencent", None),
    ],
)
def test_promisor_and_relayer_are_those_the_sentence_names(
    sentence: str, promisor: str | None, relayer: str | None
) -> None:
    promise = _only(sentence)
    assert (promise.promisor, promise.relayer) == (promisor, relayer)


@pytest.mark.parametrize(
    "sentence",
    [
        "MiniMax said on Tuesday it will release the weights.",
        "On Tuesday MiniMax said it will release the weights.",
        "We will release the weights at noon.",
    ],
)
def test_the_day_of_the_telling_is_not_the_day_of_the_promise(sentence: str) -> None:
    assert _only(sentence).phrase is None


def test_a_time_in_front_of_the_commitment_counts() -> None:
    assert _latest(_only("Next Friday the weights will be out.")) == "2025-06-06"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("我们将在六月发布代码。", [PromiseKind.CODE]),
        ("团队计划下周公开数据集。", [PromiseKind.DATASET]),
        ("技术报告将于6月12日发布。", [PromiseKind.POST]),
        ("GLM-5模型将于下周发布。", [PromiseKind.MODEL]),
        ("GLM-5将于下周开源。", [PromiseKind.OPEN_SOURCE]),
        ("我们将在六月发布。", []),
        ("模型什么时候会开源？", []),
        ("权重已经发布。", []),
        ("如果顺利，我们将开源权重。", []),
    ],
)
def test_chinese_sentences_are_read_too(sentence: str, kind: list[PromiseKind]) -> None:
    assert [promise.kind for promise in find_promises(sentence, DAY)] == kind


def test_two_clauses_with_a_time_each_are_two_promises() -> None:
    promises = find_promises("The weights will be out in June; the code will follow in July.", DAY)
    assert [(each.kind, _latest(each)) for each in promises] == [
        (PromiseKind.OPEN_WEIGHTS, "2025-06-30"),
        (PromiseKind.CODE, "2025-07-31"),
    ]


def test_a_denied_clause_does_not_hide_the_promise_beside_it() -> None:
    promise = _only("We will not share the data, but the weights will be out in June.")
    assert (promise.kind, _latest(promise)) == (PromiseKind.OPEN_WEIGHTS, "2025-06-30")


@pytest.mark.parametrize(
    "sentence",
    [
        "We will do our best next week.",
        "They will publish next week.",
        "It will be out.",
        "It drops the mic.",
        "Weights follow.",
        "Models follow the weights of last year.",
        "Our servers contain releases until June 12.",
        "The weights drop was shown, and the paper lands on June 12 nowhere, it is said.",
        "The checkpoints sit on the disk until June 12.",
        "Fine weights cost money by June 12 and more words stand here to be a headline too long.",
        "Weights gain speed next week.",
    ],
)
def test_a_sentence_without_a_commitment_is_no_promise(sentence: str) -> None:
    promises = find_promises(sentence, DAY)
    assert all(promise.score < 0.8 for promise in promises)


def test_abbreviations_and_long_runs_do_not_break_sentences_in_the_wrong_place() -> None:
    promise = _only("Acme Inc. will release the weights approx. in two weeks. That is all.")
    assert promise.sentence.endswith("in two weeks.")
    long = "word " * 400 + "We will release the weights in June. " + "x" * 3000
    assert len(find_promises(long, DAY)) == 1


ARTICLES = {
    "sighting.txt": [("open_weights", "2025-06-11"), ("open_weights", "2025-06-11")],
    "release.md": [("open_weights", "2025-07-07")],
    "readme.md": [("code", "2025-06-30")],
    "thread.md": [("code", "2025-06-13")],
    "rumour.md": [],
}


@pytest.mark.parametrize(("name", "expected"), ARTICLES.items(), ids=list(ARTICLES))
def test_an_article_gives_its_promises_and_nothing_else(
    name: str, expected: list[tuple[str, str]]
) -> None:
    text = (DATA / "articles" / name).read_text(encoding="utf-8")
    promises = find_promises(text, DAY)
    assert [(promise.kind, _latest(promise)) for promise in promises] == expected


def test_the_sighting_is_relayed_and_the_company_speaks_for_itself() -> None:
    text = (DATA / "articles" / "sighting.txt").read_text(encoding="utf-8")
    relayed, own = find_promises(text, DAY)
    assert (relayed.promisor, relayed.relayer) == ("Minimax", "an account")
    assert own.relayer is None
    assert own.score > relayed.score


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The weights will be out in June?", Refusal.QUESTION),
        ("Reportedly the weights will be out in June.", Refusal.RUMOUR),
        ("The lab had promised to release the weights in June.", Refusal.REMINDER),
        ("We will not release the weights in June.", Refusal.DENIAL),
        ("Please tell us that they will release the weights in June.", Refusal.REQUEST),
        ("If all goes well we will release the weights in June.", Refusal.CONDITION),
        ("Users will publish their weights in June.", Refusal.OTHERS),
    ],
)
def test_what_only_looks_like_a_promise_is_told_with_the_reason(
    sentence: str, why: Refusal
) -> None:
    text = f"Hello. {sentence}"
    (refused,) = find_refused(text, DAY)
    assert refused.why is why
    assert text[refused.start : refused.end] == refused.sentence == sentence
    assert find_promises(text, DAY) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "We will release the weights in June.",
        "Is it raining next week?",
        "模型什么时候会开源？",
        "我们将在六月发布代码。",
        "The weights are on the Hub.",
    ],
)
def test_promises_and_other_talk_are_not_refused(sentence: str) -> None:
    assert find_refused(sentence, DAY) == ()


def test_a_question_that_is_answered_is_a_promise_and_not_refused() -> None:
    asked = "Will the weights be released in June?"
    text = f"{asked} By the end of June."
    assert [promise.phrase for promise in find_promises(text, DAY)] == ["By the end of June"]
    assert find_refused(text, DAY) == ()
    assert [refused.why for refused in find_refused(asked, DAY)] == [Refusal.QUESTION]


def test_a_sentence_that_promises_one_thing_and_denies_another_is_both() -> None:
    text = "We will not share the data next week, but the weights will be out in June."
    assert len(find_promises(text, DAY)) == 1
    assert [refused.why for refused in find_refused(text, DAY)] == [Refusal.DENIAL]


@pytest.mark.parametrize(
    ("sentence", "artefact", "kind"),
    [
        ("MiniMax weights in 2 weeks", "MiniMax weights", PromiseKind.OPEN_WEIGHTS),
        ("Qwen dataset next week", "Qwen dataset", PromiseKind.DATASET),
        ("We'll publish the Qwen paper next week.", "Qwen paper", PromiseKind.POST),
        (
            "We'll publish the Kimi technical report soon.",
            "Kimi technical report",
            PromiseKind.POST,
        ),
        ("Qwen will be out next week.", "Qwen", PromiseKind.MODEL),
        ("Mistral Large 3 will be out next week.", "Mistral Large 3", PromiseKind.MODEL),
        ("DeepSeek R2 in May", "DeepSeek R2", PromiseKind.MODEL),
        ("Grok open source next week", "Grok", PromiseKind.OPEN_SOURCE),
    ],
)
def test_a_family_of_models_takes_its_version_along_and_no_other_word(
    sentence: str, artefact: str, kind: PromiseKind
) -> None:
    promise = _only(sentence)
    assert (promise.artefact, promise.kind) == (artefact, kind)


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("We will release the weights. Give us two weeks.", "2025-06-11"),
        ("Two more weeks. Then we will release the weights.", "2025-06-11"),
        ("We will release the weights. Next week?", "-"),
        ("We will release the weights.\n\nNext week.", "-"),
        ("We will release the weights. Next week the whole team will go to the sea to rest.", "-"),
        ("We need two more weeks, then we will release the weights.", "2025-06-11"),
        ("We will release the weights, but give us two weeks.", "2025-06-11"),
        ("We will release the weights, but next week the sun shines.", "-"),
        ('He said the weights would be out "in a couple of weeks".', "2025-06-11"),
        ("The checkpoints and our simulation assets will be on GitHub in two weeks.", "2025-06-11"),
    ],
)
def test_a_promise_takes_its_time_from_what_says_nothing_else(text: str, latest: str) -> None:
    assert _latest(_only(text)) == latest


@pytest.mark.parametrize(
    ("sentence", "kind", "latest"),
    [
        (
            "Wir veröffentlichen den Datensatz am 15. Oktober 2025.",
            PromiseKind.DATASET,
            "2025-10-15",
        ),
        ("Nous publierons le modèle le 3 octobre 2025.", PromiseKind.MODEL, "2025-10-03"),
        ("Publicaremos el código el 20 de noviembre de 2025.", PromiseKind.CODE, "2025-11-20"),
    ],
)
def test_a_day_promised_in_other_european_languages_is_read(
    sentence: str, kind: PromiseKind, latest: str
) -> None:
    promise = _only(sentence)
    assert (promise.kind, _latest(promise)) == (kind, latest)


@pytest.mark.parametrize(
    "sentence",
    [
        "Wir veröffentlichen den Datensatz nicht am 15. Oktober 2025.",
        "Nous publierons le modèle le 3 octobre 2020.",
        "Publicaremos los resultados el 20 de noviembre de 2025.",
        "El modelo es de 20 de noviembre de 2025.",
        "Wir veröffentlichen den Tokenizer am 15. Oktober 2025 auf der Seite des ganzen Projekts.",
        "Wir veröffentlichen den Datensatz bald.",
    ],
)
def test_other_languages_promise_only_a_thing_on_a_day_that_is_one(sentence: str) -> None:
    assert find_promises(sentence, DAY) == ()


def test_a_letter_whose_lower_case_is_longer_moves_no_place() -> None:
    text = "İİİ! MiniMax will release the weights in two weeks. İ"
    promise = _only(text)
    assert text[promise.start : promise.end] == promise.sentence
    assert promise.phrase == "in two weeks"


def test_a_chinese_sentence_is_never_refused() -> None:
    assert find_refused("权重将在两周内不会发布，模型不开源。", DAY) == ()


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("the training code of m3", PromiseKind.CODE),
        ("4-bit ggufs", PromiseKind.OPEN_WEIGHTS),
        ("a party", None),
    ],
)
def test_a_phrase_names_a_thing_or_none(phrase: str, kind: PromiseKind | None) -> None:
    thing = thing_named(phrase)
    assert (thing and thing.kind) == kind


@pytest.mark.parametrize(
    "text",
    [
        "The licence is with our lawyers; I expect to upload the checkpoint in two weeks.",
        "Acme said it will publish the corpus used to pretrain its models before 1 August.",
        "The weights will be reachable for everyone by Friday.",
    ],
)
def test_what_is_expected_by_its_maker_used_for_making_or_reachable_is_promised(text: str) -> None:
    assert len(find_promises(text, date(2025, 7, 10))) == 1
