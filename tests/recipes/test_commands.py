"""Every command that the documents and the recipes show exists, with those options."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from tests.recipes.tools import RECIPES, ROOT
from verifier.cli.app import app
from verifier.settings import PREFIX, read_settings

FILES = sorted(path for path in RECIPES.rglob("*") if path.is_file())
DOCUMENTS = [ROOT / "README.md", RECIPES / "README.md"]
ROOT_COMMAND: Any = typer.main.get_command(app)


def _code(text: str) -> Iterator[str]:
    """Give the lines of fenced blocks, and what stands between backticks outside them."""
    for number, part in enumerate(text.split("```")):
        yield from part.splitlines() if number % 2 else re.findall(r"`([^`\n]+)`", part)


def _commands(line: str) -> Iterator[tuple[str, ...]]:
    for found in re.finditer(r"(?<![\w/.:@-])verifier ", line):
        (rest,) = re.findall(r"^[^|&;>#()`\\]*", line[found.end() :])
        words = tuple(word.strip(",.'\"") for word in rest.split())
        if words and (words[0] in ROOT_COMMAND.commands or words[0].startswith("-")):
            yield words


def _lines() -> Iterator[tuple[str, str]]:
    for path in FILES:
        for line in path.read_text().splitlines() if path not in DOCUMENTS else ():
            yield path.name, line
    for path in DOCUMENTS:
        for line in _code(path.read_text()):
            yield path.name, line


SHOWN = [(name, words) for name, line in _lines() for words in _commands(line)]


@pytest.mark.parametrize(("where", "words"), SHOWN, ids=str)
def test_a_command_that_is_shown_exists_with_its_options(
    where: str, words: tuple[str, ...]
) -> None:
    command = ROOT_COMMAND
    for word in words:
        command = getattr(command, "commands", {}).get(word, command)
    options = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
    used = [word.partition("=")[0] for word in words if word.startswith("-") and word != "-"]
    assert set(used) <= options | {"-h", "--help"}, where


def test_the_commands_of_every_recipe_were_found() -> None:
    names = {name for name, _ in SHOWN}
    assert {"README.md", "nightly.sh", "github-actions.yml", "Dockerfile"} <= names
    assert len(SHOWN) > 20


def test_every_variable_that_is_shown_is_a_setting() -> None:
    known = {PREFIX + name.upper() for name in read_settings({}, {}, RECIPES).origins}
    texts = [path.read_text() for path in (*FILES, *DOCUMENTS)]
    used = {name for text in texts for name in re.findall(rf"\b{PREFIX}[A-Z_]+\b", text)}
    assert used - {"VERIFIER_DEBUG"} <= known
