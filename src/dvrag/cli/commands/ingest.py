"""`dvrag ingest`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dvrag.cli import json_output
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.progress import progress
from dvrag.cli.terminal import err_console, notices_said, print_json
from dvrag.model.building import Outcome

SOME_FAILED = 3


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files and folders to read.")],
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Read reports into the library: PDF, HTML, DOCX, text, Markdown and JSONL files, or folders of them.

    Files already there are left alone; changed ones replace their old version. Stop with Ctrl-C at any time: what is
    finished is kept, and the same command goes on from there. Exit code 3 where some files failed.
    """
    from dvrag.assembly import build_library  # noqa: PLC0415 - heavy
    from dvrag.cli.show_library import show_results  # noqa: PLC0415 - heavy

    with notices_said() as notices, progress() as bars:
        results = build_library(paths, library, bars, notices)
    show_results(err_console(), str(library), results)
    if as_json:
        print_json(json_output.ingest_json(str(library), results, notices))
    return SOME_FAILED if any(result.outcome is Outcome.FAILED for result in results) else 0
