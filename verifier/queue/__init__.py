"""Jobs that workers on several machines share, kept by procrastinate in PostgreSQL."""

from verifier.queue.jobs import Queue, Stopped, Work

__all__ = ["Queue", "Stopped", "Work"]
