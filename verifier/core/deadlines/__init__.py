"""Deadlines from the phrases promises are made with."""

from verifier.core.deadlines.answers import Deadline, NoDeadline, Precision, Why
from verifier.core.deadlines.reading import parse_deadline, read_deadline

__all__ = ["Deadline", "NoDeadline", "Precision", "Why", "parse_deadline", "read_deadline"]
