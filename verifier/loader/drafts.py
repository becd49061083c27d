"""Drafts of claims: what a promise said, whose it is, and what a reviewer still has to look at."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, count

from verifier.core.claims import Kind, Lab
from verifier.core.deadlines import Deadline, NoDeadline, read_deadline
from verifier.core.promises import Promise

_LONGEST = 300
_LONGEST_ID = 60
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_NAME = r"(?-i:[A-Z0-9])[\w.+-]*"
_NAMES = re.compile(rf"{_NAME}(?: {_NAME})*|[a-z]+-?\d[\w.-]*", re.ASCII)
_BEHIND = re.compile(
    rf"\s+(?:of|for)\s+(?:(?:the|our|its|their)\s+)?({_NAME}(?: {_NAME})*)", re.ASCII
)
_BEFORE = re.compile(
    rf"(?<![\w.-])({_NAME}(?: {_NAME})*)"
    r"(?: (?:dev|video|image|audio|models?|code|data|base|chat|training|inference|and|&)){1,4} $",
    re.ASCII,
)
_BEFORE_CHINESE = re.compile(
    rf"(?<![\w.-])({_NAME}(?: {_NAME})*) ?(?:大?模型|系列|版本?|完整|全部|训练|推理|的)*$", re.ASCII
)
_REST_OF_WORD = re.compile(r"\.?[\w+-]+(?:\.\w+)*", re.ASCII)
_NEAR = 80
_SIZE = re.compile(r"\d+(?:\.\d+)?[BTM](?:-A\d+(?:\.\d+)?B)?", re.IGNORECASE)
_GENERIC = frozenset(
    """
    a an one two three four five several some all updated improved upcoming
    ai open weights weight model models code data dataset datasets report technical paper the our
    training inference evaluation base full llm llms v release eta update ceo cto lab labs team api
    hf hugging face github it them everything oss gguf checkpoint checkpoints this next new
    """.split()
)
_WHAT = {
    Kind.OPEN_WEIGHTS: "weights",
    Kind.OPEN_SOURCE: "open source",
    Kind.MODEL: "model",
    Kind.DATASET: "data set",
    Kind.CODE: "code",
    Kind.POST: "report",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim to be, complete but for what a reviewer finds out."""

    id: str
    lab: Lab
    text: str
    announced: date
    promise: str
    deadline: Deadline | NoDeadline
    kind: Kind
    subject: str = ""
    size: str = ""
    promisor: str = ""
    relayed_by: str = ""
    source: str = ""
    sentences: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    """Where the sentences stand, counted from 1."""
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    """What a reviewer has to look at, one question each."""

    @property
    def due(self) -> date | None:
        """The last day promised, None where none is fixed."""
        return self.deadline.latest if isinstance(self.deadline, Deadline) else None


@dataclass(slots=True)
class Found:
    """A promise with what is known around it, on its way to a draft."""

    promise: Promise
    lab: Lab
    announced: date
    phrase: str
    line: int
    source: str = ""
    review: list[str] = field(default_factory=list)


def draft_of(found: Found, text: str = "") -> Draft:
    """Make a draft; `text` is its title, made of its parts where none is given."""
    promise, lab = found.promise, found.lab
    kind = Kind(promise.kind.value)
    subject, size = _subject(promise, lab)
    what, question = _what(subject, size, kind)
    named = lab.name if lab.name.casefold() not in what.casefold() else ""
    promisor = one_line(promise.promisor or "")
    return Draft(
        id=_id(lab, found.announced, subject, kind),
        lab=lab,
        text=one_line(text or f"{named} {what} {found.phrase}"),
        announced=found.announced,
        promise=one_line(found.phrase),
        deadline=read_deadline(one_line(found.phrase), found.announced),
        kind=kind,
        subject=subject,
        size=size,
        promisor="" if promisor.casefold() in subject.casefold() else promisor,
        relayed_by=one_line(promise.relayer or ""),
        source=found.source,
        sentences=(one_line(promise.sentence),),
        lines=(found.line,),
        score=promise.score,
        reasons=promise.reasons,
        review=(
            *found.review,
            question,
            *([] if found.source else ["source: where can the promise be read?"]),
        ),
    )


