"""`dvrag lessons themes`: the themes, and those that users add."""

from __future__ import annotations

from typing import Annotated

import typer

from dvrag.cli.lessons.options import By, person
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.terminal import one_line, out_console, print_json, say, waiting, write

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The themes of findings; add your own.")


@app.command("list")
def list_themes(library: Library = DEFAULT_LIBRARY, as_json: AsJson = False) -> int:
    """List the themes with the number of findings of each, copies not counted."""
    from dvrag.assembly.registers import open_registrar  # noqa: PLC0415 - heavy
    from dvrag.lessons.filters import facets  # noqa: PLC0415 - heavy

    registrar = open_registrar(library)
    counts = facets(entry for entry in registrar.register().kept if entry.copy_of is None)["theme"]
    themes = registrar.themes()
    if as_json:
        rows = [
            {"theme": theme.name, "label": theme.label, "own": theme.own, "findings": counts.get(theme.name, 0)}
            for theme in themes
        ]
        print_json({"rows": rows})
        return 0
    for theme in themes:
        own = " (your own)" if theme.own else ""
        write(out_console(), f"{counts.get(theme.name, 0):5}  {theme.name}: {one_line(theme.label)}{own}")
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
