"""Deadlines from the phrases promises are made with."""

from verifier.core.deadlines.reading import parse_deadline, read_deadline
from verifier.core.deadlines.scanning import Time, find_times
from verifier.core.deadlines.signs import TIME_WORDS
from verifier.core.terms import Deadline, NoDeadline, Precision, Why

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
