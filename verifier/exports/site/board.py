"""The track records the pages show, worked out once for all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verifier.core.claims import Lab
from verifier.core.records import Judged, Record, Scores, Tempo, scores_of, tempo_of
from verifier.exports.case import Case
from verifier.exports.readings import days_overdue
from verifier.exports.site.edition import Edition


@dataclass(frozen=True, slots=True)
class Board:
    """Records of all, of labs and of countries, and how much was published."""

    scores: Scores
    tempo: Tempo
    lab_tempos: Mapping[str, Tempo]
    """By lab, of those that published own weights."""
    publishers: Mapping[str, Lab]

    def record(self, lab: str) -> Record:
        """Give a lab's record."""
        return next(each.record for each in self.scores.labs if each.lab.id == lab)


def board_of(edition: Edition) -> Board:
    """Sum an edition up."""
    published = {lab.id: (lab, found) for lab, found in edition.weights if found}
    return Board(
        scores=scores_of(_judged(edition.cases)),
        tempo=tempo_of((each for _, found in published.values() for each in found), edition.as_of),
        lab_tempos={id_: tempo_of(found, edition.as_of) for id_, (_, found) in published.items()},
        publishers={id_: lab for id_, (lab, _) in published.items()},
    )


def _judged(cases: Iterable[Case]) -> Iterable[Judged]:
    for case in cases:
        overdue = days_overdue(case.claim, case.lab, case.verdict, case.readings)
        yield Judged(case.claim, case.lab, case.verdict, overdue)
