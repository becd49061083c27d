"""A filled folder for a test, as the commands' tests have it."""

from tests.cli.conftest import workspace

__all__ = ["workspace"]
