"""Every error a user can meet, each with the exit code it ends in.

VerifierError
├── InvalidClaims        1   claim files that cannot be taken; carries every problem found
├── UsageError           2   an argument that cannot be carried out
├── ConfigurationError   4   a setting, a folder or a file that is not as it must be
│   └── StoreError       4   the database: unreachable, unwritable, of another version
└── AlreadyRunning       6   another resolve, or notify, holds the lock

A fault of the world (a server down, a broken feed) is no error: sources return it as data.
"""

from typing import NamedTuple


class VerifierError(Exception):
    """Anything a user has to be told; the message says what happened and what to do next."""

    exit_code = 1


class UsageError(VerifierError):
    """An argument that names nothing, or contradicts another."""

    exit_code = 2


class ConfigurationError(VerifierError):
    """A setting, folder or file that is not as it must be."""

    exit_code = 4


class StoreError(ConfigurationError):
    """The database cannot be used; says which and why, and never shows a password."""


class AlreadyRunning(VerifierError):
    """Another run of the command holds the lock; says who and since when."""

    exit_code = 6


class Problem(NamedTuple):
    """One thing wrong in one file, at a place counted from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class InvalidClaims(VerifierError):
    """Claim files with problems: all of them, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
