"""Each command and option stands in docs/commands.md, and the pages name no command that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from dvrag.cli.filters import KEYS
from dvrag.cli.main import app

NAMED = (
    r"`(?:\.venv/bin/)?dvrag ((?:library |feedback |audit |evaluate |lessons (?:themes |actions )?"
    r"|train (?:review |learners )?)?[a-z][a-z-]*)"
)
OUTSIDE = {"dvrag --version"}


def commands() -> dict[str, set[str]]:
    """Return "dvrag ask" → its options."""
    found: dict[str, set[str]] = {}

    def collect(command: object, path: str) -> None:
        inner = getattr(command, "commands", None)
        if inner is None:
            options = {name for p in command.params for name in p.opts if name.startswith("-")}
            found[path] = options - {"--help"}
        for name in inner or ():
            collect(command.get_command(None, name), f"{path} {name}")

    collect(typer.main.get_command(app), "dvrag")
    return found


def documented(page: str) -> dict[str, set[str]]:
    rows = re.findall(r"^\| `(dvrag [^`]+)` \|.*\| ([^|]*) \|$", page, flags=re.MULTILINE)
    return {
        re.sub(r"( [A-Z]+…?)+$", "", name): set(re.findall(r"`(-[\w-]+)`", options))
        for name, options in rows
        if name not in OUTSIDE
    }


def test_every_command_is_documented_with_its_options(repository: Path) -> None:
    assert documented((repository / "docs" / "commands.md").read_text("utf-8")) == commands()


def test_every_filter_is_documented(repository: Path) -> None:
    page = (repository / "docs" / "commands.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page.split("## Filters")[1], flags=re.MULTILINE) == list(KEYS)


def test_the_pages_name_only_commands_that_exist(repository: Path) -> None:
    known = {tuple(name.split()) for name in commands()}
    for page in [repository / "README.md", *(repository / "docs").rglob("*.md")]:
        for words in re.findall(NAMED, page.read_text("utf-8")):
            assert ("dvrag", *words.split()) in known, f"{page.name}: dvrag {words}"
