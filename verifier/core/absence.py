"""Absence, proven or not: which places must be read before "not there" may be said.

A place is a source's id (`hub:ORG`, `feed:URL`) or, where no source reads it, its address
(`github.com/owner/name`), which only a check by hand covers. A failed sweep proves nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, assert_never

from verifier.core.addresses import HUB, host_of
from verifier.core.claims import Claim, Kind, Lab, Voice
from verifier.core.feed_urls import source_id
from verifier.core.findings import Looked
from verifier.core.swept import Outcome, Sweep

if TYPE_CHECKING:
    from verifier.core.evidence import Check

GONE = frozenset({"gone", "renamed"})
"""Faults that say the organisation itself is not what it was: for a human to look into."""

_NOBODY = GONE | {"empty"}


def places_of(claim: Claim, lab: Lab) -> tuple[str, ...]:
    """Name every place that must be validly read before the claim's thing may be called absent."""
    if claim.sources:
        return tuple(map(_spelled, claim.sources))
    hubs = tuple(f"hub:{org}" for org in lab.hub_orgs)
    feeds = tuple(source_id(feed.url) for feed in lab.feeds if feed.voice is Voice.PROMISOR)
    elsewhere = _elsewhere(claim, lab)
    match claim.kind:
        case Kind.OPEN_WEIGHTS | Kind.OPEN_SOURCE | Kind.DATASET:
            return elsewhere or hubs or feeds
        case Kind.MODEL:
            # A service keeps this promise too, and only the lab's own words tell of one.
            return elsewhere or ((*hubs, *feeds) if feeds else ())
        case Kind.CODE:
            return elsewhere or tuple(feed for feed in feeds if "//github.com/" in feed)
        case Kind.POST:
            return feeds
        case _:
            assert_never(claim.kind)


def bearing_on(claim: Claim, lab: Lab) -> tuple[str, ...]:
    """Name every source whose readings bear on a claim: its lab's, and those it names itself.

    It rests on the claim and its lab alone: what other claims ask about changes no verdict.
    """
    hubs = (f"hub:{org}" for org in lab.hub_orgs)
    feeds = (source_id(feed.url) for feed in lab.feeds)
    return tuple(dict.fromkeys((*feeds, *hubs, *map(_spelled, claim.sources))))


def _spelled(place: str) -> str:
    return source_id(place.removeprefix("feed:")) if place.startswith("feed:") else place


def _elsewhere(claim: Claim, lab: Lab) -> tuple[str, ...]:
    """Name the repositories off the Hub that the claim names; empty if it names one on it.

    One whose releases or tags are among the lab's feeds is read there.
    """
    named = [repository for part in claim.parts for repository in part.repos]
    if not named or any(host_of(repository) == HUB for repository in named):
        return ()
    places = [feed for name in named for feed in _feeds_of(name, lab) or (name,)]
    return tuple(dict.fromkeys(places))


def _feeds_of(repository: str, lab: Lab) -> tuple[str, ...]:
    prefix = f"https://{repository}/".casefold()
    return tuple(source_id(f.url) for f in lab.feeds if f.url.casefold().startswith(prefix))


def live_places(places: Sequence[str], sweeps: Sequence[Sweep]) -> tuple[str, ...]:
    """Leave out the Hub organisations that were never more than a name.

    A lab's old names answer nothing once the Hub knows the new one: they are no place to look, as
    long as another organisation of the lab is validly read.
    """
    if not any(sweep.fault in _NOBODY for sweep in sweeps):
        return tuple(places)
    read = {sweep.source for sweep in sweeps if sweep.controlled}
    last = {sweep.source: sweep for sweep in sorted(sweeps, key=lambda sweep: sweep.ended)}
    names = {
        place
        for place in places
        if place.startswith("hub:")
        and place not in read
        and place in last
        and last[place].fault in _NOBODY
    }
    others = any(place.startswith("hub:") and place in read for place in places)
    return tuple(place for place in places if not (others and place in names))


