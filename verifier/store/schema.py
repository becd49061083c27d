"""The tables as the code of today uses them; `migrations` builds and changes them.

Every row is only ever appended, numbered from 1 without a gap and chained (see `chain`); `valid_to`
and `runs.ended` are filled in once: triggers in the database refuse anything else. The rows of
`bodies` are named by their content instead of numbered and chained. Free to change are `sources`,
which sums up what the sweeps said, `heads`, where each chain ends, the three tables by which
workers share a run, the two by which nobody is told anything twice, and the last four, which sum up
what the last night knew and can be made anew.

Which rows a partial index leaves out its migration alone says: nothing else builds one, and to name
an option of PostgreSQL's loads all of its dialect.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from verifier.store.types import Utc, Word

REVISION = "0007"
"""The version of the database that this code reads and writes; revisions are counted up."""

metadata = MetaData()
_BIG = BigInteger().with_variant(Integer(), "sqlite")


def _number() -> Column[int]:
    return Column("number", _BIG, primary_key=True, autoincrement=False)


def _link() -> Column[str]:
    return Column("link", Word, nullable=False, server_default="")


def _versions(name: str, *more: Column[str]) -> Table:
    return Table(
        name,
        metadata,
        _number(),
        Column("id", Word, nullable=False),
        *more,
        Column("version", Word, nullable=False),
        Column("content", Text, nullable=False),
        Column("valid_from", Utc, nullable=False),
        Column("valid_to", Utc),
        _link(),
        Index(f"{name}_current", "id", unique=True),
    )


labs = _versions("labs")
claims = _versions("claims", Column("lab", Word, nullable=False))
Index("claims_by_lab", claims.c.lab, claims.c.id)

closings = Table(
    "closings",
    metadata,
    _number(),
    Column("kind", Word, nullable=False),
    Column("version", _BIG, nullable=False),
    Column("at", Utc, nullable=False),
    _link(),
)
"""Which row of `labs` or `claims` (`kind`) was closed when."""

runs = Table(
    "runs",
    metadata,
    _number(),
    Column("began", Utc, nullable=False),
    Column("as_of", Utc, nullable=False),
    Column("ended", Utc),
    _link(),
)

sweeps = Table(
    "sweeps",
    metadata,
    _number(),
    Column("run", _BIG, ForeignKey("runs.number"), nullable=False),
    Column("digest", Word, nullable=False),
    Column("source", Word, nullable=False),
    Column("began", Utc, nullable=False),
    Column("ended", Utc, nullable=False),
    Column("outcome", Word, nullable=False),
    Column("controlled", Boolean, nullable=False),
    Column("fault", Word, nullable=False),
    Column("detail", Word, nullable=False),
    Column("covers_since", Utc),
    Column("items", Integer, nullable=False),
    Column("requests", Integer, nullable=False),
    Column("sha256", Word, nullable=False),
    Column("known_sha256", Word),
    Column("state_sha256", Word),
    _link(),
    UniqueConstraint("run", "digest", name="sweeps_once"),
    Index("sweeps_by_source", "source", "number"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Word, primary_key=True),
    Column("last", _BIG, ForeignKey("sweeps.number"), nullable=False),
    Column("last_read", _BIG, ForeignKey("sweeps.number")),
    Column("last_controlled", _BIG, ForeignKey("sweeps.number")),
    Column("last_kept", _BIG, ForeignKey("sweeps.number")),
    Column("known", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("telling", Text, nullable=False, server_default=""),
    Column("turned", _BIG, nullable=False, server_default="0"),
    Index("sources_by_turn", "turned"),
)
"""`telling` lists the sweeps that say of absence all that the source's sweeps say ("": unknown);
`turned` is the last one that said something else of the source itself."""

exchanges = Table(
    "exchanges",
    metadata,
    _number(),
    Column("sweep", _BIG, ForeignKey("sweeps.number"), nullable=False),
    Column("url", Word, nullable=False),
    Column("began", Utc, nullable=False),
    Column("ended", Utc, nullable=False),
    Column("status", Integer, nullable=False),
    Column("sent", Text, nullable=False),
    Column("headers", Text, nullable=False),
    Column("body", Word),
    Column("size", _BIG),
    Column("kept", Boolean, nullable=False),
    _link(),
    Index("exchanges_by_sweep", "sweep"),
)
"""Requests and answers of the sweeps that mattered, in order; of most sweeps there are none."""

bodies = Table(
    "bodies",
    metadata,
    Column("sha256", Word, primary_key=True),
    Column("size", _BIG, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
"""What `exchanges.body` names where it is `kept`: by zlib, once an address."""

evidence = Table(
    "evidence",
    metadata,
    _number(),
    Column("digest", Word, nullable=False),
    Column("scope", Word, nullable=False),
    Column("kind", Word, nullable=False),
    Column("artefact", Word, nullable=False),
    Column("source", Word, nullable=False),
    Column("recorded_at", Utc, nullable=False),
    Column("sweep", _BIG, ForeignKey("sweeps.number"), nullable=False),
    Column("content", Text, nullable=False),
    _link(),
    UniqueConstraint("digest", name="evidence_once"),
    Index("evidence_by_scope", "scope"),
)

verdicts = Table(
    "verdicts",
    metadata,
    _number(),
    Column("run", _BIG, ForeignKey("runs.number"), nullable=False),
    Column("claim", Word, nullable=False),
    Column("as_of", Utc, nullable=False),
    Column("status", Word, nullable=False),
    Column("reason", Word, nullable=False),
    Column("since", Utc, nullable=False),
    Column("substance", Word, nullable=False),
    Column("content", Text, nullable=False),
    _link(),
    Index("verdicts_by_claim", "claim", "as_of", "number"),
)

seals = Table(
    "seals",
    metadata,
    _number(),
    Column("run", _BIG, ForeignKey("runs.number"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("heads", Text, nullable=False),
    Column("held", Word),
    _link(),
)
"""How every chain stood at the end of a run, and why its verdicts are held, if they are.

