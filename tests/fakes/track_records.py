"""Judged claims with nothing in them but what a track record asks."""

from dataclasses import replace
from datetime import UTC, date, datetime

from verifier.core.claims import Announced, Claim, Lab, Reason
from verifier.core.deadlines import Deadline, NoDeadline, Precision, Why
from verifier.core.records import Judged
from verifier.core.verdict import Verdict

AS_OF = datetime(2025, 7, 1, 12, tzinfo=UTC)
DUE = date(2025, 6, 11)
ACME = Lab(id="acme", name="Acme", country="CN", time_zone="Asia/Shanghai", hub_orgs=("AcmeAI",))
BOREALIS = Lab(id="borealis", name="Borealis", country="CA", time_zone="America/Toronto")


def promise(
    name: str,
    due: date | None = DUE,
    *,
    on: date = date(2025, 5, 28),
    revises: str = "",
    lab: Lab = ACME,
    about: bool = False,
) -> Claim:
    """A promise for a day, about a day, or for no day."""
    precision = Precision.APPROX if about else Precision.DAY
    return Claim(
        id=name,
        lab=lab.id,
        text=name,
        announced=Announced(on),
        promise="then",
        deadline=(
            Deadline(due, due, precision, "rule", "then")
            if due
            else NoDeadline(Why.VAGUE, "soon", "vague")
        ),
        revises=revises,
    )


def judged(
    reason: Reason,
    days: int | None = None,
    *,
    claim: Claim | None = None,
    lab: Lab = ACME,
    ruled_by: str = "",
    tz_sensitive: bool = False,
) -> Judged:
    """A promise and its verdict; `days` late where it came, else overdue when last looked for."""
    promised = replace(claim or promise("one"), lab=lab.id)
    verdict = Verdict(
        claim=promised.id,
        claim_version="",
        reason=reason,
        as_of=AS_OF,
        due=promised.due,
        days_late=days if reason is Reason.DELIVERED_LATE else None,
        ruled_by=ruled_by,
        tz_sensitive=tz_sensitive,
    )
    out = {Reason.UNDELIVERED, Reason.PARTIAL_ONLY, Reason.WITHDRAWN}
    return Judged(promised, lab, verdict, days if reason in out else None)
