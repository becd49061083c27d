"""All claims in one table: whole without a script, filtered and searched with one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verifier.core.claims import Status
from verifier.exports.case import Case
from verifier.exports.headline import headline
from verifier.exports.site.claim_page import readings_shown
from verifier.exports.site.edition import Edition, Page
from verifier.exports.site.rendering import render
from verifier.exports.wording import kind_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table."""

    case: Case
    headline: str
    kind: str


def entries_of(cases: Sequence[Case]) -> Iterator[Entry]:
    """Give a row a claim, the latest promise first."""
    for case in sorted(cases, key=lambda case: (case.claim.announced.day, case.claim.id))[::-1]:
        said = headline(case.claim, case.lab, case.verdict, readings_shown(case))
        yield Entry(case, said, kind_of(case.claim))


def claims_page(edition: Edition) -> Page:
    """Render the table."""
    entries = list(entries_of(edition.cases))
    labs = {entry.case.lab.id: entry.case.lab for entry in entries}
    return render(
        "claims/index.html",
        "claims.html",
        edition.base_url,
        as_of=edition.as_of,
        entries=entries,
        statuses=list(Status),
        labs=sorted(labs.values(), key=lambda lab: (lab.name.casefold(), lab.id)),
        kinds=sorted({entry.kind for entry in entries}),
        years=sorted({entry.case.claim.announced.day.year for entry in entries}, reverse=True),
    )
