"""`dvrag evaluate`: measure on sets with known answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dvrag.cli.options import AsJson
from dvrag.cli.progress import progress
from dvrag.cli.terminal import print_json
from dvrag.errors import UsageError

if TYPE_CHECKING:
    from dvrag.ports import Finder

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Measure on sets with known answers.")


@app.callback()
def _evaluate() -> None:
    """Measure on sets with known answers."""


@app.command()
def beir(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder with corpus.jsonl, queries.jsonl and qrels/.")
    ],
    split: Annotated[str, typer.Option("--split", help="Which judgments: test, train or dev.")] = "test",
    run: Annotated[Path | None, typer.Option("--run", metavar="FILE", help="Write the ranking in TREC format.")] = None,
    as_json: AsJson = False,
) -> int:
    """Measure retrieval on a test set in BEIR layout, through a library of its own that is thrown away."""
    from dvrag.evaluate.beir_run import run_beir  # noqa: PLC0415 - heavy

    if run is not None and not run.parent.is_dir():
        raise UsageError(f"The folder {run.parent} does not exist.", hint="Make it first.")
    with progress() as bars:

        @contextmanager
        def library(corpus: Path, made: Path) -> Iterator[Finder]:
            from dvrag.assembly import build_library, open_assistant  # noqa: PLC0415 - heavy

            build_library([corpus], made, bars)
            yield open_assistant(made)

        report = run_beir(folder, split, library, bars)
    if run is not None:
        run.write_text(trec_run(report.run), "utf-8")
    if as_json:
        print_json(
            {
                "name": report.name,
                "split": report.split,
                "queries": report.queries,
                "measures": {name: round(value, 4) for name, value in report.measures.items()},
                "milliseconds": round(report.milliseconds, 2),
            }
        )
    else:
        measures = "  ".join(f"{name} {value:.4f}" for name, value in report.measures.items())
        typer.echo(f"{report.name}, {report.split}, {report.queries} queries: {measures}")
        typer.echo(f"Median time of a search: {report.milliseconds:.1f} ms")
    return 0


def trec_run(run: Mapping[str, Mapping[str, float]]) -> str:
    """Return a run as TREC lines `query Q0 document rank score dvrag`; ties in order of document."""
    lines = []
    for query, scores in run.items():
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        lines += [f"{query} Q0 {document} {rank} {score!r} dvrag" for rank, (document, score) in enumerate(ranked, 1)]
    return "\n".join([*lines, ""])
