"""Promises in prose."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from verifier.core.deadlines import Deadline, Time, Why, find_times, read_deadline
from verifier.core.promises import cues, vetoes
from verifier.core.promises.answers import Promise, Refusal, Refused
from verifier.core.promises.artefacts import Artefact, find_artefact
from verifier.core.promises.chinese import find_chinese
from verifier.core.promises.parties import find_parties
from verifier.core.promises.scoring import score
from verifier.core.promises.sentences import blank_marks, clauses, sentences

_NEUTRAL_DAY = date(2000, 1, 3)
_STRAIGHT = str.maketrans({"’": "'", "‘": "'"})
_ONLY_DATED = frozenset({"our present", "simple present"})
_UNUSABLE = frozenset({Why.PAST, Why.NOT_A_DATE})
_TELLING = 24
_HEADLINE_WORDS, _BARE_WORDS = 16, 9
_EVENT = re.compile(
    r"\b(?:upon|following|after|at|alongside)\s+(?:the\s+)?[a-z]\w+(?:\s+of\s+\w+)?"
)
_REFUSALS = (
    (vetoes.DENIAL, Refusal.DENIAL),
    (vetoes.REQUEST, Refusal.REQUEST),
    (vetoes.CONDITION, Refusal.CONDITION),
    (vetoes.OTHER_SUBJECT, Refusal.OTHERS),
)
_NOT = re.compile(r"\b(?:not|never)\b")
_MODIFIERS = re.compile(
    r"(?<![\w.-])"
    r"(?:(?!(?:Release|Publish|Upload|Open|Add|The|An?|Our|We|In|On)\b)[A-Z0-9][\w.-]*\s+){1,4}$"
)


class _Commitment(NamedTuple):
    """Where a clause commits, where the verb of delivery stands, and by what it was known."""

    start: int
    verb: int
    how: str


def find_promises(text: str, published: date | None = None) -> tuple[Promise, ...]:
    """The promises a plain text makes or passes on, in its order; linear in its length.

    `published` is the day the text appeared, from which its times are counted; without it no
    deadline is read. Markdown marks do no harm; HTML should be reduced to text before.
    """
    plain = blank_marks(text)
    return tuple(
        promise
        for start, end in sentences(plain)
        for promise in _Reading(text, plain, start, end, published).promises()
    )


def find_refused(text: str, published: date | None = None) -> tuple[Refused, ...]:
    """The sentences that would promise if they were not asked, denied, hoped and so on.

    Takes what `find_promises` takes, and gives its opposite: what a reviewer may want to see
    beside the promises, each with the reason it is none.
    """
    plain = blank_marks(text)
    return tuple(
        refused
        for start, end in sentences(plain)
        for refused in _Reading(text, plain, start, end, published).refused()
    )


class _Reading:
    """One sentence being read."""

    __slots__ = ("low", "origin", "published", "sentence", "start", "times_")

    def __init__(self, text: str, plain: str, start: int, end: int, published: date | None) -> None:
        self.start = start
        self.origin = text[start:end]
        self.sentence = plain[start:end].translate(_STRAIGHT)
        low = self.sentence.lower()
        self.low = low if len(low) == len(self.sentence) else self.sentence
        self.published = published
        self.times_: list[Time] | None = None

    def promises(self) -> Iterator[Promise]:
        """The promises of the sentence, one a clause at most, and only the timed if any is."""
        chinese = find_chinese(self.sentence)
        if chinese is not None:
            at, artefact = chinese
            time = next((time for time in self.times() if _usable(time)), None)
            yield self.promise(_Commitment(at, at, "commitment"), artefact, time)
            return
        if not cues.HINT.search(self.low) or self.veto() is not None:
            return
        found = [
            self.in_clause(first, end)
            for first, end in clauses(self.low)
            if _refusal(self.low[first:end]) is None
        ]
        made = [promise for promise in found if promise is not None]
        timed = [promise for promise in made if promise.phrase is not None]
        yield from timed or made

    def refused(self) -> Iterator[Refused]:
        """The sentence, if what it seems to promise is refused."""
        if not cues.HINT.search(self.low) or find_chinese(self.sentence) is not None:
            return
        veto, parts = self.veto(), tuple(clauses(self.low))
        whys = [veto or _refusal(self.low[first:end]) for first, end in parts]
        self.low = _NOT.sub(lambda match: " " * len(match[0]), self.low)
        for (first, end), why in zip(parts, whys, strict=True):
            if why is not None and self.in_clause(first, end) is not None:
                yield Refused(self.start, self.start + len(self.origin), self.origin, why)
                return

    def veto(self) -> Refusal | None:
        """Why the sentence as a whole promises nothing: a question, a rumour, a reminder."""
        low = self.low
        if vetoes.QUESTION.search(low):
            return Refusal.QUESTION
        if vetoes.RUMOUR.search(low) or vetoes.MAY.search(self.sentence):
            return Refusal.RUMOUR
        if vetoes.REMINDER.search(low) or (vetoes.OLD.search(low) and cues.SAID.search(low)):
            return Refusal.REMINDER
        return None

    def times(self) -> list[Time]:
        """The times the sentence names; read once, when first asked for."""
        if self.times_ is None:
            self.times_ = find_times(self.sentence, self.published or _NEUTRAL_DAY)
        return self.times_

    def in_clause(self, first: int, end: int) -> Promise | None:
        """The promise of one clause, if it makes one; whether to believe it is not asked here."""
        clause = self.low[first:end]
        for commitment in self.commitments(clause, first, end):
            artefact = _artefact(clause, commitment, first)
            if artefact is None:
                continue
            time = self.time_for(commitment, first, end)
            if not artefact.pronoun or time is not None:
                return self.promise(commitment, artefact, time)
        return None

    def commitments(self, clause: str, first: int, end: int) -> Iterator[_Commitment]:
        """What the clause may commit to: said outright, in the present, or as a headline."""
        match = cues.COMMITMENT.search(clause)
        if match is None and cues.SAID.search(self.low):
            match = cues.REPORTED.search(clause)
        if match is not None:
            yield _Commitment(first + match.start(), first + match.start("verb"), "commitment")
        elif cues.TODO.search(clause):
            yield _Commitment(first, first, "open point")
        present = [each for each in _present(clause) if each[0] is not None]
        headline = _is_headline(clause)
        if not present and not headline:
            return
        ahead = [time for time in self.times() if first <= time.start < end and self.is_ahead(time)]
        dated = any(isinstance(time.answer, Deadline) for time in ahead)
        for match, how in present:
            if match is not None and (dated or (ahead and how not in _ONLY_DATED)):
                verb = max(match.start(), match.start("verb"))
                yield _Commitment(first + match.start(), first + verb, how)
        if headline and ahead:
            yield _Commitment(first, first, "headline")

    def is_ahead(self, time: Time) -> bool:
        """Whether a time lies after the day of publication; vague ones do."""
        if isinstance(time.answer, Deadline):
            return time.answer.latest > (self.published or _NEUTRAL_DAY)
        return time.answer.why is Why.VAGUE

    def time_for(self, commitment: _Commitment, first: int, end: int) -> Time | None:
        """The first time behind the commitment, else the nearest before it."""
        inside = [time for time in self.times() if first <= time.start < end and _usable(time)]
        behind = [time for time in inside if time.start >= commitment.start]
        for time in behind:
            if isinstance(time.answer, Deadline):
                return time
        if behind:
            return behind[0]
        event = _EVENT.search(self.low, commitment.verb, end)
        if event is not None:
            start, stop = event.span()
            phrase = self.sentence[start:stop]
            answer = read_deadline(phrase, self.published or _NEUTRAL_DAY)
            if not isinstance(answer, Deadline) and answer.why is Why.EVENT:
                return Time(start, stop, phrase, answer)
        for time in reversed(inside):
            if not cues.SAID.search(self.low, max(0, time.start - _TELLING), commitment.start):
                return time
        return None

    def promise(self, commitment: _Commitment, artefact: Artefact, time: Time | None) -> Promise:
        """The promise with its parties, its deadline and its score."""
        first_person = cues.FIRST_PERSON.search(self.low, 0, commitment.verb) is not None
        subject_end = artefact.start if commitment.how == "headline" else commitment.start
        parties = find_parties(
            self.sentence, commitment.start, subject_end, first_person=first_person
        )
        modifiers = _MODIFIERS.search(self.sentence, max(0, artefact.start - 40), artefact.start)
        start = modifiers.start() if modifiers else artefact.start
        value, reasons = score(
            self.low, commitment.how, artefact, time, parties, first_person=first_person
        )
        return Promise(
            start=self.start,
            end=self.start + len(self.origin),
            sentence=self.origin,
            promisor=parties.promisor,
            relayer=parties.relayer,
            artefact=self.sentence[start : artefact.end],
            kind=artefact.kind,
            phrase=time.phrase if time else None,
            deadline=time.answer if time and self.published else None,
            score=value,
            reasons=reasons,
        )


def _present(clause: str) -> Iterator[tuple[re.Match[str] | None, str]]:
    """The ways a clause can speak of the future without saying so; a time ahead must prove it."""
    yield cues.YOU_GET.search(clause), "commitment"
    yield cues.PROGRESSIVE.search(clause), "present tense"
    yield cues.DATED.search(clause), "date given"
    yield cues.WE_PRESENT.search(clause), "our present"
    match = cues.PRESENT.search(clause)
    if match is not None and not cues.VERBAL.search(clause, 0, match.start()):
        yield match, "simple present"


def _is_headline(clause: str) -> bool:
    """Whether a clause without a verb may still promise: "Code by the end of June"."""
    if cues.VERBAL.search(clause):
        return False
    if cues.STATEMENT.search(clause) and not cues.HEADLINE_VERB.search(clause):
        return False
    most = _HEADLINE_WORDS if cues.HEADLINE.search(clause) else _BARE_WORDS
    return clause.count(" ") < most


def _artefact(clause: str, commitment: _Commitment, first: int) -> Artefact | None:
    """The promised thing, placed in the sentence."""
    found = find_artefact(clause, commitment.verb - first, commitment.how)
    if found is None:
        return None
    if commitment.how == "headline" and cues.VERB_BEHIND.match(clause, found.end):
        return None
    return found._replace(start=found.start + first, end=found.end + first)


def _usable(time: Time) -> bool:
    """Whether a time can be a deadline or a typed refusal of one."""
    return isinstance(time.answer, Deadline) or time.answer.why not in _UNUSABLE


def _refusal(clause: str) -> Refusal | None:
    """Why a clause promises nothing: it denies, asks, hangs on a condition, or is of the served."""
    cleared = vetoes.NO_DENIAL.sub(" ", clause)
    for pattern, why in _REFUSALS:
        if pattern.search(cleared):
            return why
    return None
