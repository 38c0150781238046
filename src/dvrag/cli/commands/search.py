"""`dvrag search`."""

from __future__ import annotations

from typing import Annotated

import typer

from dvrag.cli import json_output
from dvrag.cli.filters import check_known, parse_filters, with_themes
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, FilterPairs, Library, Themes
from dvrag.cli.terminal import out_console, print_json, say, waiting


def search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="A few words, or a question.")],
    k: Annotated[int, typer.Option("-k", metavar="N", help="How many passages at most.")] = 10,
    filters: FilterPairs = None,
    themes: Themes = None,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Find the passages that fit best, with report, page and paragraph."""
    wanted = parse_filters(filters or [])
    from dvrag.assembly import open_assistant  # noqa: PLC0415 - heavy

    with waiting("Searching…"):
        assistant = open_assistant(library)
        check_known(wanted, assistant.reports())
        wanted = with_themes(wanted, assistant.themes(), themes or ())
        result = assistant.search(" ".join(query), k, wanted)
    for notice in assistant.notices:
        say(notice)
    if as_json:
        print_json(json_output.search_json(result))
    else:
        from dvrag.cli.show_passages import show_hits  # noqa: PLC0415 - heavy

        show_hits(out_console(), result)
    return 0
