"""`dvrag library`: what is in a library, whether it is whole, and how to mend it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dvrag.cli import json_output
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.progress import progress
from dvrag.cli.terminal import err_console, notices_said, one_line, out_console, print_json, say, waiting
from dvrag.errors import UsageError
from dvrag.model.building import Outcome

DAMAGED = 1
SOME_FAILED = 3

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="List, show, remove, verify and rebuild.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="File name, id, or the first 8 or more digits of the id.")]


@app.command("list")
def list_reports(library: Library = DEFAULT_LIBRARY, as_json: AsJson = False) -> int:
    """List every report."""
    from dvrag.assembly import open_library  # noqa: PLC0415 - heavy

    with open_library(library) as opened:
        reports = opened.reports()
    if as_json:
        print_json(json_output.list_json(str(library), reports))
        return 0
    from dvrag.cli.show_library import show_list  # noqa: PLC0415 - heavy

    show_list(out_console(), str(library), reports)
    return 0


@app.command()
def show(name: Name, library: Library = DEFAULT_LIBRARY, as_json: AsJson = False) -> int:
    """Show one report: what is known about it, its sections, its glossary."""
    from dvrag.assembly import open_library  # noqa: PLC0415 - heavy

    with open_library(library) as opened:
        report = opened.report(opened.find(name).id)
    if as_json:
        print_json(json_output.report_json(report))
        return 0
    from dvrag.cli.show_library import show_report  # noqa: PLC0415 - heavy

    show_report(out_console(), report)
    return 0


@app.command()
def remove(
    name: Name,
    library: Library = DEFAULT_LIBRARY,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    as_json: AsJson = False,
) -> int:
    """Remove a report and every trace of it: text, vectors, the original file, old copies."""
    from dvrag.assembly import open_library, remove_report  # noqa: PLC0415 - heavy

    if not yes:
        with open_library(library) as opened:
            found = opened.find(name)
        if not _confirmed(f"Remove “{one_line(found.title)}” ({one_line(found.source)}) for good?"):
            say("Nothing was removed.")
            return 0
    with notices_said() as notices, waiting("Removing…"):
        removed = remove_report(name, library, notices)
    if as_json:
        print_json(json_output.remove_json(str(library), removed, notices))
    for report in removed:
        say(f"Removed {report.source}.")
    return 0


@app.command()
def verify(library: Library = DEFAULT_LIBRARY, as_json: AsJson = False) -> int:
    """Check every stored byte against what was written. Exit code 1 where there is damage."""
    from dvrag.assembly import verify_library  # noqa: PLC0415 - heavy

    with waiting("Checking every stored byte…"):
        damage = verify_library(library)
    if as_json:
        print_json(json_output.verify_json(str(library), damage))
    else:
        from dvrag.cli.show_library import show_damage  # noqa: PLC0415 - heavy

        show_damage(out_console(), str(library), damage)
    return DAMAGED if damage else 0


@app.command()
def rebuild(library: Library = DEFAULT_LIBRARY, as_json: AsJson = False) -> int:
    """Make all derived files again, and read damaged reports again from the kept originals."""
    from dvrag.assembly import rebuild_library  # noqa: PLC0415 - heavy
    from dvrag.cli.show_library import show_results  # noqa: PLC0415 - heavy

    with notices_said() as notices, progress() as bars:
        results = rebuild_library(library, bars, notices)
    show_results(err_console(), str(library), results)
    if as_json:
        print_json(json_output.ingest_json(str(library), results, notices))
    return SOME_FAILED if any(result.outcome is Outcome.FAILED for result in results) else 0


def _confirmed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("Removing asks first, and nobody is there to answer.", hint="Add --yes.")
    return typer.confirm(question, err=True)
