"""`dvrag evaluate pages`: are the pages that answer among the first found?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.progress import progress
from dvrag.cli.terminal import one_line, print_json
from dvrag.text.plain import counted

if TYPE_CHECKING:
    from dvrag.evaluate.formats.pages_run import PageResult, PagesReport, Wanted

FIRST = 3
"""Ranks among which a reader looks: questions without a right page there are listed."""


def pages(
    table: Annotated[Path, typer.Argument(metavar="FILE", help="Rows of question, doc and page; CSV or JSONL.")],
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Measure how high a search brings the pages that answer, by a table of questions with their pages.

    The columns are question, doc (a report's file name, with or without its ending), page (in the file, from 1; several
    as 3;5) and, if wanted, id. Rows with the same question belong together.
    """
    from dvrag.assembly import open_assistant  # noqa: PLC0415 - heavy
    from dvrag.evaluate.formats.pages_run import run_pages  # noqa: PLC0415 - heavy

    with progress() as bars:
        report = run_pages(table, open_assistant(library), bars)
    if as_json:
        print_json(_json(report))
    else:
        _show(report)
    return 0


def _json(report: PagesReport) -> dict[str, Any]:
    return {
        "name": report.name,
        "questions": len(report.results),
        "measures": {name: round(value, 4) for name, value in report.measures.items()},
        "milliseconds": round(report.milliseconds, 2),
        "results": [
            {
                "id": result.id,
                "question": result.question,
                "pages": [{"doc": w.doc, "page": w.page, "rank": w.rank} for w in result.wanted],
            }
            for result in report.results
        ],
    }


def _show(report: PagesReport) -> None:
    typer.echo(f"{one_line(report.name)}: {counted(len(report.results), 'question')}")
    for name, value in report.measures.items():
        typer.echo(f"  {name:10} {value:.4f}")
    typer.echo(f"Median time of a search: {report.milliseconds:.1f} ms")
    late = [result for result in report.results if not _is_early(result)]
    if late:
        typer.echo(f"No right page among the first {FIRST}:")
    for result in late:
        typer.echo(f"  {one_line(result.id)}: {one_line(result.question)}")
        typer.echo(f"    {'; '.join(map(_place, result.wanted))}")


def _is_early(result: PageResult) -> bool:
    return any(wanted.rank is not None and wanted.rank <= FIRST for wanted in result.wanted)


def _place(wanted: Wanted) -> str:
    rank = f"rank {wanted.rank}" if wanted.rank is not None else "not found"
    return f"{one_line(wanted.doc)} page {wanted.page}: {rank}"
