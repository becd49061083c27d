"""The clock a run goes by, and who is told how far it is."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Gives the time, UTC."""
Progress = Callable[[str, int, int], None]
"""Told what is being done, how many of it are done, and how many there are."""


def ignore(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""
