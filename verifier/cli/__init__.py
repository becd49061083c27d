"""The command line: the composition root, and the only reader of the clock."""

import gc
import sys

_ALIVE = 100_000
"""So many objects more before cycles are sought: what a command reads, it drops by itself."""


def main() -> None:
    """Run one command; end in its exit code, and never in a traceback."""
    collect_seldom()
    try:
        from verifier.cli.commands import put_together

        _be_forgiving()
        put_together(*sys.argv[1:2])()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        # The system takes the memory back whole: to seek cycles in it first, as Python does at its
        # end, is a fifth of the time a short command takes.
        gc.freeze()


def collect_seldom() -> None:
    """Have cycles sought seldom: it is a fifth of the time it takes to go through many rows."""
    gc.set_threshold(_ALIVE)


def _be_forgiving() -> None:
    """Show a replacement where the terminal's encoding lacks a character."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
