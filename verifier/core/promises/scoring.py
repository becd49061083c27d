"""How surely a sentence is a promise a reviewer would file."""

from verifier.core.deadlines import Deadline, Time
from verifier.core.promises import cues
from verifier.core.promises.answers import PromiseKind
from verifier.core.promises.artefacts import Artefact
from verifier.core.promises.parties import Parties

_BASE = 0.5
_OUTRIGHT = frozenset({"commitment", "date given", "open point"})


def score(
    low: str,
    how: str,
    artefact: Artefact,
    time: Time | None,
    parties: Parties,
    *,
    first_person: bool,
) -> tuple[float, tuple[str, ...]]:
    """A score from 0 to 1, and the reasons that made it."""
    dated = time is not None and isinstance(time.answer, Deadline)
    weighed = (
        (0.2, how, how in _OUTRIGHT),
        (0.05, how, how not in _OUTRIGHT),
        (0.15, "a date can be read", dated),
        (-0.05, "no time named", time is None),
        (-0.05, "the time is vague", time is not None and not dated),
        (0.1, "first person", first_person),
        (0.1, "promisor named", parties.promisor is not None),
        (-0.05, "relayed", parties.relayer is not None),
        (0.05, "weights named", artefact.kind is PromiseKind.OPEN_WEIGHTS),
        (-0.15, "only a pronoun", artefact.pronoun),
        (-0.05, "a thing of unknown kind", not artefact.known),
        (-0.05, "hedged", cues.HEDGED.search(low) is not None),
    )
    held = [(weight, reason) for weight, reason, holds in weighed if holds]
    total = _BASE + sum(weight for weight, _ in held)
    return round(min(1.0, max(0.0, total)), 2), tuple(reason for _, reason in held)
