"""`dvrag lessons actions`: who does what by when, files for others, a report for a board."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dvrag.cli.lessons.options import AsCsv, By, Note, Pairs, Reference, alone, person
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.terminal import out_console, print_json, say, write
from dvrag.text.plain import counted

if TYPE_CHECKING:
    from dvrag.model.actions import Edit, Entry
    from dvrag.model.ids import FindingId
    from dvrag.registrar import Registrar

CONFLICTS = 3

app = typer.Typer(rich_markup_mode=None, help="Follow up recommendations. Without a command: list them.")
Replace = Annotated[bool, typer.Option("--replace", help="Write over a file that is there.")]


@app.callback(invoke_without_command=True)
def list_alone(
    context: typer.Context,
    filters: Pairs = None,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """Follow up recommendations. Without a command: list them."""
    return list_actions(filters, library, as_json, as_csv) if alone(context) else 0


@app.command("list")
def list_actions(
    filters: Pairs = None, library: Library = DEFAULT_LIBRARY, as_json: AsJson = False, as_csv: AsCsv = False
) -> int:
    """List recommendations with owner, due date and status; copies in summaries and plans are left out."""
    registrar, entries = _chosen(library, filters)
    _print(registrar, entries, as_json=as_json, as_csv=as_csv)
    return 0


@app.command("overdue")
def list_overdue(
    filters: Pairs = None, library: Library = DEFAULT_LIBRARY, as_json: AsJson = False, as_csv: AsCsv = False
) -> int:
    """List what is open and past its due date, or past the printed deadline where no date was set."""
    from dvrag.lessons.actions.change import overdue  # noqa: PLC0415 - heavy

    registrar, entries = _chosen(library, filters)
    late = [entry for entry in entries if overdue(entry, registrar.today())]
    _print(registrar, late, as_json=as_json, as_csv=as_csv)
    return 0


@app.command("set")
def set_action(
    reference: Reference,
    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME", help="Who is to do it.")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when, for example 2026-03-31.")] = None,
    status: Annotated[str | None, typer.Option("--status", metavar="STATUS", help="For example: in progress.")] = None,
    evidence: Annotated[str | None, typer.Option("--evidence", metavar="TEXT", help="What shows it.")] = None,
    note: Note = "",
    by: By = None,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Change owner, due date, status or evidence of a recommendation; an empty value takes one away."""
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy
    from dvrag.errors import UsageError  # noqa: PLC0415 - heavy

    given = {"owner": owner, "due": due, "status": status, "evidence": evidence}
    changes = {field: value for field, value in given.items() if value is not None}
    if not changes:
        raise UsageError("Nothing to change is named.", hint="Add --owner, --due, --status or --evidence.")
    registrar = open_registrar(library)
    entry = registrar.act(reference, changes, person(by), note)
    _print(registrar, [entry], as_json=False, as_csv=False)
    return 0


@app.command("export")
def export_actions(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A file that ends in .csv or .xlsx.")],
    filters: Pairs = None,
    replace: Replace = False,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Write the actions into a spreadsheet that can be edited and imported again."""
    from dvrag.lessons.actions.table import write_actions  # noqa: PLC0415 - heavy

    registrar, entries = _chosen(library, filters)
    write_actions(path, entries, _edits(registrar, entries), replace=replace)
    say(f"{counted(len(entries), 'recommendation')} written to {path}.")
    return 0


@app.command("import")
def import_actions(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A file that export wrote, edited.")],
    trial: Annotated[bool, typer.Option("--trial", help="Only show what would change.")] = False,
    by: By = None,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Bring in an edited file. What was changed here meanwhile is shown and never overwritten (exit code 3)."""
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy

    plan = open_registrar(library).import_actions(path, person(by), trial=trial).plan
    for change in plan.changes:
        before, value = (_said(change.field, text) for text in (change.before, change.value))
        say(f"Row {change.row}, {change.finding_id[:12]}: {change.field} from {before} to {value}.")
    for conflict in plan.conflicts:
        say(conflict.sentence)
    for unknown in plan.unknown:
        say(f"No finding of this library: {unknown}.")
    for notice in plan.notices:
        say(notice)
    would = "would be made" if trial else "made"
    conflicts, strange = counted(len(plan.conflicts), "conflict"), counted(len(plan.unknown), "unknown id")
    say(f"{counted(len(plan.changes), 'change')} {would}, {conflicts}, {strange}.")
    return CONFLICTS if plan.conflicts or plan.unknown else 0


@app.command("report")
def report_actions(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A Word file that ends in .docx.")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The title.")] = "Progress on recommendations",
    filters: Pairs = None,
    replace: Replace = False,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Write a progress report for a board as a Word document."""
    from dvrag.answer.question.safety import LIMITS, SIGNPOSTS  # noqa: PLC0415 - only here
    from dvrag.lessons.actions.board_report import Board, write_board_report  # noqa: PLC0415 - heavy

    registrar, entries = _chosen(library, filters)
    board = Board(registrar.today(), title, (LIMITS, *SIGNPOSTS))
    write_board_report(path, entries, _edits(registrar, entries), board, replace=replace)
    say(f"{counted(len(entries), 'recommendation')} reported in {path}.")
    return 0


def _chosen(library: Path, filters: list[str] | None) -> tuple[Registrar, list[Entry]]:
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy
    from dvrag.cli.lessons import chosen  # noqa: PLC0415 - heavy

    registrar = open_registrar(library)
    found = chosen.selected(library, registrar, filters)
    return registrar, [e for e in found if e.finding.kind.value == "recommendation" and e.copy_of is None]


def _edits(registrar: Registrar, entries: list[Entry]) -> dict[FindingId, tuple[Edit, ...]]:
    edits = registrar.register().edits
    return {entry.finding.id: edits.get(entry.finding.id, ()) for entry in entries}


def _print(registrar: Registrar, entries: list[Entry], *, as_json: bool, as_csv: bool) -> None:
    from dvrag.cli.lessons import output, rows, show  # noqa: PLC0415 - heavy
    from dvrag.lessons.actions.change import lateness, overdue  # noqa: PLC0415 - heavy

    today = registrar.today()
    made = [rows.followed_row(entry, overdue(entry, today)) for entry in entries]
    if as_json:
        print_json({"rows": made})
    elif as_csv:
        output.csv_out(made, rows.FOLLOWED)
    else:
        for entry in entries:
            show.show_action(out_console(), entry, lateness(entry, today))
        write(out_console(), f"{counted(len(entries), 'recommendation')}.", style="bold")


def _said(field: str, value: str) -> str:
    from dvrag.model.actions import ActionStatus  # noqa: PLC0415 - heavy

    shown = ActionStatus(value).label if field == "status" and value else value
    return f"“{shown}”" if shown else "nothing"
