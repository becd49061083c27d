"""What every test may ask for.

Random tests draw the same examples in every run, so that the suite says of a change what it said
before; HYPOTHESIS_PROFILE=search looks for new ones.
"""

import gc
import os
from functools import cache

import pydantic.type_adapter  # noqa: F401 - before any test freezes what a day is
import typer.testing
from hypothesis import settings

from tests.fakes.authority import authority, signing
from tests.fakes.databases import (
    database_url,
    postgres_built,
    postgres_server,
    postgres_template,
    postgres_url,
    sqlite_built,
    sqlite_template,
    sqlite_url,
    store,
)
from tests.fakes.servers import feeds, hub

__all__ = [
    "authority",
    "database_url",
    "feeds",
    "hub",
    "postgres_built",
    "postgres_server",
    "postgres_template",
    "postgres_url",
    "signing",
    "sqlite_built",
    "sqlite_template",
    "sqlite_url",
    "store",
]

settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# The command line is put together from its functions once, not for each of a thousand runs of it.
typer.testing._get_command = cache(typer.testing._get_command)  # type: ignore[attr-defined]


def pytest_collection_finish() -> None:
    """Have the garbage collector pass by what lives as long as the tests do."""
    gc.collect()
    gc.freeze()
