"""How the deadline was derived, and when and where it ends."""

from collections.abc import Iterator

from verifier.core.claims import Claim
from verifier.core.terms import Deadline, NoDeadline, Precision, Why
from verifier.exports.case import Case
from verifier.exports.pages import Line
from verifier.exports.wording import count, instant

_WHY = {
    Why.VAGUE: "it names no time that ends",
    Why.EVENT: "it hangs on an event without a date of its own",
    Why.CONDITIONAL: "it hangs on a condition",
    Why.PAST: "it speaks of what is over",
    Why.NOT_A_DATE: "no date can be read in it",
}
_FLAGS = {
    "later-reading": "it can be read in several ways; the latest one was taken",
    "northern-season": "a season is the northern one",
    "american-date": "the month was taken to come before the day, as in America",
    "rolled-forward": "it names no year, and was taken to lie ahead",
    "foreign-date": "the date is written in another language than English",
}


def tell_deadline(case: Case) -> Iterator[Line]:
    """Tell the rule and its result, or why there is none; then the end of the last day."""
    claim = case.claim
    match claim.deadline:
        case NoDeadline(why=why, phrase=phrase, rule=rule):
            yield Line(f'"{phrase}" fixes no day: {_WHY[why]} ({why}; rule "{rule}").')
        case Deadline() as deadline:
            yield Line(_derived(claim, deadline))
            yield from (Line(f"{_FLAGS.get(flag, flag)}.", 1) for flag in deadline.flags)
            yield from _end(case)


def _derived(claim: Claim, deadline: Deadline) -> str:
    days = str(deadline.latest)
    if deadline.earliest != deadline.latest:
        days = f"{deadline.earliest} to {deadline.latest}, of which the last counts"
    about = " It is approximate." if deadline.precision is Precision.APPROX else ""
    if claim.due_why:
        why = claim.due_why.rstrip(".")
        return f"The claim states the day itself: {days}.{about} Why: {why}."
    return (
        f'"{deadline.phrase}", said on {claim.announced.day}, means {days} '
        f'(rule "{deadline.rule}", precision {deadline.precision}).{about}'
    )


def _end(case: Case) -> Iterator[Line]:
    claim, verdict, lab = case.claim, case.verdict, case.lab
    end, own_end = claim.deadline_end(), claim.deadline_end(lab.zone)
    if end is None or own_end is None:
        return
    where = f"in {claim.time_zone}, the zone the promise stated"
    if not claim.time_zone:
        where = "in the last place on Earth (UTC-12)"
    grace = count(claim.grace_days, "day")
    stated = f", {grace} of stated grace included" if claim.grace_days else ""
    yield Line(f"That day ends at {instant(end)}, when it is over {where}{stated}.")
    if verdict.zone_reading:
        yield Line(
            f"The time zone decides: {verdict.zone_reading}; there the day ended at "
            f"{instant(own_end)}."
        )
    elif not claim.time_zone:
        yield Line(
            f"By the lab's own calendar ({lab.time_zone}) it ended at {instant(own_end)}, "
            "which would not change the verdict."
        )
