"""Whether every claim stands by what judging it anew gives: a night judges only what may change.

What a night goes by (`standing`, `awaited`, `scopes`, `decided`) is no ground of any verdict. If it
were wrong, a claim would have been left asleep, and its last verdict would be told here.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from verifier.core.facts import survey
from verifier.core.verdict import RULE_VERSION, Verdict
from verifier.core.verdicts import judge
from verifier.ports import Asked, Damage
from verifier.store.codec import substance
from verifier.store.nights import Deciding
from verifier.store.schema import decided, standing
from verifier.store.standing import seen
from verifier.store.verdicts import last_verdicts


def stale(connection: Connection) -> Iterator[Damage]:
    """Judge every claim as of the last night; say of which that gives something else.

    Where anything came since, or other rules, it is the next night's turn and nothing is said.
    """
    last = connection.execute(select(decided)).mappings().one_or_none()
    if last is None or any(number > last[name] for name, number in seen(connection).items()):
        return
    others = select(standing.c.claim).where(standing.c.rules != RULE_VERSION).limit(1)
    if connection.execute(others).first() is not None:
        return
    try:
        for judged in _judged(connection, last["as_of"]):
            yield from _differ(connection, judged)
    except LookupError:
        yield Damage("verdicts", "", "", "cannot all be drawn anew: a lab is not there")


def _judged(connection: Connection, as_of: datetime) -> Iterator[list[Verdict]]:
    """Judge every claim as if it were for a day to come, which leaves no mark."""
    for docket in Deciding(connection, 0, Asked(as_of, is_ahead=True)).dockets():
        found = survey(docket.evidence, as_of)
        yield [judge(claim, docket.lab, found) for claim in docket.claims]


def _differ(connection: Connection, judged: Sequence[Verdict]) -> Iterator[Damage]:
    said = last_verdicts(connection, judged)
    for verdict in judged:
        last = said.get(verdict.claim)
        if last is not None and last.rule_version != verdict.rule_version:
            continue
        if last is None or substance(last) != substance(verdict):
            what = f"stands by another verdict than {verdict.status} ({verdict.reason})"
            yield Damage("verdicts", verdict.claim, "", f"{what}: run `verifier resolve --all`")
