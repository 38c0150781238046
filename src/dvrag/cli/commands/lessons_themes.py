"""`dvrag lessons themes`: the themes, and those that users add."""

from __future__ import annotations

from typing import Annotated

import typer

from dvrag.cli.lessons.options import AsCsv, By, Pairs, alone, person
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.terminal import one_line, out_console, print_json, say, waiting, write

COLUMNS = ("theme", "label", "own", "findings")

app = typer.Typer(rich_markup_mode=None, help="The themes of findings; add your own. Without a command: list them.")


@app.callback(invoke_without_command=True)
def list_alone(
    context: typer.Context,
    filters: Pairs = None,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """The themes of findings; add your own. Without a command: list them."""
    return list_themes(filters, library, as_json, as_csv) if alone(context) else 0


@app.command("list")
def list_themes(
    filters: Pairs = None, library: Library = DEFAULT_LIBRARY, as_json: AsJson = False, as_csv: AsCsv = False
) -> int:
    """List the themes with the number of findings of each, copies not counted."""
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy
    from dvrag.cli.lessons import chosen, output  # noqa: PLC0415 - heavy
    from dvrag.lessons.filters import facets  # noqa: PLC0415 - heavy

    registrar = open_registrar(library)
    entries = chosen.selected(library, registrar, filters)
    counts = facets(entry for entry in entries if entry.copy_of is None)["theme"]
    rows = [
        dict(zip(COLUMNS, (theme.name, theme.label, theme.own, counts.get(theme.name, 0)), strict=True))
        for theme in registrar.themes()
    ]
    if as_json:
        print_json({"rows": rows})
    elif as_csv:
        output.csv_out(rows, COLUMNS)
    else:
        for row in rows:
            named = one_line(f"{row['theme']}: {row['label']}{' (your own)' if row['own'] else ''}")
            write(out_console(), f"{row['findings']:5}  {named}")
    return 0


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A short name, for example: pets.")],
    example: Annotated[list[str], typer.Option("--example", metavar="TEXT", help="A sentence that speaks of it.")],
    term: Annotated[list[str] | None, typer.Option("--term", metavar="WORDS", help="Words that name it.")] = None,
    label: Annotated[str, typer.Option("--label", metavar="TEXT", help="How it is shown.")] = "",
    by: By = None,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Add a theme from a few example sentences, and sort every finding anew."""
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy

    registrar = open_registrar(library)
    with waiting("Sorting findings…"):
        theme = registrar.add_theme(name, label, example, term or [], person(by))
    kept = registrar.register().kept
    found = sum(any(mark.theme == theme.name for mark in entry.finding.themes) for entry in kept)
    say(f"Theme {theme.name} added: {found} of {len(kept)} findings speak of it.")
    return 0


@app.command()
def drop(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A theme of your own.")],
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Take away a theme that was added, and sort every finding anew."""
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy

    open_registrar(library).drop_theme(name)
    say(f"Theme {one_line(name)} is gone.")
    return 0
