"""A claim's dates as a picture: drawn in per cent of the width, so that its words keep their size.

Every date in the picture stands in a table beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from verifier.core.claims import Reason, Status
from verifier.core.findings import Limit, Looked, Role
from verifier.core.terms import Deadline
from verifier.exports.case import Case
from verifier.exports.headline import long_day
from verifier.exports.site import text
from verifier.exports.site.axis import Axis, Tick
from verifier.exports.wording import place

_HALF = 50.0
_LEAST = 0.6
"""The least width of a bar, in per cent: an instant is seen too."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place on the line, written towards its middle."""

    at: float
    text: str

    @property
    def anchor(self) -> str:
        """Which end of the words stands at the place."""
        return "start" if self.at < _HALF else "end"


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time."""

    at: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the picture: its words, then what is drawn under them."""

    label: Label
    bars: tuple[Bar, ...] = ()
    marks: tuple[float, ...] = ()
    kind: str = "promise"


@dataclass(frozen=True, slots=True)
class Dated:
    """One row of the table beside the picture."""

    what: str
    when: Markup
    why: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture, and the table of its dates."""

    description: str
    deadline: Label | None
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    dates: tuple[Dated, ...]


def timeline_of(case: Case, readings: tuple[Looked, ...]) -> Timeline:
    """Draw a claim's promise, deadline, delivery and the looks that found nothing."""
    looks = [each for each in readings if each.at is not None and _matters(case)]
    axis = Axis.over(_instants(case, looks))
    end = case.claim.deadline_end()
    lanes = [_promise(case, axis)]
    lanes += _delivery(case, axis)
    if looks:
        at = tuple(sorted({axis.at(each.at) for each in looks if each.at is not None}))
        lanes.append(
            Lane(Label(at[-1], f"Looked for, and not {_lacking(case)}"), marks=at, kind="look")
        )
    dates = tuple(_dates(case, looks))
    return Timeline(
        description="; ".join(f"{each.what}: {each.when.striptags()}" for each in dates),
        deadline=Label(axis.at(end), f"Due {long_day(case.claim.due)}")
        if end is not None and case.claim.due is not None
        else None,
        lanes=tuple(lanes),
        ticks=axis.ticks(),
        dates=dates,
    )


def _matters(case: Case) -> bool:
    """Whether looks that found nothing are part of the story: not once the thing had come."""
    return case.verdict.delivery is None


def _lacking(case: Case) -> str:
    """Say what a look did not show: the thing, or the whole of it."""
    return "whole" if case.verdict.reason is Reason.PARTIAL_ONLY else "found"


def _instants(case: Case, looks: list[Looked]) -> Iterator[datetime]:
    yield case.claim.announced.begins(case.lab.zone)
    delivery, end = case.verdict.delivery, case.claim.deadline_end()
    ends = (delivery.not_before, delivery.not_after) if delivery is not None else ()
    yield from (each for each in (end, *ends) if each is not None)
    yield from (each.at for each in looks if each.at is not None)
    if end is None and delivery is None and not looks:
        yield case.recorded.since


def _promise(case: Case, axis: Axis) -> Lane:
    begin = axis.at(case.claim.announced.begins(case.lab.zone))
    label = Label(begin, f"Promised {long_day(case.claim.announced.day)}")
    end = case.claim.deadline_end()
    if end is None:
        return Lane(label, (Bar(begin, 100 - begin, "open"),), (begin,))
    return Lane(label, (Bar(begin, max(axis.at(end) - begin, _LEAST), "promised"),), (begin,))


def _delivery(case: Case, axis: Axis) -> Iterator[Lane]:
    verdict = case.verdict
    if verdict.delivery is None:
        return
    first, last = verdict.delivery.not_before, verdict.delivery.not_after
    begin = axis.at(first) if first is not None else 0.0
    end = axis.at(last) if last is not None else 100.0
    bars = [Bar(begin, max(end - begin, _LEAST), verdict.status.value)]
    due = case.claim.deadline_end()
    if verdict.status is Status.LATE and due is not None and begin > axis.at(due):
        bars.insert(0, Bar(axis.at(due), begin - axis.at(due), "waited"))
    day = verdict.delivered_on
    word = "Public by" if first is None or verdict.status is Status.PENDING else "Public"
    at = begin if begin < _HALF else min(begin + bars[-1].width, 100.0)
    yield Lane(Label(at, f"{word} {long_day(day)}" if day else "Public"), tuple(bars))


def _dates(case: Case, looks: list[Looked]) -> Iterator[Dated]:
    claim, verdict = case.claim, case.verdict
    yield Dated("Promised", text.day(claim.announced.day), "on the promisor's calendar")
    end = claim.deadline_end()
    if isinstance(claim.deadline, Deadline) and end is not None:
        yield Dated("Due", text.day(claim.due), f"precision: {claim.deadline.precision}")
        where = claim.time_zone or "anywhere on Earth"
        yield Dated(
            "Deadline ended" if end <= verdict.as_of else "Deadline ends", text.moment(end), where
        )
    if verdict.delivery is not None:
        first, last = verdict.delivery.not_before, verdict.delivery.not_after
        unknown = Markup("not known")
        yield Dated(
            "Not public before", text.moment(first) or unknown, _why(case, first, upper=False)
        )
        yield Dated("Public by", text.moment(last) or unknown, _why(case, last, upper=True))
    for each in looks:
        yield Dated(f"Looked, not {_lacking(case)}", text.moment(each.at), place(each.place))


def _why(case: Case, at: datetime | None, *, upper: bool) -> str:
    """Tell what sets one end of the delivery."""
    for finding in case.verdict.findings:
        for bound in finding.bounds if finding.role is Role.COUNTS else ():
            if bound.used and bound.at == at and (bound.limit is Limit.NOT_AFTER) is upper:
                return bound.why
    return ""