A seal's link is the head of that night.
"""

stamps = Table(
    "stamps",
    metadata,
    _number(),
    Column("seal", _BIG, ForeignKey("seals.number"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("authority", Word, nullable=False),
    Column("token", Text, nullable=False),
    _link(),
)
"""What a timestamping authority (RFC 3161) signed of a seal's link; the answer in base64."""

heads = Table(
    "heads",
    metadata,
    Column("name", Word, primary_key=True),
    Column("last", _BIG, nullable=False),
    Column("link", Word, nullable=False),
)

queued = Table(
    "queued",
    metadata,
    Column("run", _BIG, ForeignKey("runs.number"), primary_key=True, autoincrement=False),
    Column("since", Utc, nullable=False),
    Column("who", Word, nullable=False),
    Column("as_of", Utc),
)
"""The run that workers share, one row at most; it is under way until the run has ended."""

shards = Table(
    "shards",
    metadata,
    Column("run", _BIG, ForeignKey("runs.number"), primary_key=True, autoincrement=False),
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
    Column("told_up_to", _BIG, nullable=False),
    Column("met", Utc, nullable=False),
)
"""Who is told of changes (the digest of an address), and up to which run that is done."""

tellings = Table(
    "tellings",
    metadata,
    Column("recipient", Word, ForeignKey("recipients.id"), primary_key=True),
    Column("notice", Word, primary_key=True),
    Column("at", Utc, nullable=False),
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
    Index("scopes_by_scope", "scope"),
)
"""In which scopes facts bear on a lab; one of a place it asks about is `source:` and the place."""

decided = Table(
    "decided",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("as_of", Utc, nullable=False),
    Column("closings", _BIG, nullable=False),
    Column("labs", _BIG, nullable=False),
    Column("claims", _BIG, nullable=False),
    Column("evidence", _BIG, nullable=False),
    Column("sweeps", _BIG, nullable=False),
    Column("verdicts", _BIG, nullable=False),
)
"""One row: the instant judged last, and the last row of each table that was seen by then."""
