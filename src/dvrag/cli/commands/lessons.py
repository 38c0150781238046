"""`dvrag lessons`: what the reports recommend, teach and judge."""

from __future__ import annotations

from typing import Annotated

import typer

from dvrag.cli.commands.lessons_actions import app as actions
from dvrag.cli.commands.lessons_correct import bring_back, confirm, correct, history, take_out, unplaced
from dvrag.cli.commands.lessons_themes import app as themes
from dvrag.cli.lessons.options import AsCsv, Pairs, Reference
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.terminal import out_console, print_json, waiting

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Recommendations, lessons and judgments; follow-up."
)
app.add_typer(themes, name="themes")
app.add_typer(actions, name="actions")
for command in (correct, confirm, history, unplaced):
    app.command()(command)
app.command("take-out")(take_out)
app.command("bring-back")(bring_back)


@app.command("list")
def list_findings(
    filters: Pairs = None, library: Library = DEFAULT_LIBRARY, as_json: AsJson = False, as_csv: AsCsv = False
) -> int:
    """List findings: all, or those that the filters leave."""
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy
    from dvrag.cli.lessons import chosen, output, rows, show  # noqa: PLC0415 - heavy

    entries = chosen.selected(library, open_registrar(library), filters)
    if as_json:
        print_json({"rows": [rows.finding_row(entry) for entry in entries]})
    elif as_csv:
        output.csv_out((rows.finding_row(entry) for entry in entries), rows.FINDING)
    else:
        show.show_entries(out_console(), entries)
    return 0


@app.command("show")
def show_finding(reference: Reference, library: Library = DEFAULT_LIBRARY, as_json: AsJson = False) -> int:
    """Show all that is known about one finding, why, and what people changed."""
    from dvrag.assembly import open_library  # noqa: PLC0415 - heavy
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy
    from dvrag.cli.lessons import around, rows, show_one  # noqa: PLC0415 - heavy

    registrar = open_registrar(library)
    entry = registrar.register().find(reference)
    with open_library(library) as opened:
        near = around.around(opened.report(entry.report.id), entry.finding)
    edits = registrar.history(entry.finding.id)
    if as_json:
        print_json(rows.whole_row(entry, near, edits))
    else:
        show_one.show_entry(out_console(), entry, show_one.Known(near, edits, registrar.themes()))
    return 0


@app.command()
def judgments(
    filters: Pairs = None, library: Library = DEFAULT_LIBRARY, as_json: AsJson = False, as_csv: AsCsv = False
) -> int:
    """List graded judgments. Grades of different scales cannot be compared: each row names its scale."""
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy
    from dvrag.cli.lessons import chosen, output, rows, show  # noqa: PLC0415 - heavy

    found = chosen.selected(library, open_registrar(library), filters)
    entries = [entry for entry in found if entry.finding.judgment]
    if as_json:
        print_json({"rows": [rows.judgment_row(entry) for entry in entries]})
    elif as_csv:
        output.csv_out((rows.judgment_row(entry) for entry in entries), rows.JUDGED)
    else:
        show.show_judgments(out_console(), entries)
    return 0


@app.command()
def repeats(
    filters: Pairs = None,
    matrix: Annotated[bool, typer.Option("--matrix", help="One line a lesson, one column a report.")] = False,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """List lessons that come again in other reviews, with the quotes behind them."""
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy
    from dvrag.cli.lessons import chosen, matrix_rows, output, rows, show  # noqa: PLC0415 - heavy

    registrar = open_registrar(library)
    allowed = {entry.finding.id for entry in chosen.selected(library, registrar, filters)}
    with waiting("Comparing findings…"):
        groups = [g for g in registrar.repeats() if any(entry.finding.id in allowed for entry in g.entries)]
    if as_json:
        print_json({"rows": [rows.group_row(group) for group in groups]})
    elif matrix:
        output.csv_out(*matrix_rows.of(groups))
    elif as_csv:
        output.csv_out(matrix_rows.listed(groups), (*matrix_rows.GROUP, *matrix_rows.OWN))
    else:
        show.show_groups(out_console(), groups)
    return 0
