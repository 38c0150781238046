"""`dvrag evaluate`: measure on sets with known answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dvrag.cli.commands import evaluate_gate, evaluate_run
from dvrag.cli.commands.evaluate_new import new
from dvrag.cli.commands.evaluate_pages import pages
from dvrag.cli.commands.evaluate_trec import builds, check_folder, show_judged, trec
from dvrag.cli.options import AsJson
from dvrag.cli.progress import progress

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Measure on sets with known answers.")
app.command()(evaluate_run.run)
app.command()(evaluate_run.compare)
app.command()(evaluate_run.check)
app.command()(new)
app.command()(evaluate_gate.gate)
app.command()(evaluate_gate.baseline)
app.command()(evaluate_gate.ablate)
app.command()(trec)
app.command()(pages)


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
    from dvrag.evaluate.formats.beir import read_beir  # noqa: PLC0415 - only here
    from dvrag.evaluate.formats.judged_run import run_judged, thrown_away  # noqa: PLC0415 - heavy

    check_folder(run)
    judged = read_beir(folder, split)
    with progress() as bars, thrown_away(judged.corpus, builds(bars)) as collection:
        report = run_judged(judged, collection, bars)
    show_judged(report, run, as_json)
    return 0
