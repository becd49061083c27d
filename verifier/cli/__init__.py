"""The command line: the composition root, and the only reader of the clock."""

import sys


def main() -> None:
    """Run one command; end in its exit code, and never in a traceback."""
    try:
        from verifier.cli.app import app

        _be_forgiving()
        app()
    except KeyboardInterrupt:
        sys.exit(130)


def _be_forgiving() -> None:
    """Show a replacement where the terminal's encoding lacks a character."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
