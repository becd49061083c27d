"""Track records as flat rows, for a spreadsheet or a chart."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, NamedTuple

from verifier.core.records import Record, Scores


class ScoreRow(NamedTuple):
    """One track record: of all, of a country or of a lab. None is an empty cell."""

    of: Annotated[str, "all, country or lab."]
    id: Annotated[str, "The lab's id, the country's code, or all."]
    name: Annotated[str, "The lab's name, the country's code, or All."]
    country: Annotated[str, "ISO 3166-1 alpha-2, of the head office; empty for all."]
    claims: Annotated[int, "How many claims are judged."]
    fulfilled: Annotated[int, "How many are fulfilled."]
    late: Annotated[int, "How many are late."]
    pending: Annotated[int, "How many are pending."]
    on_time: Annotated[int, "In the rate: how many with a firm day were fulfilled on time."]
    decided: Annotated[int, "In the rate: how many with a firm day were on time or late."]
    on_time_percent: Annotated[str, "on_time of decided, in percent; empty where none is decided."]
    low_percent: Annotated[str, "The lower end of the rate's 95 % Wilson interval."]
    high_percent: Annotated[str, "The upper end of it."]
    undated: Annotated[int, "Apart: fulfilled, where no day had been fixed."]
    approximate: Annotated[int, "Apart: promised for about a day."]
    ruled: Annotated[int, "Apart: decided by hand."]
    relayed: Annotated[int, "Apart: only reported by others, and not confirmed."]
    median_days_late: Annotated[int | None, "By Kaplan-Meier; empty where half have not come."]
    lower_quartile: Annotated[int | None, "The days by which a quarter had come."]
    upper_quartile: Annotated[int | None, "The days by which three quarters had come."]
    not_come: Annotated[int, "Of decided: how many had not come when last looked for."]
    last_seen_out: Annotated[int | None, "The most days after the due day one is known of."]
    slips: Annotated[int, "How often a due day was moved to a later one."]
    slipped_days: Annotated[int, "By how many days in all."]
    as_of: Annotated[datetime, "The instant the row speaks of."]


def score_rows(scores: Scores, as_of: datetime) -> Iterator[ScoreRow]:
    """Give a row for all, then one a country, then one a lab."""
    yield _row(("all", "all", "All", ""), scores.overall, as_of)
    for each in scores.countries:
        yield _row(("country", each.country, each.country, each.country), each.record, as_of)
    for one in scores.labs:
        lab = one.lab
        yield _row(("lab", lab.id, lab.name, lab.country), one.record, as_of)


def _row(whose: tuple[str, str, str, str], record: Record, as_of: datetime) -> ScoreRow:
    rate, curve, total = record.rate, record.curve, record.all
    first, third = curve.quartiles
    return ScoreRow(
        *whose,
        claims=total.claims,
        fulfilled=total.fulfilled,
        late=total.late,
        pending=total.pending,
        on_time=record.firm.on_time,
        decided=record.firm.on_time + record.firm.late,
        on_time_percent=f"{rate.share:.1%}"[:-1] if rate else "",
        low_percent=f"{rate.low:.1%}"[:-1] if rate else "",
        high_percent=f"{rate.high:.1%}"[:-1] if rate else "",
        undated=record.firm.undated,
        approximate=record.approximate.claims,
        ruled=record.ruled.claims,
        relayed=record.relayed.claims,
        median_days_late=curve.median,
        lower_quartile=first,
        upper_quartile=third,
        not_come=curve.censored,
        last_seen_out=curve.steps[-1].days if curve.steps else None,
        slips=record.slips.moves,
        slipped_days=record.slips.days,
        as_of=as_of,
    )
