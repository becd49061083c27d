"""The scoreboard: what came of the promises, in numbers, and what is news."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from verifier.core.claims import Reason, Status
from verifier.core.records import LabRecord
from verifier.exports import scoreboard_tempo
from verifier.exports.case import Case
from verifier.exports.scoreboard import RULES, in_words
from verifier.exports.site.board import Board
from verifier.exports.site.changes_page import turns_of
from verifier.exports.site.charts import lateness_chart, tempo_chart
from verifier.exports.site.claims_page import Entry, entries_of
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.rendering import render

_NEWS = 6
_MOST = 8


def front_page(edition: Edition, board: Board) -> Page:
    """Render the scoreboard."""
    entries = list(entries_of(edition.cases))
    tally = Counter(case.verdict.status for case in edition.cases)
    return render(
        "index.html",
        "front.html",
        edition.base_url,
        as_of=edition.as_of,
        total=len(entries),
        tally=[(status, tally[status]) for status in Status],
        overdue=_overdue(entries),
        coming=_coming(entries),
        turns=turns_of(edition)[:_NEWS],
        scores=board.scores,
        labs=sorted(board.scores.labs, key=_weight),
        paragraph=list(in_words(board.scores, edition.as_of))[1:],
        score_rules=RULES,
        curve=board.scores.overall.curve,
        lateness=lateness_chart(board.scores.overall.curve, "all labs")
        if board.scores.overall.curve.steps
        else "",
        tempo=board.tempo,
        tempo_words=list(
            scoreboard_tempo.in_words(board.tempo, board.lab_tempos.values(), edition.as_of)
        ),
        tempo_rules=scoreboard_tempo.RULES,
        tempo_cells=[(row.quarter, scoreboard_tempo.cells(row)) for row in board.tempo.quarters],
        tempo_heads=scoreboard_tempo.HEADINGS,
        tempo_chart=tempo_chart(board.tempo, "all labs") if board.tempo.quarters else "",
    )


def _weight(each: LabRecord) -> tuple[int, str]:
    """Put the labs that promised most first."""
    return -each.record.all.claims, each.lab.name.casefold()


def _overdue(entries: Sequence[Entry]) -> list[Entry]:
    """Give what is late and still out, the longest overdue first."""
    out = {Reason.UNDELIVERED, Reason.PARTIAL_ONLY}
    found = [entry for entry in entries if entry.case.verdict.reason in out]
    return list(islice(sorted(found, key=lambda entry: _due(entry.case)), _MOST))


def _coming(entries: Sequence[Entry]) -> list[Entry]:
    """Give what falls due next."""
    found = [entry for entry in entries if entry.case.verdict.reason is Reason.NOT_DUE]
    return list(islice(sorted(found, key=lambda entry: _due(entry.case)), _MOST))


def _due(case: Case) -> tuple[str, str]:
    return str(case.claim.due or ""), case.claim.id
