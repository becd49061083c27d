"""Facts, each stored once under its digest, and found by the scope it speaks for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, select

from verifier.core.addresses import HUB
from verifier.core.claims import Lab
from verifier.store import chain
from verifier.store.codec import decode_fact, encode_fact
from verifier.store.database import batches
from verifier.store.schema import evidence
from verifier.store.types import Word

if TYPE_CHECKING:
    from verifier.core.evidence import Observation


def append_facts(connection: Connection, facts: "Iterable[Observation]", sweep: int) -> int:
    """Store the facts that are not stored yet; give how many those were."""
    new = 0
    for batch in batches(facts):
        rows = {row["digest"]: row for row in (_row(fact, sweep) for fact in batch)}
        there = select(evidence.c.digest).where(evidence.c.digest.in_(rows))
        for digest in connection.scalars(there):
            del rows[digest]
        new += len(chain.append(connection, evidence, rows.values()))
    return new


def find_fact(connection: Connection, digest: str) -> "Observation | None":
    """Give the fact at an address, None where there is none."""
    query = select(evidence.c.kind, evidence.c.content).where(evidence.c.digest == digest)
    row = connection.execute(query).one_or_none()
    return None if row is None else decode_fact(*row)


def find_facts(connection: Connection, digests: Iterable[str]) -> "dict[str, Observation]":
    """Give the facts at many addresses; what is not there is left out."""
    found: dict[str, Observation] = {}
    for batch in batches(dict.fromkeys(digests)):
        query = select(evidence.c.digest, evidence.c.kind, evidence.c.content)
        for digest, kind, content in connection.execute(query.where(evidence.c.digest.in_(batch))):
            found[digest] = decode_fact(kind, content)
    return found


class Stored(NamedTuple):
    """A fact with its address and the number of its row."""

    fact: "Observation"
    digest: str
    number: int


def stored_by_scope(connection: Connection, scopes: Iterable[str]) -> dict[str, list[Stored]]:
    """Give the facts of each of these scopes, in an order that only they themselves decide."""
    columns = evidence.c
    found: dict[str, list[Stored]] = {}
    for batch in batches(sorted(set(scopes))):
        query = (
            select(columns.scope, columns.kind, columns.content, columns.digest, columns.number)
            .where(columns.scope.in_(batch))
            .order_by(columns.scope, columns.recorded_at, columns.digest)
        )
        for scope, kind, content, digest, number in connection.execute(query):
            stored = Stored(decode_fact(kind, content), digest, number)
            found.setdefault(scope, []).append(stored)
    return found


def scopes_of(lab: Lab, places: Sequence[str]) -> tuple[str, ...]:
    """Name the scopes whose facts bear on a lab: its organisations, itself, and some sources."""
    organisations = (
        *(f"{HUB}:{org}" for org in lab.hub_orgs),
        *(f"github.com:{org}" for org in lab.github_orgs),
    )
    scopes = (
        *(scope.casefold() for scope in organisations),
        f"lab:{lab.id}",
        *(f"source:{place}" for place in places),
    )
    return tuple(dict.fromkeys(scopes))


def columns_of(fact: "Observation") -> dict[str, Any]:
    """Give what the table repeats of a fact, for finding it."""
    from verifier.core.evidence import artefact_of, scope_of

    return {
        "scope": Word.kept(scope_of(fact)),
        "kind": type(fact).__name__,
        "artefact": Word.kept(artefact_of(fact)),
        "source": Word.kept(fact.source),
        "recorded_at": fact.recorded_at,
    }


def _row(fact: "Observation", sweep: int) -> Mapping[str, Any]:
    digest, content = encode_fact(fact)
    return {"digest": digest, **columns_of(fact), "sweep": sweep, "content": content}
