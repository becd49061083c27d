import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from tests.cli.workspace import Workspace
from verifier.cli import main
from verifier.cli.faults import told


def is_one_clear_line(said: str) -> bool:
    return len(said.splitlines()) == 1 and said.startswith("verifier: ") and "Traceback" not in said


def test_a_folder_in_place_of_the_database_is_one_line_and_exit_4(workspace: Workspace) -> None:
    workspace.database.mkdir()
    for command in (["resolve", "--offline"], ["list"], ["db", "upgrade"]):
        done = workspace.process(*command)
        assert done.returncode == 4, done.stderr
        assert done.stdout == ""
        assert is_one_clear_line(done.stderr)


def test_a_database_that_cannot_be_written_is_one_line_and_exit_4(workspace: Workspace) -> None:
    done = workspace.process("resolve", "--offline", VERIFIER_DB="sqlite:////proc/verifier.db")
    assert done.returncode == 4
    assert is_one_clear_line(done.stderr)


def test_a_database_of_a_newer_version_is_one_line_and_exit_4(workspace: Workspace) -> None:
    import sqlite3

    workspace.run("db", "upgrade")
    connection = sqlite3.connect(workspace.database)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    for command in (["resolve", "--offline"], ["list"], ["db", "upgrade"]):
        done = workspace.process(*command)
        assert done.returncode == 4
        assert is_one_clear_line(done.stderr)
        assert "newer" in done.stderr


def test_an_unreachable_postgresql_is_one_line_without_the_password(workspace: Workspace) -> None:
    url = "postgresql://me:s3cret@127.0.0.1:9/promises"
    done = workspace.process("resolve", "--offline", VERIFIER_DB=url)
    assert done.returncode == 4
    assert is_one_clear_line(done.stderr)
    assert "s3cret" not in done.stderr


def test_there_is_nothing_to_list_before_there_is_a_database(workspace: Workspace) -> None:
    done = workspace.process("list")
    assert done.returncode == 4
    assert is_one_clear_line(done.stderr)
    assert not workspace.database.exists()


def test_a_wrong_setting_is_one_line_and_exit_4(workspace: Workspace) -> None:
    (workspace.folder / "verifier.toml").write_text("worker = 3\n")
    done = workspace.process("list")
    assert done.returncode == 4
    assert is_one_clear_line(done.stderr)
    assert "did you mean workers" in done.stderr


def test_an_unknown_command_or_option_is_exit_2(workspace: Workspace) -> None:
    assert workspace.run("resolv").exit_code == 2
    assert workspace.run("list", "--sttus", "late").exit_code == 2
    assert workspace.run().exit_code == 2


def test_version_and_help_are_told_on_stdout(workspace: Workspace) -> None:
    done = workspace.process("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("verifier ")
    assert "resolve" in workspace.process("--help").stdout


def test_a_reader_who_leaves_early_is_no_error(workspace: Workspace) -> None:
    workspace.resolve()
    command = f"{sys.executable} -m verifier export | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        env={**workspace.environ, "PYTHONUNBUFFERED": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_disk_behind_stdout_is_one_line_and_exit_4(workspace: Workspace) -> None:
    workspace.resolve()
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "verifier", "export"],
            env=workspace.environ,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 4
    assert is_one_clear_line(done.stderr)


def test_an_interruption_ends_in_130(workspace: Workspace) -> None:
    archive = Path("data/evidence.jsonl")
    archive.unlink()
    os.mkfifo(archive)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job of `&` is deaf to it
    running = subprocess.Popen(
        [sys.executable, "-m", "verifier", "doctor"],
        env=workspace.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    signal.signal(signal.SIGINT, before)
    with archive.open("wb"):  # opens once the other end is being read
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, "")
    assert err == "verifier: interrupted\n"


def test_a_bug_is_one_line_exit_70_and_a_traceback_in_a_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(typer.Exit) as caught, told():
        raise LookupError("lost\nand gone")
    assert caught.value.exit_code == 70
    said = capsys.readouterr().err
    assert is_one_clear_line(said)
    assert "this is a bug: LookupError: lost and gone" in said
    trace = Path(said.rpartition(" are in ")[2].rstrip(")\n"))
    assert "Traceback" in trace.read_text(encoding="utf-8")
    trace.unlink()


def test_the_traceback_of_a_bug_is_shown_to_who_asks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERIFIER_DEBUG", "1")
    with pytest.raises(typer.Exit), told():
        raise LookupError("lost")
    assert "Traceback" in capsys.readouterr().err


def test_a_bug_is_told_where_no_file_can_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nonexistent")
    with pytest.raises(typer.Exit), told():
        raise LookupError("lost")
    assert "VERIFIER_DEBUG=1" in capsys.readouterr().err


def test_main_ends_in_the_exit_code(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["verifier", "--version"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("verifier ")
    monkeypatch.setattr(sys, "argv", ["verifier", "validate", "gone.yaml"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 4


def test_an_interruption_inside_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as caught, told():
        raise KeyboardInterrupt
    assert caught.value.exit_code == 130
    assert capsys.readouterr().err == "verifier: interrupted\n"
