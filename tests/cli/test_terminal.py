import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout

import pytest

from tests.cli.workspace import AS_OF, WEIGHTS_ID, Workspace
from verifier.cli.output import Table, progress, say_table


def on_terminal(workspace: Workspace, *args: str, code: int = 0, **environ: str) -> str:
    """Run a command whose stdout and stderr are a terminal, and give what that showed."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "verifier", *args],
        env={**workspace.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environ},
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        shown += chunk
    os.close(ours)
    assert running.wait(30) == code
    return shown.decode()


def test_a_terminal_gets_a_coloured_table_of_the_columns_that_fit(workspace: Workspace) -> None:
    workspace.resolve()
    wide = on_terminal(workspace, "list", COLUMNS="160")
    assert "\x1b[1;31mlate" in wide
    assert "Acme-1 weights in 2 weeks" in wide
    narrow = on_terminal(workspace, "list", COLUMNS="80")
    assert WEIGHTS_ID in narrow
    assert "Acme-1 weights in 2 weeks" not in narrow


def test_no_color_means_no_colour(workspace: Workspace) -> None:
    workspace.resolve()
    assert "\x1b[1;31m" not in on_terminal(workspace, "list", NO_COLOR="1")


def test_progress_is_shown_on_a_terminal_only(workspace: Workspace) -> None:
    shown = on_terminal(workspace, "resolve", "--offline", "--as-of", AS_OF)
    assert "sources" in shown
    assert "100%" in shown
    piped = workspace.process("resolve", "--offline", "--as-of", AS_OF)
    assert piped.stderr == ""
    assert "100%" not in piped.stdout


def shown_on_terminal(act: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> str:
    """Do something with a terminal of 60 columns for stdout and stderr."""
    ours, theirs = pty.openpty()
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(theirs, "w") as stream, redirect_stdout(stream), redirect_stderr(stream):
        act()
        stream.flush()
        shown = b""
        while select.select([ours], [], [], 0.2)[0]:
            shown += os.read(ours, 65536)
    os.close(ours)
    return shown.decode()


def test_the_last_columns_give_way_but_four_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table(tuple("abcdef"), (("x" * 20,) * 6,))

    shown = shown_on_terminal(lambda: say_table(table), monkeypatch)
    assert "d" in shown
    assert "e" not in shown
    small = Table(("one", "two"), (("late", "1"),))
    assert "late" in shown_on_terminal(lambda: say_table(small), monkeypatch)


def test_progress_names_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def act() -> None:
        with progress() as show:
            show("sources", 1, 2)
            show("sources", 2, 2)

    assert "sources" in shown_on_terminal(act, monkeypatch)


def test_nothing_that_steers_a_terminal_gets_through(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(Table(("a", "b"), (("x\x1b[2Jy", "line\nbreak"), ("\u202ez", "\x9b5m"))))
    shown = capsys.readouterr().out
    assert shown == "a      b\nx[2Jy  line break\nz      5m\n"


def test_a_workbook_is_not_thrown_at_a_terminal(workspace: Workspace) -> None:
    workspace.resolve()
    for name in ("xlsx", "parquet"):
        assert "--output" in on_terminal(workspace, "export", "-f", name, code=2)
    assert "BEGIN:VCALENDAR" in on_terminal(workspace, "export", "-f", "ical")
