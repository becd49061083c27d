"""Track records in words: a paragraph, the cells of a table, and how the numbers are made."""

from collections.abc import Iterator
from datetime import datetime

from verifier.core.records import Curve, Rate, Record, Scores
from verifier.exports.wording import count, instant, percent

HEADINGS = ("claims", "fulfilled", "late", "pending", "on time", "days late", "slips", "apart")


def cells(record: Record) -> tuple[str, ...]:
    """Lay a record out under `HEADINGS`."""
    total = record.all
    return (
        str(total.claims),
        str(total.fulfilled),
        str(total.late),
        str(total.pending),
        rate(record.rate),
        lateness(record.curve),
        str(record.slips.moves),
        apart(record),
    )


def rate(given: Rate | None) -> str:
    """Write a rate with its counts and its interval: "3 of 5, 60 % (23-88 %)"."""
    if given is None:
        return "none decided"
    low, high = percent(given.low), percent(given.high)
    return f"{given.on_time} of {given.of}, {percent(given.share)} % ({low}-{high} %)"


def lateness(curve: Curve) -> str:
    """Write the median with its quartiles: "6 (2-38)"; "120+" is later than anybody looked."""
    if not curve.steps:
        return "-"
    median, first, third = (_day(day, curve) for day in (curve.median, *curve.quartiles))
    return median if first == third else f"{median} ({first}-{third})"


def _day(day: int | None, curve: Curve) -> str:
    return f"{curve.steps[-1].days}+" if day is None else str(day)


def apart(record: Record) -> str:
    """Count what stays out of the rate for good, by why."""
    pools = (
        (record.firm.undated, "without a day"),
        (record.approximate.claims, "approximate"),
        (record.ruled.claims, "ruled"),
        (record.relayed.claims, "only relayed"),
    )
    return ", ".join(f"{number} {word}" for number, word in pools if number) or "-"


def in_words(scores: Scores, as_of: datetime) -> Iterator[str]:
    """Sum up all claims in a few sentences."""
    record = scores.overall
    total, curve = record.all, record.curve
    yield (
        f"{count(total.claims, 'promise')} of {count(len(scores.labs), 'lab')}, judged as of "
        f"{instant(as_of)}: {total.fulfilled} fulfilled, {total.late} late, "
        f"{total.pending} pending."
    )
    if record.rate is None:
        yield "None with a fixed day is decided, so there is no rate."
    else:
        yield f"On time, of those with a fixed day that are decided: {rate(record.rate)}."
    if curve.steps:
        yield (
            f"Half had come {_by(curve.median, curve)}, three quarters "
            f"{_by(curve.quartiles[1], curve)}; {curve.censored} had not come when last looked for."
        )
    yield from _asides(record)


def _by(day: int | None, curve: Curve) -> str:
    if day is None:
        return f"later than {count(curve.steps[-1].days, 'day')} after the due day"
    return f"within {count(day, 'day')} of the due day" if day else "by the due day"


def _asides(record: Record) -> Iterator[str]:
    slips = record.slips
    if slips.moves:
        times, days = count(slips.moves, "time"), count(slips.days, "day")
        yield f"Deadlines were moved to a later day {times}, by {days} in all."
    if slips.put_off:
        yield f"Deadlines gave way to no day at all {count(slips.put_off, 'time')}."
    if record.wide_rate != record.rate:
        yield f"With the approximate and the ruled ones: {rate(record.wide_rate)}."
    if record.tz_sensitive:
        yield (
            f"By the lab's own calendar {record.tz_sensitive} of those in the rate would be judged "
            "otherwise."
        )


RULES = (
    "On time is fulfilled on time, of those on time or late; in brackets the 95 % Wilson interval.",
    (
        "Counted are firm days only: what is pending, had no fixed day, was promised for about a "
        "day, was ruled by hand or only relayed by others, is not in it."
    ),
    (
        "What is kept early counts at once, what is not kept only once its day is over: while many "
        "are pending, the rate is a little too kind."
    ),
    "A moved promise keeps its own verdict, and the one that moved it counts too.",
    (
        "Days late are the median, in brackets the quartiles, by Kaplan-Meier; 0 is on time. What "
        "has not come counts as later than when it was last looked for (+)."
    ),
)
"""How the numbers are made, for whoever reads the table."""
