"""The readings that are kept behind a verdict: what they showed, and under which hash."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from verifier.core.canon import plain
from verifier.core.claims import Status
from verifier.core.exchanges import Exchange
from verifier.core.verdict import Verdict
from verifier.exports.pages import Line
from verifier.exports.wording import count, instant, place
from verifier.ports import Kept


def absence_since(verdict: Verdict) -> dict[str, Any]:
    """Name the places whose first look after the deadline a verdict may rest on, and that end."""
    end = verdict.deadline_end
    if end is None or verdict.status is Status.FULFILLED:
        return {}
    return {looked.place: end for looked in verdict.looked}


def tell_kept(kept: Iterable[Kept]) -> Iterator[Line]:
    """Tell each reading in a line."""
    for one in kept:
        yield Line(
            f"{_place(one)}, read at {instant(one.sweep.began)}: {_why(one)}; "
            f"{count(len(one.exchanges), 'request')}, sha256 {one.sweep.sha256}.",
            1,
        )


def in_short(one: Kept) -> str:
    """Name a reading by its place, its time and its hash."""
    return f"{_place(one)}, {instant(one.sweep.began)}, sha256 {one.sweep.sha256}"


def headings() -> tuple[str, ...]:
    """Name the columns of `rows`."""
    return ("read at", "status", "bytes", "sha256", "why", "address")


def rows(kept: Iterable[Kept]) -> Iterator[tuple[str, ...]]:
    """Give one row a request."""
    for one in kept:
        for each in one.exchanges:
            size, sha256 = (str(each.body.size), each.body.sha256) if each.body else ("-", "-")
            yield instant(each.began), str(each.status), size, sha256, _why(one), each.url


def as_data(kept: Sequence[Kept]) -> list[dict[str, Any]]:
    """Give the readings in JSON's own types, bodies by their address."""
    return [
        {
            "source": one.sweep.source,
            "began": plain(one.sweep.began),
            "ended": plain(one.sweep.ended),
            "sha256": one.sweep.sha256,
            "facts": list(one.facts),
            "exchanges": [_exchange(each) for each in one.exchanges],
        }
        for one in kept
    ]


def _exchange(each: Exchange) -> dict[str, Any]:
    return {
        "url": each.url,
        "began": plain(each.began),
        "ended": plain(each.ended),
        "status": each.status,
        "sha256": each.body.sha256 if each.body else None,
        "size": each.body.size if each.body else None,
    }


def _place(one: Kept) -> str:
    kind, _, artefact = one.sweep.source.partition(":")
    return f"the traces on {artefact}" if kind == "trace" else place(one.sweep.source)


def _why(one: Kept) -> str:
    if one.facts:
        return f"the first to show {count(len(one.facts), 'fact')} named here"
    return "the first look after the deadline"
