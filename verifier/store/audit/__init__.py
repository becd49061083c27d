"""Whether the ledger is what was written: every row, every link, every verdict from its evidence.

What a table holds is either chained, or can be derived from what is, or carries a mark of its own:
`DERIVED` names the check of each table that is not chained. A new table goes into `chain.CHAINED`
or in there.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from verifier.errors import StoreError
from verifier.ports import Damage, Tally
from verifier.resolver import Progress
from verifier.store.audit.closed import closed_as_said
from verifier.store.audit.derived import bodies, heads_are_known, revision, sources
from verifier.store.audit.guards import guards
from verifier.store.audit.marks import awaits, heeded, marks, waits
from verifier.store.audit.rows import columns_agree
from verifier.store.audit.seals import Sealed, read_seals
from verifier.store.audit.stale import stale
from verifier.store.audit.verdicts import derive_again
from verifier.store.audit.walk import walk
from verifier.store.chain import CHAINED
from verifier.store.schema import decided, metadata, recipients, tellings

Check = Callable[[Connection], Iterator[Damage]]

DERIVED: Mapping[str, Check] = MappingProxyType(
    {
        "sources": sources,
        "bodies": bodies,
        "heads": heads_are_known,
        "alembic_version": revision,
        "standing": waits,
        "awaited": awaits,
        "scopes": heeded,
        **{table.name: partial(marks, table=table) for table in (decided, recipients, tellings)},
    }
)
"""The tables that are not chained, and what compares their rows: with what they follow from, or
with their marks."""

_UNREADABLE = (
    SQLAlchemyError,
    StoreError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    OverflowError,
)
"""What comes of values that no column can hold and no row was written with."""

PASSING = frozenset({"queued", "shards", "quotas"})
"""Notes of the run that workers share, rewritten by each: no verdict rests on them."""


def audit(connection: Connection, tally: Tally, progress: Progress) -> Iterator[Damage]:
    """Go through the whole ledger in one transaction; count in `tally`, give what is wrong."""
    yield from _told("", guards, connection)
    for name in metadata.tables.keys() - CHAINED.keys() - DERIVED.keys() - PASSING:
        yield Damage(name, "", "", "is a table that nothing checks")
    sealed = Sealed()
    yield from _told("seals", partial(read_seals, sealed=sealed), connection)
    for done, (name, table) in enumerate(CHAINED.items(), start=1):
        chained = partial(
            walk, table=table, sealed=sealed.of(name), agree=columns_agree, tally=tally
        )
        yield from _told(name, chained, connection)
        progress("tables", done, len(CHAINED))
    for name, check in DERIVED.items():
        yield from _told(name, check, connection)
    yield from _told("closings", closed_as_said, connection)
    yield from _told("verdicts", partial(derive_again, tally=tally, progress=progress), connection)
    yield from _told("verdicts", stale, connection)


def _told(name: str, check: Check, connection: Connection) -> Iterator[Damage]:
    """Tell of what the database itself cannot read, and go on with the next check."""
    try:
        yield from check(connection)
    except _UNREADABLE as error:
        told = " ".join(str(getattr(error, "orig", None) or error).split())
        yield Damage(name, "", "", f"cannot be read: {told}")
