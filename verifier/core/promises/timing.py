"""Which of the times a sentence names is that of its promise."""

import re
from collections.abc import Sequence
from datetime import date

from verifier.core.deadlines import Deadline, Time, Why, read_deadline
from verifier.core.promises import cues
from verifier.core.promises.headlines import VERBAL

_AWAITED = frozenset({Why.EVENT, Why.CONDITIONAL, Why.VAGUE})
_UNUSABLE = frozenset({Why.PAST, Why.NOT_A_DATE})
_TELLING = 24
_FEW_WORDS = 3
_UNTIL = ("until", "till")
_EVENT = re.compile(
    r"\b(?:upon|following|after|at|alongside)\s+(?:the\s+)?[a-z]\w+(?:\s+of\s+\w+)?"
    r"|\b(?:in|with)\s+(?:the|an?)\s+(?:next|later|future|upcoming)\s+(?:\w+\s+)?"
    r"(?:version|release|update|minor|patch|commit|pr)\b"
)
_WAITED = re.compile(r"\b(?:once|when|as soon as)\s+[^,;.!()]{4,60}")
_COUNTED_ON = re.compile(r"\b(?:once|as soon as)\b")
WAITS = re.compile(r"\b(?:once|as soon as)\b(?! (?:we|i) )")
"""What a delivery in the present waits for, and does not begin itself."""

_TOLD = re.compile(r"\b(?:we|they|it|he|she|i|you) [a-z]+ed\s+$")
"""What makes the time behind it that of something done: "all we shipped this year"."""

_SAID_AT = re.compile(
    r"(?<!be )(?<!been )\b(?:said|wrote|announced|confirmed|tweeted|posted|stated|reported"
    r"|told \S+(?: \S+)?)\s+(?:on )?$"
)
"""What makes the time behind it that of the telling: "said on Monday"."""

_DAY = re.compile(r"(?:on\s|\w+day\b|this\s)", re.IGNORECASE)
_TODAY = re.compile(r"tonight|later|evening|afternoon")
"""What of the day of publication lies ahead of it."""

_LIMIT = re.compile(r"(?:no|not) later than|at (?:the )?latest", re.IGNORECASE)


def is_usable(time: Time) -> bool:
    """Whether a time can be a deadline or a typed refusal of one; "until" ends what is there."""
    if isinstance(time.answer, Deadline):
        return not time.phrase.lower().startswith(_UNTIL)
    return time.answer.why not in _UNUSABLE


def is_ahead(time: Time, day: date) -> bool:
    """Whether a time lies after a day; vague ones do."""
    if isinstance(time.answer, Deadline):
        late = time.answer.latest == day and _TODAY.search(time.phrase.lower()) is not None
        return is_usable(time) and (late or time.answer.latest > day)
    return time.answer.why is Why.VAGUE


def chosen_time(
    low: str, part: tuple[int, int], times: Sequence[Time], commitment: int, day: date
) -> Time | None:
    """Of the times of a part, the first behind its commitment, else the nearest before it.

    `low` is the sentence in lower case, `commitment` the place where the part begins to promise,
    `day` that of publication.
    """
    first, end = part
    inside = [time for time in times if first <= time.start < end and is_usable(time)]
    inside = [time for time in inside if not _is_of_telling(low, first, time)]
    if inside and _COUNTED_ON.search(low, first, end):
        inside = [time for time in inside if not _is_counted(time)]
    behind = [time for time in inside if time.start >= commitment]
    if behind:
        dated = [time for time in behind if isinstance(time.answer, Deadline)]
        limits = [time for time in dated if _LIMIT.match(time.phrase)]
        ahead = [time for time in dated if is_ahead(time, day)]
        own = [time for time in ahead if not _TOLD.search(low, commitment, time.start)]
        return (limits or own or ahead or dated or behind)[0]
    for time in reversed(inside):
        if not cues.SAID.search(low, max(0, time.start - _TELLING), commitment):
            return time
    return None


def event_time(sentence: str, low: str, part: tuple[int, int], verb: int, day: date) -> Time | None:
    """What a delivery waits for, where no time is named."""
    first, end = part
    for event in (*_EVENT.finditer(low, verb, end), *_WAITED.finditer(low, first, end)):
        start, stop = event.span()
        phrase = sentence[start:stop]
        answer = read_deadline(phrase, day)
        if not isinstance(answer, Deadline) and answer.why in _AWAITED:
            return Time(start, stop, phrase, answer)
    return None


def _is_of_telling(low: str, first: int, time: Time) -> bool:
    """Whether a day is that on which somebody told of the promise, not a limit set for it."""
    return _DAY.match(time.phrase) is not None and bool(_SAID_AT.search(low, first, time.start))


def lent_time(low: str, part: tuple[int, int], times: Sequence[Time], day: date) -> Time | None:
    """The time of a part that says nothing else, such as "give us two weeks"."""
    first, end = part
    inside = [time for time in times if first <= time.start < end]
    if len(inside) != 1 or not is_ahead(inside[0], day):
        return None
    rest = low[first : inside[0].start] + low[min(inside[0].end, end) : end]
    is_bare = len(rest.split()) <= _FEW_WORDS and not VERBAL.search(rest)
    return inside[0] if is_bare or cues.LEND.search(rest) else None


def _is_counted(time: Time) -> bool:
    """Whether a time is a length that may be counted from an event."""
    return isinstance(time.answer, Deadline) and "amount" in time.answer.rule
