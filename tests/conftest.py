"""What every test may ask for.

Random tests draw the same examples in every run, so that the suite says of a change what it said
before; HYPOTHESIS_PROFILE=search looks for new ones.
"""

import os

from hypothesis import settings

from tests.fakes.authority import authority, signing
from tests.fakes.databases import database_url, postgres_server, postgres_url, sqlite_url, store
from tests.fakes.servers import feeds, hub

__all__ = [
    "authority",
    "database_url",
    "feeds",
    "hub",
    "postgres_server",
    "postgres_url",
    "signing",
    "sqlite_url",
    "store",
]

settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
