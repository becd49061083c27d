"""A draft of one line, as a promise is passed on: "Acme weights in 2 weeks, announced ..."."""

import re
from dataclasses import dataclass, replace
from datetime import date

from verifier.core.claims import Lab
from verifier.core.deadlines import Deadline, Time, Why, find_times
from verifier.core.promises import Promise, PromiseKind, find_promises
from verifier.core.promises.artefacts import thing_named
from verifier.errors import InvalidClaims, UsageError
from verifier.loader.catalogue import read_text
from verifier.loader.drafts import Draft, Found, draft_of, one_line
from verifier.loader.naming import Names
from verifier.loader.prose import full_date
from verifier.loader.rendering import render

_ANNOUNCED = re.compile(
    r"[\s,;(]+(?:announced|said|promised)(?:\s+on|:)?\s+([^()]{4,40}?)\)?[\s.]*$", re.IGNORECASE
)
_UNUSABLE = frozenset({Why.PAST, Why.NOT_A_DATE})


@dataclass(frozen=True, slots=True)
class Given:
    """What was given beside the line; None and "" where nothing was."""

    announced: date | None = None
    lab: Lab | None = None
    source: str = ""


def draft_line(line: str, given: Given, names: Names) -> Draft:
    """Draft the claim a line makes. Raises `UsageError` for what it leaves open."""
    said = _ANNOUNCED.search(line)
    words = one_line(line[: said.start()] if said else line)
    day = _day(said[1] if said else None, given.announced)
    promise, review = _promise(words, day)
    lab = given.lab or _lab(words, promise, names)
    found = Found(promise, lab, day, promise.phrase or "", 1, given.source, review)
    draft = replace(draft_of(found, words), lines=(), sentences=())
    try:
        read_text(f"{draft.id}.yaml", render(draft), (lab,))
    except InvalidClaims as error:
        raise UsageError(f"the line makes no valid claim: {error.problems[0].message}") from None
    return draft


def _day(written: str | None, given: date | None) -> date:
    stated = full_date(written) if written else None
    if written and stated is None:
        raise UsageError(f"`{written}` is no full date; write `announced 2025-05-28`")
    if stated and given and stated != given:
        raise UsageError(f"announced on {stated} by the line, on {given} by --announced: which?")
    day = stated or given
    if day is None:
        raise UsageError("when was it announced? End the line in `, announced 2025-05-28`")
    return day


def _promise(words: str, day: date) -> tuple[Promise, list[str]]:
    """The promise of the line, which is taken for one also where prose would not be."""
    promises = [each for each in find_promises(words, day) if each.phrase is not None]
    if len(promises) > 1:
        raise UsageError(f"the line makes {len(promises)} promises; give each a line of its own")
    if promises:
        return promises[0], []
    time = next((time for time in find_times(words, day) if _is_usable(time)), None)
    if time is None:
        raise UsageError("until when? The line names no time such as `in 2 weeks` or `soon`")
    artefact = thing_named(words.lower())
    rest = words[: artefact.end] if artefact else words[: time.start]
    kind = artefact.kind if artefact else PromiseKind.OPEN_WEIGHTS
    review = [] if artefact else ["kind: the line does not say what was promised; weights?"]
    promise = Promise(
        start=0,
        end=len(words),
        sentence=words,
        promisor=None,
        relayer=None,
        artefact=rest.strip(" ,;:"),
        kind=kind,
        phrase=time.phrase,
        deadline=time.answer,
        score=1.0,
        reasons=("said to be one",),
    )
    return promise, review


def _is_usable(time: Time) -> bool:
    return isinstance(time.answer, Deadline) or time.answer.why not in _UNUSABLE


def _lab(words: str, promise: Promise, names: Names) -> Lab:
    """The only lab the line names, unless it has somebody else promise."""
    mentions = names.mentions(words, prose=False)
    named = tuple(dict.fromkeys(lab for each in mentions for lab in each.labs))
    if len(named) > 1:
        raise UsageError(f"the line names {' and '.join(named)}; say whose it is with --lab")
    called = promise.promisor or words.split(maxsplit=1)[0]
    if named and (
        promise.promisor is None
        or mentions[0].start == 0
        or names.mentions(promise.promisor, prose=False)
    ):
        return names.labs[named[0]]
    raise UsageError(f"no lab we know is called {called}{names.hint(called)} (or give --lab)")
