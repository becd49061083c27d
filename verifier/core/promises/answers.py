"""What finding promises gives."""

from dataclasses import dataclass
from enum import StrEnum

from verifier.core.deadlines import Deadline, NoDeadline


class PromiseKind(StrEnum):
    """What kind of thing is promised, in the words of the claim file."""

    OPEN_WEIGHTS = "open_weights"
    OPEN_SOURCE = "open_source"
    MODEL = "model"
    DATASET = "dataset"
    CODE = "code"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Promise:
    """One sentence that commits somebody to deliver something.

    `start` and `end` (exclusive) are places in the text that was searched; `sentence` is what
    stands there. `promisor` and `relayer` are None where the sentence does not name them, `phrase`
    where it names no time, `deadline` where it names none or the day of publication is unknown.
    `score` runs from 0 to 1; `reasons` say what raised and lowered it.
    """

    start: int
    end: int
    sentence: str
    promisor: str | None
    relayer: str | None
    artefact: str
    kind: PromiseKind
    phrase: str | None
    deadline: Deadline | NoDeadline | None
    score: float
    reasons: tuple[str, ...]


class Refusal(StrEnum):
    """Why a sentence that looks like a promise is none."""

    QUESTION = "question"
    RUMOUR = "rumour"
    REMINDER = "reminder"
    """An old promise, told again."""
    DENIAL = "denial"
    REQUEST = "request"
    CONDITION = "condition"
    OTHERS = "others"
    """It speaks of what those who are served will do."""


@dataclass(frozen=True, slots=True)
class Refused:
    """One sentence that was looked at and is no promise; places as in `Promise`."""

    start: int
    end: int
    sentence: str
    why: Refusal
