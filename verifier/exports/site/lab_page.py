"""A lab's page: its record, and everything it promised."""

from collections import Counter
from collections.abc import Iterator, Sequence

from verifier.core.claims import Status
from verifier.exports import scoreboard_tempo
from verifier.exports.case import Case, slips
from verifier.exports.site.board import Board
from verifier.exports.site.charts import lateness_chart, tempo_chart
from verifier.exports.site.claim_page import Promise, promises_of
from verifier.exports.site.claims_page import entries_of
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.rendering import render

_ENOUGH = 5
"""Decided promises a curve is drawn of; of fewer the table says it all."""


def lab_page(cases: Sequence[Case], edition: Edition, board: Board) -> Page:
    """Render the page of the lab whose claims these are."""
    lab = cases[0].lab
    tally = Counter(case.verdict.status for case in cases)
    record, tempo = board.record(lab.id), board.lab_tempos.get(lab.id)
    curve = record.curve
    enough = curve.delivered + curve.censored >= _ENOUGH
    return render(
        f"labs/{lab.id}/index.html",
        "lab.html",
        edition.base_url,
        lab=lab,
        entries=list(entries_of(cases)),
        tally=[(status, tally[status]) for status in Status],
        record=record,
        curve=curve,
        lateness=lateness_chart(curve, lab.name) if enough else "",
        tempo=tempo,
        tempo_cells=[(row.quarter, scoreboard_tempo.cells(row)) for row in tempo.quarters]
        if tempo
        else [],
        tempo_heads=scoreboard_tempo.HEADINGS,
        tempo_chart=tempo_chart(tempo, lab.name) if tempo and tempo.quarters else "",
        chains=list(_chains(cases)),
    )


def _chains(cases: Sequence[Case]) -> Iterator[tuple[int, list[Promise]]]:
    """Give each chain of moved deadlines once, with how often it slipped."""
    told: set[str] = set()
    for case in cases:
        if case.chain and case.claim.id not in told:
            told |= {link.claim.id for link in case.chain}
            yield slips(case.chain), promises_of(case)
