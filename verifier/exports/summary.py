"""What one run did, in words and as data."""

from collections.abc import Iterator
from typing import Any

from verifier.core.canon import plain
from verifier.core.swept import Outcome, Sweep
from verifier.exports.wording import instant, place, sentence
from verifier.resolver import Change, Summary


def troubled(done: Summary) -> tuple[Sweep, ...]:
    """Give the sweeps that failed, or did not get the whole."""
    bad = {Outcome.FAILED, Outcome.INCOMPLETE}
    return tuple(sweep for sweep in done.sweeps if sweep.outcome in bad)


def as_text(done: Summary, *, stored: bool = True) -> str:
    """Tell a run in lines: sources, claims, facts, and every change with its reason."""
    return "\n".join(_lines(done, stored=stored))


def _lines(done: Summary, *, stored: bool) -> Iterator[str]:
    bad = troubled(done)
    yield (
        f"Sources: {len(done.sweeps)} checked, {len(done.failed)} failed"
        + (f", {len(bad) - len(done.failed)} incomplete" if len(bad) > len(done.failed) else "")
    )
    for sweep in bad:
        yield f"  {sweep.outcome}: {place(sweep.source)}: {sweep.detail or sweep.fault}"
    decided = done.decided
    counted = ", ".join(f"{count} {status}" for status, count in decided.statuses.items())
    claims = sum(decided.reasons.values())
    yield f"Claims: {claims} judged as of {instant(done.as_of)}: {counted}"
    yield f"Facts: {done.facts} new"
    ruled = [change for change in done.changes if change.by_new_rules]
    others = [change for change in done.changes if not change.by_new_rules]
    if not done.changes:
        yield "Nothing changed."
    if others:
        yield f"Changes: {len(others)}"
    for change in others:
        yield from _change(change)
    if ruled:
        yield f"Changes since the rules are of version {ruled[0].new.rule_version}: {len(ruled)}"
    for change in ruled:
        yield from _change(change)
    if more := decided.first + decided.changed - len(done.changes):
        yield f"And {more} more changes."
    if done.head is not None:
        yield f"Head: {done.head.link}"
    yield from _held(done)
    if not stored:
        yield "Nothing was stored: this was a dry run."


def _held(done: Summary) -> Iterator[str]:
    if done.decided.held:
        yield f"Held: {'; '.join(done.decided.held)}. The verdicts stay as they were published:"
        yield "look at the changes above, then publish them with `verifier resolve --confirm`."


def _change(change: Change) -> Iterator[str]:
    new, old = change.new, change.old
    was = f"{old.status} ({old.reason})" if old else "new"
    yield f"  {change.claim.id}: {was} -> {new.status} ({new.reason})"
    if old is not None:
        yield f"    {sentence(change.claim, new, new.looked)}"


def as_data(done: Summary) -> dict[str, Any]:
    """Give a run in JSON's own types."""
    return {
        "run": done.run,
        "as_of": plain(done.as_of),
        "sources": [plain(sweep) for sweep in done.sweeps],
        "failed": len(done.failed),
        "facts": done.facts,
        "head": done.head.link if done.head is not None else None,
        "claims": sum(done.decided.reasons.values()),
        "statuses": {status.value: count for status, count in done.decided.statuses.items()},
        "held": list(done.decided.held),
        "changed": done.decided.first + done.decided.changed,
        "changes": [
            {
                "claim": change.claim.id,
                "old": _word(change.old.status, change.old.reason) if change.old else None,
                "new": _word(change.new.status, change.new.reason),
                "why": sentence(change.claim, change.new, change.new.looked),
                "by_new_rules": change.by_new_rules,
            }
            for change in done.changes
        ],
    }


def _word(status: str, reason: str) -> dict[str, str]:
    return {"status": str(status), "reason": str(reason)}
