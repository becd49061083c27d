"""Whether the columns that repeat what a row's content says agree with it."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table

from verifier.core.claims import Claim, Lab
from verifier.core.verdict import Verdict
from verifier.errors import StoreError
from verifier.ports import Damage
from verifier.store.audit.raw import Row
from verifier.store.codec import decode, decode_fact, substance
from verifier.store.facts import columns_of


def columns_agree(table: Table, row: Row) -> Iterator[Damage]:
    """Read a row's content, and give the columns that say something else."""
    if table.name not in _SAID:
        return
    try:
        said = _SAID[table.name](row)
    except (StoreError, ValueError):
        yield Damage(table.name, str(row["number"]), "content", "cannot be read")
        return
    for name, value in said.items():
        if row[name] != value:
            yield Damage(table.name, str(row["number"]), name, "is not what the content says")


def _lab(row: Row) -> dict[str, Any]:
    lab = decode(Lab, row["content"])
    return {"id": lab.id, "version": lab.version or row["version"]}


def _claim(row: Row) -> dict[str, Any]:
    claim = decode(Claim, row["content"])
    return {"id": claim.id, "lab": claim.lab, "version": claim.version or row["version"]}


def _fact(row: Row) -> dict[str, Any]:
    digest = hashlib.sha256(row["content"].encode("utf-8", "replace")).hexdigest()
    return {"digest": digest, **columns_of(decode_fact(row["kind"], row["content"]))}


def _verdict(row: Row) -> dict[str, Any]:
    verdict = decode(Verdict, row["content"])
    return {
        "claim": verdict.claim,
        "as_of": verdict.as_of,
        "status": verdict.status.value,
        "reason": verdict.reason.value,
        "substance": substance(verdict),
    }


_SAID: Mapping[str, Callable[[Row], dict[str, Any]]] = MappingProxyType(
    {"labs": _lab, "claims": _claim, "evidence": _fact, "verdicts": _verdict}
)
