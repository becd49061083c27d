import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from frictionless import Package, system

from tests.cli.workspace import Workspace
from verifier.cli.package import write_package
from verifier.errors import ConfigurationError

FILES = ("claims.csv", "datapackage.json", "evidence.csv", "history.csv")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_package_of_real_verdicts_is_valid_and_replaces_an_earlier_one(
    workspace: Workspace,
) -> None:
    workspace.resolve()
    target = workspace.folder / "package"
    for options in ((), ("--lab", "acme")):
        result = workspace.run("export", "-f", "datapackage", "-o", str(target), *options)
        assert (result.exit_code, result.stdout) == (0, "")
        assert names(target) == list(FILES)
        with system.use_context(trusted=True):
            assert Package(str(target / "datapackage.json")).validate().valid
    assert b"borealis" not in (target / "claims.csv").read_bytes()
    assert not [path for path in workspace.folder.iterdir() if path.name.startswith(".package")]


def test_the_folder_one_stands_in_can_be_named(workspace: Workspace) -> None:
    workspace.resolve()
    inner = workspace.folder / "inner"
    inner.mkdir()
    os.chdir(inner)
    assert workspace.run("export", "-f", "datapackage", "-o", ".").exit_code == 0
    assert names(workspace.folder / "inner") == list(FILES)


def test_a_folder_with_other_files_is_left_as_it_is(workspace: Workspace) -> None:
    workspace.resolve()
    result = workspace.run("export", "-f", "datapackage", "-o", "claims")
    assert result.exit_code == 4
    assert "which is no part of the package" in result.stderr
    assert "labs.yaml" in names(workspace.folder / "claims")
    assert "datapackage.json" not in names(workspace.folder / "claims")


def test_a_package_that_breaks_off_leaves_the_old_one(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConfigurationError("the database is gone")

    target = tmp_path / "package"
    write_package(target, [("a", [b"old"]), ("b", [b"old"])])
    with pytest.raises(ConfigurationError, match="gone"):
        write_package(target, [("a", [b"new"]), ("b", broken())])
    assert [(target / name).read_bytes() for name in ("a", "b")] == [b"old", b"old"]
    assert names(tmp_path) == ["package"]


def test_a_place_that_is_a_file_is_told(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"")
    with pytest.raises(ConfigurationError, match="file cannot be written"):
        write_package(target, [("a", [b"new"])])
    assert names(tmp_path) == ["file"]
