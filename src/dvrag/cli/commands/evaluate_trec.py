"""`dvrag evaluate trec`, and what it shares with `beir`: a library that is thrown away, and how figures are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.progress import progress
from dvrag.cli.terminal import one_line, print_json, say
from dvrag.errors import UnreadableError, UsageError
from dvrag.model.building import Outcome
from dvrag.text.plain import counted

if TYPE_CHECKING:
    from dvrag.evaluate.formats.judged_run import Collection, JudgedReport
    from dvrag.ports import Progress


def trec(
    context: typer.Context,
    topics: Annotated[Path, typer.Argument(metavar="TOPICS", help="The queries: TREC's SGML or XML, or id<TAB>text.")],
    qrels: Annotated[Path, typer.Argument(metavar="QRELS", help="The judgments: query 0 document grade.")],
    documents: Annotated[
        Path | None,
        typer.Option("--documents", metavar="DIR", help="The documents; they go into a library that is thrown away."),
    ] = None,
    run: Annotated[Path | None, typer.Option("--run", metavar="FILE", help="Write the ranking in TREC format.")] = None,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Measure retrieval on TREC topics and judgments, over a folder of documents or a library.

    A document of the judgments is a report's file name, with or without its ending.
    """
    from dvrag.evaluate.formats.judged_run import run_judged  # noqa: PLC0415 - heavy
    from dvrag.evaluate.formats.trec import read_trec  # noqa: PLC0415 - only here

    source = context.get_parameter_source("library")
    if documents is not None and source is not None and source.name == "COMMANDLINE":
        raise UsageError("Name --documents or --library, not both.")
    check_folder(run)
    judged = read_trec(topics, qrels)
    with progress() as bars, _searched(documents, library, bars) as collection:
        report = run_judged(judged, collection, bars)
    show_judged(report, run, as_json)
    return 0


def check_folder(path: Path | None) -> None:
    """Raise UsageError where a file to write would stand in a folder that is not there."""
    if path is not None and not path.parent.is_dir():
        raise UsageError(f"The folder {path.parent} does not exist.", hint="Make it first.")


def builds(bars: Progress) -> Callable[[Path, Path], AbstractContextManager[Collection]]:
    """Return what reads documents into a library and opens it; told on `bars`.

    It raises UnreadableError with the first reason where no file could be read, and says how many others could not.
    """

    @contextmanager
    def build(documents: Path, made: Path) -> Iterator[Collection]:
        from dvrag.assembly import build_library, open_assistant  # noqa: PLC0415 - heavy

        results = build_library([documents], made, bars)
        failed = [result for result in results if result.outcome is Outcome.FAILED]
        if failed and len(failed) == len(results):
            raise UnreadableError(f"{failed[0].path} could not be read: {failed[0].reason}")
        if failed:
            say(f"{len(failed)} of {len(results)} files could not be read, {failed[0].path} first: {failed[0].reason}")
        yield open_assistant(made)

    return build


def show_judged(report: JudgedReport, run: Path | None, as_json: bool) -> None:
    """Print a report, as JSON or in words, and write its ranking where a file is named."""
    from dvrag.evaluate.formats.judged_run import ALIASES  # noqa: PLC0415 - heavy
    from dvrag.evaluate.formats.trec import trec_run  # noqa: PLC0415 - only here

    if run is not None:
        run.write_text(trec_run(report.run), "utf-8")
    if report.missing:
        say(f"{report.missing} of {report.judged} judged documents are not there; their queries cannot score 1.")
    if as_json:
        print_json(judged_json(report))
        return
    names = {name: alias for alias, name in ALIASES.items()}
    measures = "  ".join(f"{names.get(name, name)} {value:.4f}" for name, value in report.measures.items())
    queries = counted(report.queries, "query", "queries")
    typer.echo(f"{one_line(report.name)}, {one_line(report.split)}, {queries}: {measures}")
    typer.echo(f"Median time of a search: {report.milliseconds:.1f} ms")


def judged_json(report: JudgedReport) -> dict[str, Any]:
    """Return a report as plain values; each measure under its own name and the one that others use."""
    from dvrag.evaluate.formats.judged_run import ALIASES  # noqa: PLC0415 - heavy

    own = {name: round(value, 4) for name, value in report.measures.items()}
    return {
        "name": report.name,
        "split": report.split,
        "queries": report.queries,
        "judged_documents": report.judged,
        "missing_documents": report.missing,
        "measures": own | {alias: own[name] for alias, name in ALIASES.items() if name in own},
        "milliseconds": round(report.milliseconds, 2),
    }


def _searched(documents: Path | None, library: Path, bars: Progress) -> AbstractContextManager[Collection]:
    if documents is not None:
        from dvrag.evaluate.formats.judged_run import thrown_away  # noqa: PLC0415 - heavy

        return thrown_away(documents, builds(bars))
    from dvrag.assembly import open_assistant  # noqa: PLC0415 - heavy

    return nullcontext(open_assistant(library))
