"""The files that paths lead to, and their documents."""

from collections.abc import Sequence
from pathlib import Path

from verifier.errors import ConfigurationError, Problem
from verifier.loader.reading import LONGEST, Document, read_document

LABS = "labs.yaml"
"""What the labs file is called, in any folder."""
_LONGEST_LABS = 4 * 1024 * 1024


class Files:
    """Claim files and labs files, each once, in the order of the paths."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.claims: dict[Path, None] = {}
        self.labs: dict[Path, None] = {}
        self.problems: list[Problem] = []
        for path in paths:
            if path.is_dir():
                self._add_folder(path)
            elif path.is_file():
                self._add_file(path)
            else:
                raise ConfigurationError(
                    f"{path}: no such file or folder; name the folder that holds the claim files"
                )

    def _add_folder(self, folder: Path) -> None:
        for path in sorted(folder.glob("*.yaml")):
            self._add(path)
        self.problems += [
            Problem(str(path), 1, 1, "ends in .yml, which is not read; rename it to .yaml")
            for path in sorted(folder.glob("*.yml"))
        ]

    def _add_file(self, path: Path) -> None:
        beside = path.with_name(LABS)
        if beside.is_file():
            self._add(beside)
        self._add(path)

    def _add(self, path: Path) -> None:
        files = self.labs if path.name == LABS else self.claims
        files.setdefault(path)


def read_file(path: Path) -> Document:
    """Read one file. Never raises: one that cannot be read is a document with that problem."""
    longest = _LONGEST_LABS if path.name == LABS else LONGEST
    try:
        with path.open("rb") as file:
            return read_document(str(path), file.read(longest + 1), longest)
    except OSError as trouble:
        problem = Problem(str(path), 1, 1, f"cannot be read: {trouble.strerror}")
        return Document(str(path), None, {}, {}, (problem,))
