"""One sentence read for what it promises."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from verifier.core.deadlines import Deadline, Time, find_times, read_deadline
from verifier.core.promises import cues, doubts, vetoes
from verifier.core.promises.answers import Promise, PromiseKind, Refusal, Refused
from verifier.core.promises.artefacts import Artefact, find_artefact, find_things, full_name
from verifier.core.promises.chinese import chinese_share, find_chinese, is_said_of
from verifier.core.promises.commitments import (
    Commitment,
    Needs,
    headline,
    implied,
    open_point,
    outright,
)
from verifier.core.promises.european import find_european
from verifier.core.promises.glance import ALL, Seen, Text, without_not
from verifier.core.promises.harmless import HARMLESS
from verifier.core.promises.headlines import VERB_BEHIND, VERBAL
from verifier.core.promises.parties import find_parties
from verifier.core.promises.scoring import score
from verifier.core.promises.sentences import clauses
from verifier.core.promises.timing import (
    WAITS,
    chosen_time,
    event_time,
    is_ahead,
    is_usable,
    lent_time,
)

_NEUTRAL_DAY = date(2000, 1, 3)
_PARTLY, _MOSTLY = 0.25, 0.4


class Found(NamedTuple):
    """What a part of a sentence would promise: its place, how, what, and by when."""

    part: tuple[int, int]
    commitment: Commitment
    artefact: Artefact
    time: Time | None


class Reading:
    """One sentence of a text, and what was seen in it at first glance."""

    def __init__(
        self,
        text: Text,
        place: tuple[int, int],
        published: date | None,
        seen: Seen = ALL,
        near: Iterable[tuple[int, int]] = (),
    ) -> None:
        start, end = place
        self.start = start
        self.origin = text.origin[start:end]
        self.sentence = text.straight[start:end]
        self.low = text.low[start:end]
        self.published = published
        self.day = published or _NEUTRAL_DAY
        self.seen = seen
        self.things: dict[tuple[int, int], list[Artefact]] = {}
        self.near = (Reading(text, each, published) for each in near)

    @cached_property
    def times(self) -> list[Time]:
        """The times the sentence names."""
        if not self.seen.timed:
            return []
        return find_times(self.sentence, self.day)

    @cached_property
    def cleared(self) -> str:
        """The sentence without what sounds like a veto and is none; every place stays."""
        if not self.seen.harmless:
            return self.low
        return HARMLESS.sub(lambda match: " " * len(match[0]), self.low)

    @cached_property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """The clauses."""
        return tuple(clauses(self.low))

    def promises(self) -> Iterator[Promise]:
        """The promises of the sentence, one a clause at most, and only the timed if any is."""
        share = chinese_share(self.sentence)
        found = list(self.chinese()) if share >= _PARTLY else []
        if not found and share <= _MOSTLY:
            found = self.believed() or (list(self.european()) if self.seen.foreign else [])
        timed = [each for each in found if each.time is not None]
        return map(self.promise, timed or found)

    def refused(self) -> Iterator[Refused]:
        """The sentence, if what it seems to promise is refused."""
        if chinese_share(self.sentence) > _PARTLY:
            return
        veto = self.veto
        whys = {part: veto or self.refusal(part) for part in self.parts}
        self.low = without_not(self.low)
        for each in self.found(believing=False):
            why = whys.get(each.part)
            if why is not None:
                yield Refused(self.start, self.start + len(self.origin), self.origin, why)
                return

    def believed(self) -> list[Found]:
        """What the sentence promises and nothing speaks against; a neighbour may give the time."""
        found = list(self.found(believing=True))
        if found and all(each.time is None for each in found):
            for near in self.near:
                time = near.lent((0, len(near.low)))
                if time is not None and near.veto is None:
                    return [each._replace(time=time) for each in found]
        return found

    def found(self, *, believing: bool) -> Iterator[Found]:
        """What each clause would promise; without a thing, the clause before may name it.

        Whoever is `believing` is given only that which nothing speaks against.
        """
        for at, part in enumerate(self.parts):
            found = self.in_part(part, at, believing=believing)
            if found is None and at and self.is_continued(part, at, believing=believing):
                joined = (self.parts[at - 1][0], part[1])
                found = self.in_part(joined, at, believing=believing)
            if found is not None:
                yield found._replace(part=part)

    def is_continued(self, part: tuple[int, int], at: int, *, believing: bool) -> bool:
        """Whether the part before one is without a verb, and may name the thing for it."""
        if VERBAL.search(self.low, *self.parts[at - 1]):
            return False
        return believing or self.refusal(part) is None

    def in_part(self, part: tuple[int, int], at: int, *, believing: bool) -> Found | None:
        """What one part would promise; a time is looked for only where nothing speaks against."""
        for commitment in self.commitments(part):
            own = commitment.start >= self.parts[at][0]
            artefact = self.artefact(commitment, part) if own else None
            if artefact is None:
                continue
            if believing and (self.veto is not None or self.refusal(self.parts[at]) is not None):
                return None
            if not self.has_needed(commitment, part, at):
                continue
            time = (
                chosen_time(self.low, part, self.times, commitment.start, self.day)
                or self.lent_to(at)
                or event_time(self.sentence, self.low, part, commitment.verb, self.day)
            )
            if time is not None or not artefact.pronoun:
                return Found(part, commitment, artefact, time)
        return None

    def commitments(self, part: tuple[int, int]) -> Iterator[Commitment]:
        """What a part may commit to, placed in the sentence: said outright, or implied."""
        first, end = part
        clause = self.low[first:end]
        stated = outright(clause, self.low) if self.seen.states else open_point(clause)
        found = [] if stated is None else [stated]
        if self.seen.timed and self.seen.implies:
            found += implied(clause, self.cleared[first:end])
        if (last := headline(self.cleared[first:end])) is not None:
            found.append(last)
        for each in found:
            yield each._replace(start=each.start + first, verb=each.verb + first)

    def has_needed(self, commitment: Commitment, part: tuple[int, int], at: int) -> bool:
        """Whether the time ahead stands there that an implied commitment needs."""
        if commitment.needs is Needs.NOTHING:
            return True
        first, end = part
        first = commitment.start if commitment.how == "headline" else first
        ahead = [
            time for time in self.times if first <= time.start < end and is_ahead(time, self.day)
        ]
        if not ahead:
            ahead = [time for time in (self.lent_to(at),) if time is not None]
        if not ahead and commitment.how == "our present":
            return WAITS.search(self.low, *part) is not None
        if commitment.needs is Needs.DATE:
            return any(isinstance(time.answer, Deadline) for time in ahead)
        return bool(ahead)

    def artefact(self, commitment: Commitment, part: tuple[int, int]) -> Artefact | None:
        """The promised thing, placed in the sentence."""
        first, end = part
        clause = self.low[first:end]
        start, verb, how, _ = commitment
        if part not in self.things:
            self.things[part] = find_things(clause)
        found = find_artefact(clause, self.things[part], start - first, verb - first, how)
        if found is None or (
            found.kind is PromiseKind.MODEL and vetoes.ACCESS.search(clause) is not None
        ):
            return None
        if how == "headline" and (
            found.pronoun or found.start < verb - first or VERB_BEHIND.match(clause, found.end)
        ):
            return None
        return found._replace(start=found.start + first, end=found.end + first)

    def lent_to(self, at: int) -> Time | None:
        """The time that the clauses beside one give to it."""
        behind = self.parts[at + 1 : at + 2]
        if behind and (time := self.lent(behind[0])) is not None:
            alone = self.low[slice(*behind[0])].strip(' .,"”')
            if len(alone) <= len(time.phrase) or cues.LEND.search(alone):
                return time
        return self.lent(self.parts[at - 1]) if at else None

    def lent(self, part: tuple[int, int]) -> Time | None:
        """The time a part gives away, if it says nothing else."""
        return lent_time(self.cleared, part, self.times, self.day)

    @cached_property
    def veto(self) -> Refusal | None:
        """Why the sentence as a whole promises nothing: a question, a rumour, a reminder."""
        low = self.cleared
        if doubts.QUESTION.search(low):
            return Refusal.QUESTION
        if doubts.RUMOUR.search(low) or ("may" in low and doubts.MAY.search(self.sentence)):
            return Refusal.RUMOUR
        old = doubts.REMINDER.search(low) or (doubts.OLD.search(low) and cues.SAID.search(low))
        if old and not doubts.RENEWED.search(low):
            return Refusal.REMINDER
        return None

    def refusal(self, part: tuple[int, int]) -> Refusal | None:
        """Why a part promises nothing: it denies, asks, hangs on a condition, is of the served."""
        clause = self.cleared[slice(*part)]
        for pattern, why in vetoes.REFUSALS:
            if pattern.search(clause):
                return why
        return None

    def chinese(self) -> Iterator[Found]:
        """What a Chinese sentence promises; what is not said outright needs a day ahead."""
        floor = 0
        for start, verb, end, artefact, is_outright in find_chinese(self.sentence):
            usable = [time for time in self.times if floor <= time.start < end and is_usable(time)]
            inside = [time for time in usable if time.start >= start]
            time = inside[0] if inside else usable[-1] if usable else None
            dated = (
                time is not None and isinstance(time.answer, Deadline) and is_ahead(time, self.day)
            )
            bare = dated and time is not None and is_said_of(self.sentence, time.end, verb)
            if bare or (is_outright and (time or not artefact.pronoun)):
                commitment = Commitment(start, start, "commitment", Needs.NOTHING)
                yield Found((start, end), commitment, artefact, time)
                floor = end

    def european(self) -> Iterator[Found]:
        """What a sentence in another language promises, which must name its day."""
        found = find_european(self.low)
        if found is None:
            return
        at, artefact, (start, end) = found
        phrase = self.sentence[start:end]
        answer = read_deadline(phrase, self.day)
        if isinstance(answer, Deadline):
            commitment = Commitment(at, at, "commitment", Needs.NOTHING)
            yield Found((0, len(self.low)), commitment, artefact, Time(start, end, phrase, answer))

    def promise(self, found: Found) -> Promise:
        """The promise with its parties, its deadline and its score."""
        _, commitment, artefact, time = found
        first_person = cues.FIRST_PERSON.search(self.low, 0, commitment.verb) is not None
        subject_end = artefact.start if commitment.how == "headline" else commitment.start
        parties = find_parties(
            self.sentence, commitment.start, subject_end, first_person=first_person
        )
        value, reasons = score(
            self.low, commitment.how, artefact, time, parties, first_person=first_person
        )
        return Promise(
            start=self.start,
            end=self.start + len(self.origin),
            sentence=self.origin,
            promisor=parties.promisor,
            relayer=parties.relayer,
            artefact=full_name(self.sentence, artefact),
            kind=artefact.kind,
            phrase=time.phrase if time else None,
            deadline=time.answer if time and self.published else None,
            score=value,
            reasons=reasons,
        )
