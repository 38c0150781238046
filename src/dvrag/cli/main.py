"""The command `dvrag`: the commands together, and the one place where errors become a line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from dvrag import __version__
from dvrag.cli.commands.lazy import LazyGroup
from dvrag.cli.terminal import say
from dvrag.errors import DvragError

USAGE = 2
UNEXPECTED = 70
"""`EX_SOFTWARE` of BSD's sysexits.h: a fault of dvrag, not of its user."""
INTERRUPTED = 130
"""128 + SIGINT, the convention of shells."""

app = typer.Typer(
    name="dvrag",
    cls=LazyGroup,
    help="Ask a library of domestic abuse reviews and inspections; get answers with cited passages.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dvrag {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Ask a library of domestic abuse reviews and inspections; get answers with cited passages."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every error becomes one line on stderr."""
    command = typer.main.get_command(app)
    try:
        code = command.main(list(arguments), prog_name="dvrag", standalone_mode=False)
    except typer.TyperException as error:
        _say_usage(error)
        return USAGE
    except (KeyboardInterrupt, Exception) as error:
        return _ended(error)
    if code == INTERRUPTED:
        return _ended(KeyboardInterrupt())
    return code if isinstance(code, int) else 0


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _say_usage(error: typer.TyperException) -> None:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{error.format_message()}\n")
    else:
        path = context.command_path if context else "dvrag"
        message = error.format_message()
        say(f"dvrag: {message}{'' if message.endswith(('.', '?')) else '.'} See `{path} --help`.")


def _ended(error: BaseException) -> int:
    """Say why the command ended and return the exit code. DVRAG_DEBUG=1 lets the traceback through."""
    if os.environ.get("DVRAG_DEBUG") == "1" and not isinstance(error, (KeyboardInterrupt, typer.Abort)):
        raise error
    if isinstance(error, BrokenPipeError):
        return 0
    if isinstance(error, (KeyboardInterrupt, typer.Abort)):
        say("Stopped. What was finished is kept; the same command goes on from there.")
        return INTERRUPTED
    if isinstance(error, DvragError):
        say(f"dvrag: {error}")
        return USAGE
    if isinstance(error, OSError):
        say(f"dvrag: {error.strerror or error}{f': {error.filename}' if error.filename else ''}.")
        return USAGE
    say(
        f"dvrag: something went wrong inside dvrag ({type(error).__name__}: {error}). "
        "Please report it with what DVRAG_DEBUG=1 prints for the same command."
    )
    return UNEXPECTED
