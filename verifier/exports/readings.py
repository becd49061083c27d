"""How the required places stand: when each was last validly read, and whether that still holds."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from verifier.core.absence import live_places, look_at, places_of
from verifier.core.claims import Claim, Lab
from verifier.core.findings import Looked
from verifier.core.swept import Sweep
from verifier.core.verdict import Verdict
from verifier.exports.wording import instant


def readings_of(
    verdict: Verdict,
    claim: Claim,
    lab: Lab,
    sweeps: Mapping[str, Sequence[Sweep]],
    as_of: datetime,
) -> tuple[Looked, ...]:
    """Bring a verdict's places up to the sweeps since it was given, none later than `as_of`.

    A verdict is stored when it changes; the nights that confirmed it are in the sweeps alone.
    What a verdict knew from checks by hand stays.
    """
    then = {looked.place: looked for looked in verdict.looked}
    places = places_of(claim, lab)
    done = [s for place in places for s in sweeps.get(place, ()) if s.ended <= as_of]
    read = {sweep.source for sweep in done}
    return tuple(
        _merged(now, then.get(now.place), trouble_is_new=now.place in read)
        for now in look_at(live_places(places, done), claim, lab, done)
    )


def _merged(now: Looked, then: Looked | None, *, trouble_is_new: bool) -> Looked:
    if then is None:
        return now
    at = max((at for at in (now.at, then.at) if at is not None), default=None)
    trouble = now.trouble if trouble_is_new else then.trouble
    return Looked(now.place, at, now.proves or then.proves, trouble)


def last_checked(readings: Sequence[Looked]) -> datetime | None:
    """Tell until when all places were validly read (UTC); None where one never was."""
    instants = [looked.at for looked in readings if looked.at is not None]
    return min(instants) if instants and len(instants) == len(readings) else None


def days_overdue(
    claim: Claim, lab: Lab, verdict: Verdict, readings: Sequence[Looked]
) -> int | None:
    """Count the days from the due day to the lab's day of the last proof of absence."""
    if not (verdict.rests_on_absence and claim.due):
        return None
    at = last_checked(readings)
    return None if at is None else (at.astimezone(lab.zone).date() - claim.due).days


def tally(readings: Sequence[Looked]) -> str:
    """Count the places whose latest reading is valid, of all that are required: "1/2"."""
    good = sum(looked.at is not None and not looked.trouble for looked in readings)
    return f"{good}/{len(readings)}"


def standing(looked: Looked) -> str:
    """Tell how the reading of a place stands, in words without a full stop."""
    if looked.at is None:
        if looked.trouble == "never read":
            return "never read"
        return f"never validly read ({looked.trouble or 'no reading counts'})"
    after = ", after the deadline, so absence there counts" if looked.proves else ""
    trouble = f"; the latest reading does not count: {looked.trouble}" if looked.trouble else ""
    return f"last validly read at {instant(looked.at)}{after}{trouble}"
