"""Options that the commands of `dvrag lessons` share, and who makes a change."""

from __future__ import annotations

import getpass
from typing import Annotated, TypeAlias

import typer

from dvrag.errors import UsageError

Reference: TypeAlias = Annotated[str, typer.Argument(metavar="ID", help="The finding's id, or 6 first digits or more.")]
By: TypeAlias = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who makes the change; without it, your login name.")
]
Note: TypeAlias = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; kept beside the change.")]
AsCsv: TypeAlias = Annotated[bool, typer.Option("--csv", help="Print CSV on stdout, nothing else there.")]
Pairs: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        metavar="KEY=VALUE",
        help="Only these: kind, theme, agency, class, area, year and more. May be repeated.",
    ),
]


def person(by: str | None) -> str:
    """Return who makes a change: as named, else the login name. Raises UsageError where neither is known."""
    if by is not None:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageError("Your login name is not known.", hint="Add --by NAME.") from error


def alone(context: typer.Context) -> bool:
    """Return whether a group was called without a command of it, so that it should list.

    Raises UsageError where an option stands before the command: it would be lost.
    """
    command = context.invoked_subcommand
    if command is not None and any(_given(context, name) for name in context.params):
        raise UsageError(f"Options belong behind {command!r}.", hint=f"See `{context.command_path} {command} --help`.")
    return command is None


def _given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"
