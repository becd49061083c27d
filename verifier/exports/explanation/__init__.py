"""A verdict in plain words: what was promised, due, looked at, seen, and which rule decided."""

from collections.abc import Iterator

from verifier.core.claims import Status
from verifier.core.findings import Role
from verifier.exports.case import Case, slips
from verifier.exports.explanation.deadline import tell_deadline
from verifier.exports.explanation.evidence import tell_findings, tell_looked
from verifier.exports.explanation.promise import tell_promise
from verifier.exports.kept import tell_kept
from verifier.exports.pages import Line, Section
from verifier.exports.wording import count, instant, sentence, spanned


def explain(case: Case) -> tuple[Section, ...]:
    """Tell the whole way from the promise to the verdict, each step a section."""
    claim, verdict = case.claim, case.verdict
    counted = [f for f in verdict.findings if f.role in {Role.COUNTS, Role.PARTIAL}]
    others = [f for f in verdict.findings if f.role in {Role.WEAK, Role.NOT}]
    return (
        Section(f"{claim.text} ({claim.id})", _headline(case)),
        Section("The promise", tuple(tell_promise(case))),
        Section("The deadline", tuple(tell_deadline(case))),
        Section("What was looked at", tuple(tell_looked(case))),
        Section("What counted", tuple(tell_findings(case, counted)) or _nothing(case)),
        Section("What was seen and did not count", tuple(tell_findings(case, others))),
        Section("The delivery", tuple(_delivery(case))),
        Section("The readings that are kept", tuple(tell_kept(case.kept))),
        Section("The verdict", tuple(_verdict(case))),
        Section("The chain of promises", tuple(_chain(case))),
    )


def _headline(case: Case) -> tuple[Line, ...]:
    verdict = case.verdict
    since = instant(case.recorded.since)
    return (Line(f"{verdict.status.upper()} ({verdict.reason}), since {since}"),)


def _nothing(case: Case) -> tuple[Line, ...]:
    if case.verdict.findings:
        return (Line("Something was seen, but nothing that counts for this promise."),)
    return (Line("Nothing was seen that bears on this promise."),)


def _delivery(case: Case) -> Iterator[Line]:
    verdict = case.verdict
    if verdict.delivery is None:
        return
    yield Line(f"What was promised became public {spanned(verdict.delivery)}.")
    if verdict.delivered_on is not None:
        most = " at the latest" if verdict.status is Status.PENDING else ""
        yield Line(
            f"By the lab's calendar ({case.lab.time_zone}) that is {verdict.delivered_on}{most}."
        )
    if verdict.removed is not None:
        yield Line(f"It was taken away again {spanned(verdict.removed)}; that undoes no delivery.")


def _verdict(case: Case) -> Iterator[Line]:
    claim, verdict = case.claim, case.verdict
    if claim.ruling is not None and verdict.ruled_by:
        ruling = claim.ruling
        yield Line(
            f"{ruling.who} ruled on {ruling.on}, over the rules: {verdict.reason}, because "
            f"{ruling.why}. {ruling.url}"
        )
    else:
        yield Line(sentence(claim, verdict, case.readings))
    yield Line(
        f"Rules of version {verdict.rule_version}, on {count(len(verdict.evidence), 'fact')}; "
        f"judged as of {instant(verdict.as_of)}."
    )


def _chain(case: Case) -> Iterator[Line]:
    for link in case.chain:
        due = f"due {link.claim.due}" if link.claim.due else "no day fixed"
        verdict = link.verdict
        word = f"{verdict.status} ({verdict.reason})" if verdict else "not judged yet"
        yield Line(f"{link.claim.announced.day}: {link.claim.id}, {due}: {word}", 1)
    if case.chain:
        yield Line(f"The deadline {_slipped(slips(case.chain))}.")


def _slipped(times: int) -> str:
    words = {0: "never slipped", 1: "slipped once", 2: "slipped twice"}
    return words.get(times, f"slipped {times} times")
