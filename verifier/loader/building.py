"""From the form of a file to the core's own types, with what only the values together tell."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from verifier.core.canon import digest
from verifier.core.claims import (
    Claim,
    Criteria,
    Feed,
    Lab,
    Ruling,
    Subject,
    Withdrawal,
)
from verifier.core.deadlines import Deadline, NoDeadline, Why, read_deadline
from verifier.loader.reading import Spot
from verifier.loader.shapes import ClaimShape, DueShape, LabShape, PartShape, SubjectShape
from verifier.loader.values import YEARS

Fault = tuple[Spot, str]
"""What is wrong, and the way to it from the claim's own mapping."""

_UNREADABLE = {
    Why.PAST: "speaks of the past, so nothing can be due",
    Why.NOT_A_DATE: "is no time phrase we can read",
}


def lab_of(shape: LabShape) -> Lab:
    """Make a lab of its form, with its version."""
    lab = Lab(
        id=shape.id,
        name=shape.name,
        country=shape.country,
        time_zone=shape.time_zone,
        aliases=tuple(shape.aliases),
        hub_orgs=tuple(shape.hub_orgs),
        github_orgs=tuple(shape.github_orgs),
        feeds=tuple(Feed(feed.url, feed.voice) for feed in shape.feeds),
        note=shape.note,
    )
    return replace(lab, version=digest(lab))


def claim_of(shape: ClaimShape, deadline: Deadline | NoDeadline) -> Claim:
    """Make a claim of its form and its deadline, with its version."""
    claim = Claim(
        id=shape.id,
        lab=shape.lab,
        text=shape.text,
        announced=shape.announced,
        promise=shape.promise,
        deadline=deadline,
        kind=shape.kind,
        parts=_parts(shape.subject),
        criteria=Criteria(**shape.criteria.model_dump()) if shape.criteria else Criteria(),
        promisor=shape.promisor,
        relayed_by=shape.relayed_by,
        confirmed=shape.confirmed,
        source=shape.source,
        archived=shape.archived,
        due_why=shape.due.why if shape.due else "",
        time_zone=shape.time_zone,
        grace_days=shape.grace_days,
        sources=tuple(shape.sources),
        revises=shape.revises,
        withdrawn=Withdrawal(shape.withdrawn.on, shape.withdrawn.url) if shape.withdrawn else None,
        ruling=_ruling(shape),
        note=shape.note,
    )
    return replace(claim, version=digest(claim))


def _parts(subject: SubjectShape | None) -> tuple[Subject, ...]:
    if subject is None:
        return (Subject(),)
    return tuple(map(_part, subject.parts or (subject,)))


def _part(shape: PartShape) -> Subject:
    return Subject(shape.name, tuple(shape.repos), shape.pattern, shape.size)


def _ruling(shape: ClaimShape) -> Ruling | None:
    if shape.ruling is None:
        return None
    ruling = shape.ruling
    return Ruling(ruling.reason, ruling.who, ruling.when, ruling.url, ruling.why)


def deadline_of(shape: ClaimShape) -> Deadline | NoDeadline:
    """Give the deadline the file states, or else the one its phrase gives."""
    if shape.due is None:
        return read_deadline(shape.promise, shape.announced.day)
    due = shape.due
    return Deadline(
        earliest=due.earliest or due.latest,
        latest=due.latest,
        precision=due.precision,
        rule="stated",
        phrase=shape.promise,
    )


def faults_of(shape: ClaimShape, deadline: Deadline | NoDeadline) -> Iterator[Fault]:
    """Find what each value alone does not show: days out of order, a phrase without a day."""
    made = shape.announced.day
    if shape.due is not None:
        yield from _faults_of_due(shape.due, made)
    else:
        yield from _faults_of_phrase(deadline)
    if shape.withdrawn is not None and shape.withdrawn.on < made:
        yield (
            ("withdrawn", "on"),
            f"it was taken back on {shape.withdrawn.on}, before it was made on {made}; correct one",
        )
    if shape.revises == shape.id:
        yield ("revises",), "a claim cannot revise itself; name the earlier one"


def _faults_of_due(due: DueShape, made: date) -> Iterator[Fault]:
    if due.latest < made:
        yield (
            ("due", "latest"),
            f"it is due on {due.latest}, before it was promised on {made}; correct one of them",
        )
    if due.earliest is not None and due.earliest > due.latest:
        yield (
            ("due", "earliest"),
            f"the first day, {due.earliest}, comes after the last, {due.latest}; swap them",
        )


def _faults_of_phrase(deadline: Deadline | NoDeadline) -> Iterator[Fault]:
    if isinstance(deadline, NoDeadline):
        if deadline.why in _UNREADABLE:
            what = f"`{deadline.phrase[:60]}` {_UNREADABLE[deadline.why]}"
            yield ("promise",), f"{what}; reword it, or state `due: {{latest: DATE, why: ...}}`"
    elif deadline.latest.year not in YEARS:
        yield ("promise",), f"it would be due on {deadline.latest}; check the phrase"
