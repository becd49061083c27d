"""What every test may ask for."""

from tests.fakes.databases import database_url, postgres_server, postgres_url, sqlite_url, store

__all__ = ["database_url", "postgres_server", "postgres_url", "sqlite_url", "store"]
