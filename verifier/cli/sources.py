"""`sources`: how the last reading of every source went."""

from typing import TYPE_CHECKING, Any

from verifier.cli import options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from verifier.core.swept import Sweep


_RECORDED = "recorded"
"""The fault of recorded evidence: no trouble, it only never shows absence."""


def sources(*, db: options.Db = None, json: options.Json = False) -> None:
    """Tell when every source was read last, how that went, and what it said of its quota."""
    from verifier.cli.output import Table, say_json, say_table
    from verifier.cli.wiring import settings_of, store_of
    from verifier.exports.wording import instant

    with store_of(settings_of(db=db), read_only=True) as store:
        found = [
            _standing(name, sweeps, store.memory(name).state)
            for name, sweeps in sorted(store.sweeps().items())
            if sweeps
        ]
    if json:
        from verifier.core.canon import plain

        say_json([{key: plain(value) for key, value in one.items()} for one in found])
        return
    headings = (
        "source",
        "outcome",
        "last read",
        "trouble",
        "last controlled",
        "items",
        "requests",
        "quota",
    )
    rows = tuple(
        (
            one["source"],
            one["outcome"],
            instant(one["last_read"]),
            one["trouble"] or "-",
            instant(one["last_controlled"]) if one["last_controlled"] else "-",
            str(one["items"]),
            str(one["requests"]),
            one["quota"] or "-",
        )
        for one in found
    )
    say_table(Table(headings, rows))


def _standing(name: str, sweeps: "Sequence[Sweep]", state: "Mapping[str, str]") -> dict[str, Any]:
    last = max(sweeps, key=lambda sweep: sweep.began)
    controlled = [sweep.began for sweep in sweeps if sweep.controlled]
    trouble = "" if last.fault == _RECORDED else last.detail or last.fault
    moved_to = state.get("moved_to", "")
    return {
        "source": name,
        "last_read": last.began,
        "outcome": last.outcome.value,
        "items": last.items,
        "requests": last.requests,
        "last_controlled": max(controlled, default=None),
        "quota": state.get("quota", ""),
        "fault": last.fault,
        "trouble": trouble or (f"has moved for good to {moved_to}" if moved_to else ""),
        "moved_to": moved_to,
    }
