"""The tables as the code of today uses them; `migrations` builds and changes them.

Which rows a partial index leaves out its migration alone says: nothing else builds one, and to name
an option of PostgreSQL's loads all of its dialect.
"""

from verifier.store.schema.changing import (
    awaited,
    decided,
    heads,
    queued,
    quotas,
    recipients,
    scopes,
    shards,
    sources,
    standing,
    tellings,
)
from verifier.store.schema.ledger import (
    bodies,
    claims,
    closings,
    evidence,
    exchanges,
    labs,
    metadata,
    runs,
    seals,
    stamps,
    sweeps,
    verdicts,
)

__all__ = [
    "REVISION",
    "awaited",
    "bodies",
    "claims",
    "closings",
    "decided",
    "evidence",
    "exchanges",
    "heads",
    "labs",
    "metadata",
    "queued",
    "quotas",
    "recipients",
    "runs",
    "scopes",
    "seals",
    "shards",
    "sources",
    "stamps",
    "standing",
    "sweeps",
    "tellings",
    "verdicts",
]

REVISION = "0008"
"""The version of the database that this code reads and writes; revisions are counted up."""
