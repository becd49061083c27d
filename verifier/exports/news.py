"""What is told to people: changes of verdicts and troubles of sources, packed into messages."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from verifier.core.claims import Claim, Lab
from verifier.core.evidence import Observation
from verifier.core.outages import Turn
from verifier.core.verdict import Recorded
from verifier.exports.transitions import Transition, changes_of, transitions_of
from verifier.exports.wording import count, listed, place
from verifier.ports import Version

CHANGE, TROUBLE, RECOVERY = "change", "trouble", "recovery"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that happened, in a few lines; the same thing always has the same id."""

    id: str
    run: int
    """The run that found it."""
    kind: str
    """A change, a trouble or a recovery."""
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is said of it, its id at the end: who is told twice after a crash can tell."""
        return "\n".join((*self.lines, f"(notice {self.id})"))


@dataclass(frozen=True, slots=True)
class Message:
    """One message: the notices of one run, or as many of them as there is room for."""

    title: str
    body: str
    notices: tuple[str, ...]
    """Their ids."""


def of_claim(
    claim: Claim,
    lab: Lab,
    history: Sequence[Recorded],
    facts: Mapping[str, Observation],
    versions: Iterable[Version] = (),
    base_url: str = "",
) -> Iterator[tuple[Transition, Notice]]:
    """Give every change of a claim's status or reason that was news when it was found.

    `history` is the claim's, oldest as-of first. Judging a past instant again makes no news.
    """
    rows = transitions_of(claim, lab, history, facts, versions, base_url)
    for (_, new), row in zip(changes_of(history), rows, strict=True):
        earlier = (each for each in history if each.run < new.run)
        if all(each.verdict.as_of <= new.verdict.as_of for each in earlier):
            mark = _mark(CHANGE, claim.id, new.run, row.changed_at.isoformat(), row.reason)
            yield row, Notice(mark, new.run, CHANGE, tuple(_lines(row)))


def _lines(row: Transition) -> Iterator[str]:
    was = f"{row.old_status} ({row.old_reason})" if row.old_status else "new"
    yield f"{_line(row.claim_text)} ({row.lab})"
    yield f"{was} -> {row.status} ({row.reason})"
    yield _line(row.why)
    if row.ruled_by:
        yield f"Ruled by {_line(row.ruled_by)}"
    if row.evidence_url:
        yield f"Evidence: {row.evidence_url}"
    yield f"Claim: {row.permalink or row.claim_id}"


def of_source(turn: Turn) -> Notice:
    """Tell of a source that fails night after night, or that can be read again."""
    name, nights = _line(place(turn.sweep.source)), count(turn.nights, "night")
    kind = RECOVERY if turn.recovered else TROUBLE
    fault = _line(turn.sweep.detail or turn.sweep.fault or "for a reason it does not tell")
    lines = (
        (f"{name} is read again, after {nights} in which it was not.",)
        if turn.recovered
        else (
            f"{name} could not be read for {nights}, since {turn.since:%Y-%m-%d}: {fault}",
            "That changes no verdict: what falls due there stays pending until it is read.",
        )
    )
    mark = _mark(kind, turn.sweep.source, turn.run, turn.sweep.began.isoformat())
    return Notice(mark, turn.run, kind, lines)


def messages_of(notices: Iterable[Notice], room: int) -> Iterator[Message]:
    """Pack notices run by run into bodies of at most `room` characters, one notice at least."""
    ordered = sorted(notices, key=lambda each: each.run)
    for _, same in groupby(ordered, key=lambda each: each.run):
        packed: list[Notice] = []
        for notice in same:
            if packed and len(_body([*packed, notice])) > room:
                yield _message(packed)
                packed = []
            packed.append(notice)
        yield _message(packed)


def _message(packed: Sequence[Notice]) -> Message:
    return Message(_title(packed), _body(packed), tuple(each.id for each in packed))


def _body(packed: Sequence[Notice]) -> str:
    return "\n\n".join(notice.text for notice in packed)


def _title(packed: Sequence[Notice]) -> str:
    tally = {kind: sum(n.kind == kind for n in packed) for kind in (CHANGE, TROUBLE, RECOVERY)}
    said = (
        count(tally[CHANGE], "verdict changed", "verdicts changed"),
        count(tally[TROUBLE], "source keeps failing", "sources keep failing"),
        count(tally[RECOVERY], "source is read again", "sources are read again"),
    )
    kept = [each for each, number in zip(said, tally.values(), strict=True) if number]
    return f"verifier: {listed(kept)}"


def _line(text: str) -> str:
    """Put text on one line, without what steers a terminal or turns the direction of reading."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _mark(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:16]
