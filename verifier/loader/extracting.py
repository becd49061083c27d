"""From prose to drafts: whose each promise is, and why what looks like one was left out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from verifier.core.claims import Claim, Lab
from verifier.core.promises import Promise, find_promises, find_refused
from verifier.errors import InvalidClaims
from verifier.loader.catalogue import read_text
from verifier.loader.drafts import Draft, Found, draft_of, merged, one_line
from verifier.loader.naming import Mention, Names
from verifier.loader.prose import Prose
from verifier.loader.rendering import render

_UNSURE = 0.6
_OWN = re.compile(r"\b(?:we|our|us|i|i'll|we'll)\b|我们", re.IGNORECASE)
_LIKE_A_NAME = re.compile(r"[A-Z]|[^\x00-\x7f]")
_WHY = {
    "question": "it asks",
    "rumour": "it is a rumour or a guess",
    "reminder": "it tells of an old promise",
    "denial": "it denies",
    "request": "it wishes or demands",
    "condition": "it hangs on a condition",
    "others": "it speaks of what others will do",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that gave no draft, and why."""

    line: int
    sentence: str
    why: str
    source: str = ""

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return f"{self.source} line {self.line}" if self.source else f"line {self.line}"


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a document gave."""

    drafts: tuple[Draft, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a document besides its text."""

    published: date
    source: str = ""
    lab: Lab | None = None
    """The lab that speaks in it, if one does."""
    again: bool = False
    """Whether what seems to be filed already is drafted again, with a question."""


class _NotDrafted(Exception):
    """A promise that cannot become a draft; the message says why."""


def extract(prose: Prose, setting: Setting, names: Names, filed: Iterable[Claim] = ()) -> Extracted:
    """Draft a claim of every promise in a document.

    Every draft is a valid claim file; whatever looks like a promise and gives none is named with
    the reason.
    """
    mentions = names.mentions(prose.text)
    drafts: list[Draft] = []
    left_out = [
        LeftOut(prose.line_at(one.start), one_line(one.sentence), _WHY[one.why])
        for one in find_refused(prose.text, setting.published)
    ]
    for promise in find_promises(prose.text, setting.published):
        try:
            drafts.append(_draft(promise, prose, setting, names, mentions))
        except _NotDrafted as reason:
            line = prose.line_at(promise.start)
            left_out.append(LeftOut(line, one_line(promise.sentence), str(reason)))
    kept: list[Draft] = []
    for draft in merged(drafts):
        already = _filed_already(draft, filed)
        why = _invalid(draft) or ("" if setting.again else already)
        if why:
            left_out.append(LeftOut(draft.lines[0], draft.sentences[0], why))
        else:
            doubt = (f"id: {already}; is it the same?",) if already else ()
            kept.append(replace(draft, review=(*doubt, *draft.review)))
    return Extracted(tuple(kept), tuple(sorted(left_out, key=lambda one: one.line)))


def _draft(
    promise: Promise,
    prose: Prose,
    setting: Setting,
    names: Names,
    mentions: Sequence[Mention],
) -> Draft:
    if promise.phrase is None:
        raise _NotDrafted("it names no time")
    if promise.score < _UNSURE:
        raise _NotDrafted(f"it is too unsure ({promise.score:g}): {', '.join(promise.reasons)}")
    lab, doubt = _lab_of(promise, setting, names, mentions)
    return draft_of(
        Found(
            promise=promise,
            lab=lab,
            announced=setting.published,
            phrase=promise.phrase,
            line=prose.line_at(promise.start),
            source=setting.source,
            review=[doubt] if doubt else [],
        )
    )


def _lab_of(
    promise: Promise, setting: Setting, names: Names, mentions: Sequence[Mention]
) -> tuple[Lab, str]:
    """The lab that promises, and what a reviewer should doubt about that, "" for nothing."""
    promisor, relayer = promise.promisor or "", promise.relayer or ""
    named = _ids(names.mentions(promisor))
    if len(named) == 1:
        return names.labs[named[0]], ""
    if promisor and not named and setting.lab is None:
        raise _NotDrafted(f"{promisor} is no lab we know{names.hint(promisor)}")
    within = [
        each
        for each in mentions
        if promise.start <= each.start < promise.end
        and promise.sentence[each.start - promise.start : each.end - promise.start] not in relayer
    ]
    named = _ids(within)
    if setting.lab is not None and (not named or setting.lab.id in named):
        doubt = f"lab: the sentence has {promisor} promise; for {setting.lab.name}?"
        return setting.lab, doubt if promisor else ""
    if len(named) == 1:
        return names.labs[named[0]], ""
    if named:
        raise _NotDrafted(f"it could be of {' or '.join(named)}; say whose with --lab")
    return _lab_around(promise, names, mentions)


def _ids(mentions: Iterable[Mention]) -> Sequence[str]:
    """The labs that are named, each once."""
    return tuple(dict.fromkeys(lab for each in mentions for lab in each.labs))


def _lab_around(promise: Promise, names: Names, mentions: Sequence[Mention]) -> tuple[Lab, str]:
    """The lab the rest of the document suggests: to be confirmed by a reviewer."""
    if _OWN.search(promise.sentence):
        named = _ids(mentions)
        if len(named) == 1:
            lab = names.labs[named[0]]
            return lab, f"lab: {lab.name} is the only one the document names; does it speak here?"
        raise _NotDrafted("it does not say who speaks; say whose it is with --lab")
    before = [each for each in mentions if each.end <= promise.start]
    if not before or len(before[-1].labs) != 1:
        raise _NotDrafted("no lab is named; say whose it is with --lab")
    lab = names.labs[before[-1].labs[0]]
    return lab, f"lab: the sentence names none, {lab.name} is named last before it; is it theirs?"


def _filed_already(draft: Draft, filed: Iterable[Claim]) -> str:
    for claim in filed:
        if (claim.lab, claim.kind, claim.announced.day, claim.due) == (
            draft.lab.id,
            draft.kind,
            draft.announced,
            draft.due,
        ) and any(draft.subject.casefold() in {part.name.casefold(), ""} for part in claim.parts):
            return f"it seems to be filed already, as {claim.id}"
    return ""


def _invalid(draft: Draft) -> str:
    """Why a draft would not be taken, "" if it would."""
    try:
        read_text(f"{draft.id}.yaml", render(draft), (draft.lab,))
    except InvalidClaims as error:
        return error.problems[0].message
    return ""
