"""What is free to change: where things stand, and what sums up the ledger and can be made anew.

`sources` sums up what the sweeps said, `heads` says where each chain ends; three tables are those
by which workers share a run, two those by which nobody is told anything twice, and the last four
sum up what the last night knew. A row's `mark` tells whether it is as it was written (see `marks`).
"""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text

from verifier.store.schema.ledger import BIG, metadata
from verifier.store.types import Utc, Word


def _mark() -> Column[str]:
    return Column("mark", Word, nullable=False)


sources = Table(
    "sources",
    metadata,
    Column("id", Word, primary_key=True),
    Column("last", BIG, ForeignKey("sweeps.number"), nullable=False),
    Column("last_read", BIG, ForeignKey("sweeps.number")),
    Column("last_controlled", BIG, ForeignKey("sweeps.number")),
    Column("last_kept", BIG, ForeignKey("sweeps.number")),
    Column("known", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("telling", Text, nullable=False, server_default=""),
    Column("turned", BIG, nullable=False, server_default="0"),
    Index("sources_by_turn", "turned"),
)
"""`telling` lists the sweeps that say of absence all that the source's sweeps say ("": unknown);
`turned` is the last one that said something else of the source itself."""

heads = Table(
    "heads",
    metadata,
    Column("name", Word, primary_key=True),
    Column("last", BIG, nullable=False),
    Column("link", Word, nullable=False),
)

queued = Table(
    "queued",
    metadata,
    Column("run", BIG, ForeignKey("runs.number"), primary_key=True, autoincrement=False),
    Column("since", Utc, nullable=False),
    Column("who", Word, nullable=False),
    Column("as_of", Utc),
)
"""The run that workers share, one row at most; it is under way until the run has ended."""

shards = Table(
    "shards",
    metadata,
    Column("run", BIG, ForeignKey("runs.number"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sources", Text, nullable=False),
    Column("done", Boolean, nullable=False),
)
"""The shares of that run: which sources each reads, as a JSON list."""

quotas = Table(
    "quotas",
    metadata,
    Column("name", Word, primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("at", Utc, nullable=False),
)
"""Token buckets: how many requests may still go out as of `at`; below 0, how many wait."""

recipients = Table(
    "recipients",
    metadata,
    Column("id", Word, primary_key=True),
    Column("told_up_to", BIG, nullable=False),
    Column("met", Utc, nullable=False),
    _mark(),
)
"""Who is told of changes (the digest of an address), and up to which run that is done."""

tellings = Table(
    "tellings",
    metadata,
    Column("recipient", Word, ForeignKey("recipients.id"), primary_key=True),
    Column("notice", Word, primary_key=True),
    Column("at", Utc, nullable=False),
    _mark(),
)
"""What a recipient was told of later runs, by the notices' ids."""

standing = Table(
    "standing",
    metadata,
    Column("claim", Word, primary_key=True),
    Column("lab", Word, nullable=False),
    Column("reason", Word, nullable=False),
    Column("rules", Integer, nullable=False),
    Column("wakes_at", Utc),
    Column("heeds_places", Boolean, nullable=False),
    Column("untraced", Boolean, nullable=False),
    _mark(),
    Index("standing_by_lab", "lab"),
    Index("standing_by_rules", "rules"),
    Index("standing_by_reason", "reason"),
    Index("standing_by_wake", "wakes_at"),
    Index("standing_untraced", "claim"),
)
"""What every claim stands by, and what it must be judged again for."""

awaited = Table(
    "awaited",
    metadata,
    Column("claim", Word, primary_key=True),
    Column("place", Word, primary_key=True),
    Index("awaited_by_place", "place"),
)
"""The places whose next valid reading a claim waits for."""

scopes = Table(
    "scopes",
    metadata,
    Column("lab", Word, primary_key=True),
    Column("scope", Word, primary_key=True),
    _mark(),
    Index("scopes_by_scope", "scope"),
)
"""In which scopes facts bear on a lab; one of a place it asks about is `source:` and the place."""

decided = Table(
    "decided",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("as_of", Utc, nullable=False),
    Column("closings", BIG, nullable=False),
    Column("labs", BIG, nullable=False),
    Column("claims", BIG, nullable=False),
    Column("evidence", BIG, nullable=False),
    Column("sweeps", BIG, nullable=False),
    Column("verdicts", BIG, nullable=False),
    _mark(),
)
"""One row: the instant judged last, and the last row of each table that was seen by then."""