def look(
    claim: Claim, lab: Lab, sweeps: Sequence[Sweep], checks: "Iterable[Check]"
) -> tuple[Looked, ...]:
    """Tell, place by place, when it was last validly read, and whether that proves absence.

    `checks` are those made for this claim's thing.
    """
    return look_at(live_places(places_of(claim, lab), sweeps), claim, lab, sweeps, checks)


def look_at(
    places: Iterable[str],
    claim: Claim,
    lab: Lab,
    sweeps: Sequence[Sweep],
    checks: "Iterable[Check]" = (),
) -> tuple[Looked, ...]:
    """Tell the same of these places."""
    end = claim.deadline_end()
    begins = claim.announced.begins(lab.zone)
    return tuple(
        _looked(
            place,
            [sweep for sweep in sweeps if sweep.source == place],
            [check for check in checks if _same_place(check.place, place)],
            begins,
            end,
        )
        for place in places
    )


def _looked(
    place: str,
    sweeps: Sequence[Sweep],
    checks: "Sequence[Check]",
    begins: datetime,
    end: datetime | None,
) -> Looked:
    latest: Sweep | None = None
    valid = [check.when.not_before for check in checks if check.when.not_before is not None]
    for sweep in sweeps:
        if latest is None or sweep.ended > latest.ended:
            latest = sweep
        if sweep.controlled and _reaches(sweep, begins):
            valid.append(sweep.began)
    at = max(valid, default=None)
    trouble = ""
    if latest is None and not checks:
        trouble = "never read"
    elif latest is not None and not (latest.controlled and _reaches(latest, begins)):
        trouble = latest.detail or latest.fault or "does not reach back to the announcement"
    proves = at is not None and end is not None and at >= end
    return Looked(place, at, proves, trouble)


def telling(sweeps: Iterable[Sweep]) -> tuple[Sweep, ...]:
    """Pick from one source's readings those that say of absence all that the readings say.

    Those are the latest, and each controlled one that reaches further back than all later ones.
    """
    done = sorted(sorted(sweeps, key=_reach), key=lambda sweep: sweep.began, reverse=True)
    latest = max((sweep.ended for sweep in done), default=None)
    furthest: datetime | None = None
    kept = []
    for sweep in done:
        further = sweep.controlled and (furthest is None or _reach(sweep) < furthest)
        if further:
            furthest = _reach(sweep)
        if further or sweep.ended == latest:
            kept.append(sweep)
    return tuple(kept)


def signs(sweeps: Iterable[Sweep]) -> frozenset[str]:
    """Tell what the readings of one source say of the source itself: that it is, or is not.

    While they say the same, only a controlled reading can change what is absent from it.
    """
    done = tuple(sweeps)
    latest = max((sweep.ended for sweep in done), default=None)
    now = (sweep for sweep in done if sweep.ended == latest and sweep.fault in _NOBODY)
    said = {f"{sweep.outcome}: {sweep.fault}" for sweep in now}
    return frozenset(said | ({"was read"} if any(sweep.controlled for sweep in done) else set()))


def _reach(sweep: Sweep) -> datetime:
    return sweep.covers_since or datetime.min.replace(tzinfo=UTC)


def _reaches(sweep: Sweep, begins: datetime) -> bool:
    return sweep.covers_since is None or sweep.covers_since <= begins


def _same_place(checked: str, place: str) -> bool:
    return checked.casefold().rstrip("/") == place.casefold().rstrip("/")


def organisation_gone(places: Iterable[str], sweeps: Sequence[Sweep]) -> bool:
    """Tell whether the latest reading of a place says its organisation moved or is no more."""
    for place in places:
        done = [sweep for sweep in sweeps if sweep.source == place]
        latest = max(done, key=lambda sweep: sweep.ended, default=None)
        if latest is not None and latest.outcome is Outcome.FAILED and latest.fault in GONE:
            return True
    return False
