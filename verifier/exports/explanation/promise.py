"""What was promised, by whom, and where that is written."""

from collections.abc import Iterator

from verifier.core.claims import Subject
from verifier.exports.case import Case
from verifier.exports.pages import Line
from verifier.exports.wording import kind_of


def tell_promise(case: Case) -> Iterator[Line]:
    """Tell the promise: who, what, when, in which words, known from where."""
    claim = case.claim
    who = claim.promisor or case.lab.name
    by = f"{who}, for {case.lab.name}," if who != case.lab.name else who
    yield Line(f'{by} promised {kind_of(claim)} on {claim.announced.day}: "{claim.promise}".')
    for number, part in enumerate(claim.parts, start=1):
        of = f"Part {number} of {len(claim.parts)}: " if len(claim.parts) > 1 else ""
        yield Line(of + _subject(part))
    if claim.relayed_by:
        sure = "it was confirmed since" if claim.confirmed else "it counts in no rate of the lab's"
        yield Line(f"It is known through {claim.relayed_by}; {sure}.")
    if claim.source:
        yield Line(f"Source: {claim.source}")
    if claim.archived:
        yield Line(f"Archived: {claim.archived}")
    if claim.note:
        yield Line(f"Note: {' '.join(claim.note.split())}")


def _subject(part: Subject) -> str:
    if not part.is_named:
        return "No model was named: the lab's first own one after that day will do."
    said = (part.name, part.size, *part.repos, part.pattern and f"a name like {part.pattern}")
    return f"What must arrive is {', '.join(text for text in said if text)}."
