"""The ledger: claims in versions, facts, sweeps and verdicts, in SQLite or PostgreSQL."""

from verifier.store.repository import SqlStore, open_store, upgrade

__all__ = ["SqlStore", "open_store", "upgrade"]
