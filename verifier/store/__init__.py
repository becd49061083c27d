"""The ledger: claims in versions, facts, sweeps and verdicts, in SQLite or PostgreSQL."""

from verifier.store.repository import SqlStore, open_store, upgrade
from verifier.store.shared import WINDOW, SharedRun

__all__ = ["WINDOW", "SharedRun", "SqlStore", "open_store", "upgrade"]
