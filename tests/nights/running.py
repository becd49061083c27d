"""Whole runs of the command line in processes of their own, to be killed at any moment.

A fork server that has the program imported already begins each one, so that what is killed is the
run and not the import. Forked processes are of their own parent: pytest's threads are not theirs.
"""

import multiprocessing
import os
import resource
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

_PRELOADED = (
    "alembic.command",
    "httpx2",
    "tests.nights.running",
    "verifier.cli.app",
    "verifier.cli.wiring",
    "verifier.exports.csv",
    "verifier.loader",
    "verifier.resolver",
    "verifier.sources.feeds",
    "verifier.store",
    "psycopg",
)
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(list(_PRELOADED))


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended, and what it had said by then."""

    code: int | None
    said: str
    complained: str


@dataclass(slots=True)
class Run:
    """One process that runs some commands, one after another."""

    process: BaseProcess
    out: Path
    err: Path

    def kill_after(self, seconds: float) -> bool:
        """Let it live so long, then kill -9; tell whether it still ran."""
        self.process.join(seconds)
        running = self.process.is_alive()
        if running and self.process.pid is not None:
            os.kill(self.process.pid, signal.SIGKILL)
        return running

    def end(self, timeout: float = 60) -> Ended:
        """Wait for its end."""
        self.process.join(timeout)
        assert not self.process.is_alive(), "it hangs"
        code = self.process.exitcode
        read = [file.read_text("utf-8") if file.exists() else "" for file in (self.out, self.err)]
        assert "Traceback" not in read[1]
        return Ended(code, *read)


def start(
    folder: Path, environ: Mapping[str, str], *commands: Sequence[str], largest: int = 0
) -> Run:
    """Begin a process that runs these commands in a folder, and stops at the first that fails.

    Files may grow to `largest` bytes, if given: to whoever writes on, the disk is full.
    """
    out, err = folder / "out.txt", folder / "err.txt"
    process = _server.Process(
        target=_work, args=(str(folder), dict(environ), [list(one) for one in commands], largest)
    )
    process.start()
    return Run(process, out, err)


def seconds(run: Run) -> float:
    """Tell how long a run takes from here to its end."""
    began = time.monotonic()
    run.end()
    return time.monotonic() - began


def _work(folder: str, environ: Mapping[str, str], commands: list[list[str]], largest: int) -> None:
    """Be the command line, in the forked process."""
    from verifier.cli import main

    if largest:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    for name, descriptor in (("out.txt", 1), ("err.txt", 2)):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, descriptor)
        os.close(file)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the process's own
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the process's own
    for command in commands:
        sys.argv = ["verifier", *command]
        try:
            main()
        except SystemExit as done:
            if done.code:
                raise
