"""What is only ever appended: labs, claims, runs, what was read, and the verdicts.

Every row is numbered from 1 without a gap and chained (see `chain`); `valid_to` and `runs.ended`
are filled in once: triggers in the database refuse anything else. The rows of `bodies` are named by
their content instead of numbered and chained.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
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

metadata = MetaData()
BIG = BigInteger().with_variant(Integer(), "sqlite")
"""A row's number, or another number without a bound."""


def _number() -> Column[int]:
    return Column("number", BIG, primary_key=True, autoincrement=False)


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
    Column("version", BIG, nullable=False),
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
    Column("run", BIG, ForeignKey("runs.number"), nullable=False),
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

exchanges = Table(
    "exchanges",
    metadata,
    _number(),
    Column("sweep", BIG, ForeignKey("sweeps.number"), nullable=False),
    Column("url", Word, nullable=False),
    Column("began", Utc, nullable=False),
    Column("ended", Utc, nullable=False),
    Column("status", Integer, nullable=False),
    Column("sent", Text, nullable=False),
    Column("headers", Text, nullable=False),
    Column("body", Word),
    Column("size", BIG),
    Column("kept", Boolean, nullable=False),
    _link(),
    Index("exchanges_by_sweep", "sweep"),
)
"""Requests and answers of the sweeps that mattered, in order; of most sweeps there are none."""

bodies = Table(
    "bodies",
    metadata,
    Column("sha256", Word, primary_key=True),
    Column("size", BIG, nullable=False),
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
    Column("sweep", BIG, ForeignKey("sweeps.number"), nullable=False),
    Column("content", Text, nullable=False),
    _link(),
    UniqueConstraint("digest", name="evidence_once"),
    Index("evidence_by_scope", "scope"),
)

verdicts = Table(
    "verdicts",
    metadata,
    _number(),
    Column("run", BIG, ForeignKey("runs.number"), nullable=False),
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
    Column("run", BIG, ForeignKey("runs.number"), nullable=False),
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
    Column("seal", BIG, ForeignKey("seals.number"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("authority", Word, nullable=False),
    Column("token", Text, nullable=False),
    _link(),
)
"""What a timestamping authority (RFC 3161) signed of a seal's link; the answer in base64."""
