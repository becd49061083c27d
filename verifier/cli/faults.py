"""From exceptions to exit codes: one clear line on stderr, and a traceback for nobody."""

import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from verifier.errors import InvalidClaims, VerifierError

BUG = 70
INTERRUPTED = 130
_TYPERS_OWN = (typer.Exit, typer.Abort, typer.TyperException)


class Commands(TyperGroup):
    """The commands, their failures told in a line."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer keeps its context's class private
        """Run a command; end in its exit code whatever happens."""
        with told():
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result


@contextmanager
def told() -> Iterator[None]:
    """Turn what goes wrong inside into a line on stderr and an exit code."""
    try:
        yield
    except _TYPERS_OWN:
        raise
    except VerifierError as error:
        typer.echo(_message(error), err=True)
        raise typer.Exit(error.exit_code) from None
    except BrokenPipeError:
        _forget_stdout()
        raise typer.Exit from None
    except KeyboardInterrupt:
        typer.echo("verifier: interrupted", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except Exception as error:  # noqa: BLE001 - the last resort: no traceback for a user
        typer.echo(_bug(error), err=True)
        raise typer.Exit(BUG) from None


def _message(error: VerifierError) -> str:
    if isinstance(error, InvalidClaims):
        many = len(error.problems)
        return f"{error}\nverifier: {many} problem{'s' if many != 1 else ''}; nothing was stored"
    return f"verifier: {' '.join(str(error).split())}"


def _forget_stdout() -> None:
    """Keep the interpreter from flushing into a pipe that nobody reads."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _bug(error: Exception) -> str:
    what = " ".join(f"{type(error).__name__}: {error}".split())
    trace = "".join(traceback.format_exception(error))
    if os.environ.get("VERIFIER_DEBUG"):
        return f"{trace}verifier: this is a bug: {what}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="verifier-bug-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(trace)
    except OSError:
        return f"verifier: this is a bug: {what} (run again with VERIFIER_DEBUG=1 for details)"
    return f"verifier: this is a bug: {what} (details for a report are in {file.name})"