def _what(subject: str, size: str, kind: Kind) -> tuple[str, str]:
    """Name the promised thing for a title, and ask what a reviewer has to check about it."""
    what = " ".join(filter(None, (subject or size, _WHAT[kind])))
    if subject:
        return what, f"subject: is {subject} the name of what was promised?"
    if size:
        return what, f"subject: the lab's next own model of {size} counts; right?"
    question = "subject: none is named, so the lab's next own one counts; right?"
    return (f"open {what}" if kind is Kind.OPEN_WEIGHTS else what), question


def one_line(text: str) -> str:
    """Put text on one line of a file, without what cannot be seen, cut to what a field holds."""
    return " ".join(_UNSEEN.sub(" ", text).split())[:_LONGEST].strip()


def _subject(promise: Promise, lab: Lab) -> tuple[str, str]:
    """The name of what is promised, and the size it must have; empty where none is given."""
    known = {name.casefold() for name in (lab.id, lab.name, *lab.aliases, *lab.hub_orgs)}
    for candidate in _candidates(promise):
        words = [word.strip(".-") for word in candidate.split()]
        while words and words[0].casefold() in _GENERIC:
            words.pop(0)
        while words and words[-1].casefold() in _GENERIC:
            words.pop()
        name = " ".join(words)
        if _SIZE.fullmatch(name):
            return "", name
        if name and name.casefold() not in known:
            return name, ""
    return "", ""


def _candidates(promise: Promise) -> Iterator[str]:
    """Names in the promised thing itself, behind it, and before it with a few words between."""
    sentence = promise.sentence
    start = sentence.find(promise.artefact)
    if start < 0:
        yield from _NAMES.findall(promise.artefact)
        return
    end = start + len(promise.artefact)
    whole = _REST_OF_WORD.match(sentence, end)
    yield from _NAMES.findall(sentence[start : whole.end() if whole else end])
    behind = _BEHIND.match(sentence, end)
    if behind:
        yield behind[1]
    named_before = _BEFORE if promise.artefact.isascii() else _BEFORE_CHINESE
    before = named_before.search(sentence, max(0, start - _NEAR), start)
    if before:
        yield before[1]


def _id(lab: Lab, announced: date, subject: str, kind: Kind) -> str:
    name = subject.casefold().removeprefix(lab.id)
    what = "" if not subject and kind is Kind.OPEN_WEIGHTS else _WHAT[kind]
    words = f"{name} {what}" if what else "open weights"
    slug = re.sub(r"[^a-z0-9]+", "-", words.encode("ascii", "ignore").decode()).strip("-")
    return f"{lab.id}-{announced}-{slug}"[:_LONGEST_ID].strip("-")


def merged(drafts: Iterable[Draft], taken: Collection[str] = ()) -> tuple[Draft, ...]:
    """Make one draft of those that say the same: lab, kind, thing, day made and last day.

    Their ids are made unique, also beside those that are taken.
    """
    same: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        day = draft.due or draft.promise.casefold()
        key = (draft.lab.id, draft.kind, draft.subject.casefold(), draft.size, draft.announced, day)
        same[key] = _both(same[key], draft) if key in same else draft
    return tuple(_told_apart(same.values(), set(taken)))


def _both(first: Draft, second: Draft) -> Draft:
    better = max(first, second, key=lambda draft: draft.score)
    return replace(
        first,
        promisor=first.promisor or second.promisor,
        relayed_by=first.relayed_by or second.relayed_by,
        sentences=tuple(dict.fromkeys((*first.sentences, *second.sentences))),
        lines=tuple(dict.fromkeys((*first.lines, *second.lines))),
        score=better.score,
        reasons=better.reasons,
        review=tuple(dict.fromkeys(_open_still(first, second))),
    )


def _open_still(first: Draft, second: Draft) -> Iterator[str]:
    """Give the questions of both; whose the promise is was answered if one of them knew."""
    for question in (*first.review, *second.review):
        in_both = question in first.review and question in second.review
        if in_both or not question.startswith("lab:"):
            yield question


def _told_apart(drafts: Iterable[Draft], taken: set[str]) -> Iterator[Draft]:
    for draft in drafts:
        numbered = (f"{draft.id}-{number}" for number in count(2))
        name = next(name for name in chain((draft.id,), numbered) if name not in taken)
        taken.add(name)
        yield replace(draft, id=name)
