"""A group of commands that are imported when they are called: `dvrag --help` needs none of them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

COMMANDS = {
    "ingest": ("ingest", "Read reports into the library."),
    "search": ("search", "Find the passages that fit best."),
    "ask": ("ask", "Answer a question from the reports, with citations."),
    "library": ("app", "List, show, remove, verify and rebuild."),
    "lessons": ("app", "Recommendations, lessons and judgments; follow-up."),
    "train": ("app", "Quizzes, practice and briefings for training."),
    "feedback": ("app", "What readers said about answers."),
    "verify": ("verify", "Check a kept answer against the reports."),
    "audit": ("app", "The record of answers: list, show, verify, prune."),
    "evaluate": ("app", "Measure on sets with known answers."),
}
"""Each command's name, which is that of its module here too: the attribute that holds it, and its short help."""


class LazyGroup(TyperGroup):
    """Lists COMMANDS and imports the one that is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        names: dict[str, Any] = dict.fromkeys(COMMANDS)  # the names are known, the commands not yet
        self.commands = names

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name, imported now; None for an unknown one."""
        if cmd_name in COMMANDS and self.commands[cmd_name] is None:
            self.commands[cmd_name] = _imported(cmd_name)
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, help_text) in COMMANDS.items()])


def _imported(name: str) -> Any:
    found = getattr(import_module(f"{__package__}.{name}"), COMMANDS[name][0])
    if not isinstance(found, typer.Typer):
        single = typer.Typer(rich_markup_mode=None, add_completion=False)
        single.command(name)(found)
        found = single
    command = typer.main.get_command(found)
    command.name = name
    return command
