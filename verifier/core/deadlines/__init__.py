"""Deadlines from the phrases promises are made with."""

from verifier.core.deadlines.answers import Deadline, NoDeadline, Precision, Why
from verifier.core.deadlines.reading import parse_deadline, read_deadline
from verifier.core.deadlines.scanning import Time, find_times
from verifier.core.deadlines.signs import TIME_WORDS

__all__ = [
    "TIME_WORDS",
    "Deadline",
    "NoDeadline",
    "Precision",
    "Time",
    "Why",
    "find_times",
    "parse_deadline",
    "read_deadline",
]
