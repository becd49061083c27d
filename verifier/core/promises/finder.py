"""Promises in prose."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from verifier.core.promises.answers import Promise, Refused
from verifier.core.promises.glance import ALL, Seen, Text, glances, without_not
from verifier.core.promises.reading import Reading
from verifier.core.promises.replies import reply
from verifier.core.promises.sentences import blank_marks, sentences

_SHORT = 80
_MARKS = 4
"""How many characters may end a question, its mark and quotes."""


Cut = tuple[Text, list[tuple[int, int]]]
"""A text as it is read, and where its sentences stand."""


def cut(text: str) -> Cut:
    """Make a text ready to be read, sentence by sentence."""
    plain = blank_marks(text)
    return Text(text, plain), list(sentences(plain))


def find_promises(text: str, published: date | None = None) -> tuple[Promise, ...]:
    """The promises a plain text makes or passes on, in its order; linear in its length.

    `published` is the day the text appeared, from which its times are counted; without it no
    deadline is read. Markdown marks do no harm; HTML should be reduced to text before.
    """
    whole = cut(text)
    found = [promise for each in readings(whole, published) for promise in each.promises()]
    found += replies(whole, published)
    return tuple(sorted(found, key=lambda promise: promise.start))


def find_refused(text: str, published: date | None = None) -> tuple[Refused, ...]:
    """The sentences that would promise if they were not asked, denied, hoped and so on.

    Takes what `find_promises` takes, and gives its opposite: what a reviewer may want to see
    beside the promises, each with the reason it is none.
    """
    whole = cut(text)
    answered = {promise.start for promise in replies(whole, published)}
    return tuple(
        refused
        for reading in readings(whole, published, denied=True)
        for refused in reading.refused()
        if refused.start not in answered
    )


def replies(whole: Cut, published: date | None) -> Iterator[Promise]:
    """The promises that are short replies to questions."""
    text, places = whole
    for question, answer in pairwise(places):
        start, end = question
        is_asked = text.low.find("?", max(start, end - _MARKS), end) >= 0
        if is_asked and answer[1] - answer[0] <= _SHORT:
            promise = reply(text, question, answer, published)
            if promise is not None:
                yield promise


def readings(
    whole: Cut, published: date | None, *, denied: bool = False, hurried: bool = True
) -> Iterator[Reading]:
    """The sentences worth reading; for the denied ones, as if nothing were denied.

    Who is not hurried gets them all, and finds the same in them.
    """
    text, places = whole
    seen: Iterable[Seen | None] = [ALL] * len(places)
    if hurried:
        seen = glances(without_not(text.low) if denied else text.low, places)
    for at, (place, each) in enumerate(zip(places, seen, strict=True)):
        if each is not None:
            holds = each._replace(harmless=denied or each.harmless)
            yield Reading(text, place, published, holds, _near(places, at))


def _near(places: list[tuple[int, int]], at: int) -> Iterator[tuple[int, int]]:
    """The sentences right behind and right before one, as far as they are short."""
    start, end = places[at]
    for first, last in (*places[at + 1 : at + 2], *places[max(0, at - 1) : at]):
        gap = first - end if first >= end else start - last
        if gap <= 1 and last - first <= _SHORT:
            yield first, last
