"""What `list` prints: one line a claim, of no more than the line takes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from verifier.cli.gather import Judged, instant_of, judged, labs_of
from verifier.core.claims import Status
from verifier.core.swept import Sweep
from verifier.core.verdict import Verdict
from verifier.exports.readings import days_overdue, readings_of

if TYPE_CHECKING:
    from verifier.ports import Store

HEADINGS = ("claim", "status", "reason", "due", "days", "delivered", "promise")


def lines_of(
    store: "Store", as_of: datetime | None, only: Sequence[str], statuses: Collection[Status]
) -> Iterator[tuple[str, ...]]:
    """Give the judged claims by their ids; `only` of these labs, if any. UsageError for no lab."""
    labs, at, sweeps = labs_of(store, only), instant_of(store, as_of), store.sweeps()
    for batch in judged(store, labs, store.judged(at)):
        for one in batch:
            if (status := one.recorded.verdict.status) in statuses:
                yield _line(one, status, sweeps, at)


def _line(
    one: Judged, status: Status, sweeps: Mapping[str, Sequence[Sweep]], at: datetime
) -> tuple[str, ...]:
    claim, verdict = one.claim, one.recorded.verdict
    return (
        claim.id,
        status.value,
        verdict.reason.value,
        str(claim.due or "-"),
        _overdue(one, sweeps, at) or _late(verdict),
        _delivered(verdict, status),
        claim.text,
    )


def _overdue(one: Judged, sweeps: Mapping[str, Sequence[Sweep]], at: datetime) -> str:
    """Tell the days overdue and counting, "98+"; "" where it is not."""
    verdict = one.recorded.verdict
    if not verdict.rests_on_absence:
        return ""
    readings = readings_of(verdict, one.claim, one.lab, sweeps, at)
    days = days_overdue(one.claim, one.lab, verdict, readings)
    return "" if days is None else f"{days}+"


def _late(verdict: Verdict) -> str:
    """Tell the days late: "5", "1-3"."""
    if verdict.days_late is None:
        return "-"
    if verdict.days_late_max in {None, verdict.days_late}:
        return str(verdict.days_late)
    return f"{verdict.days_late}-{verdict.days_late_max}"


def _delivered(verdict: Verdict, status: Status) -> str:
    """Tell the day, or by which day it had come where that leaves the verdict open."""
    if verdict.delivered_on is None:
        return "-"
    return f"{'by ' if status is Status.PENDING else ''}{verdict.delivered_on}"
