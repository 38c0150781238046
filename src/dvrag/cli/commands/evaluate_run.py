"""`dvrag evaluate run`, `compare` and `check`: gold questions put to systems."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from dvrag.cli.commands.evaluate_trec import check_folder
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.progress import progress
from dvrag.cli.terminal import out_console, print_json, say
from dvrag.errors import NotFoundError, UnreadableError

if TYPE_CHECKING:
    from dvrag.evaluate.run import Run
    from dvrag.evaluator import Evaluator
    from dvrag.ports import Progress

MISTAKES = 1
"""Exit code of `check` where the file has a mistake."""

DEFAULT_GOLD = Path("eval/gold/questions.csv")

Gold: TypeAlias = Annotated[Path, typer.Option("--gold", metavar="FILE", help="The gold questions, CSV or JSONL.")]
Split: TypeAlias = Annotated[str, typer.Option("--split", help="Which questions: dev, test or all.")]
Out: TypeAlias = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Write report.html, report.md and report.json there.")
]


def run(
    system: Annotated[
        str, typer.Option("--system", help="dvrag, a baseline, or dvrag,retrieve.dense_weight=0.3.")
    ] = "dvrag",
    gold: Gold = DEFAULT_GOLD,
    split: Split = "dev",
    out: Out = None,
    trec: Annotated[
        Path | None, typer.Option("--trec", metavar="FILE", help="Write the rankings in TREC format.")
    ] = None,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Ask every gold question and measure the search, the answers and their citations."""
    from dvrag.evaluate.report.document import report_json  # noqa: PLC0415 - heavy
    from dvrag.evaluate.summary import summarise  # noqa: PLC0415 - heavy

    check_folder(trec)
    with progress() as bars:
        made = _asked(evaluator_of(library), system, (gold, split), bars)
    summary = summarise(made)
    if trec is not None:
        trec.write_text(_trec(made), "utf-8")
    if out is not None:
        _write(out, made, None)
    if as_json:
        print_json(report_json(made, summary, None))
    else:
        from dvrag.cli.show_evaluation import show_summary  # noqa: PLC0415 - heavy

        show_summary(out_console(), made, summary)
    return 0


def compare(
    first: Annotated[str, typer.Argument(metavar="FIRST", help="A system, or the report.json of an earlier run.")],
    second: Annotated[str, typer.Argument(metavar="SECOND", help="The same; the figures say what SECOND changes.")],
    gold: Gold = DEFAULT_GOLD,
    split: Split = "dev",
    out: Out = None,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Put the same questions to two systems and say which differences are more than chance."""
    from dvrag.evaluate.compare import compare as compared  # noqa: PLC0415 - heavy
    from dvrag.evaluate.report.document import report_json  # noqa: PLC0415 - heavy
    from dvrag.evaluate.summary import summarise  # noqa: PLC0415 - heavy

    with progress() as bars:
        evaluator = None if _is_file(first) and _is_file(second) else evaluator_of(library)
        one, other = (
            _kept(name) if _is_file(name) or evaluator is None else _asked(evaluator, name, (gold, split), bars)
            for name in (first, second)
        )
    found = compared(one, other)
    if out is not None:
        _write(out, other, one)
    if as_json:
        print_json(report_json(other, summarise(other), found))
    else:
        from dvrag.cli.show_evaluation import show_comparison  # noqa: PLC0415 - heavy

        show_comparison(out_console(), found)
    return 0


def check(
    gold: Annotated[Path, typer.Argument(metavar="FILE", help="The gold questions, CSV or JSONL.")] = DEFAULT_GOLD,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Say what is wrong in a gold file, by row and column; exit code 1 where anything is."""
    checked = evaluator_of(library).check(gold)
    if as_json:
        rows = [{"row": m.row, "column": m.column, "message": m.message} for m in checked.mistakes]
        print_json({"gold": str(gold), "questions": len(checked.gold.questions), "mistakes": rows})
    else:
        from dvrag.cli.show_evaluation import show_mistakes  # noqa: PLC0415 - heavy

        show_mistakes(out_console(), str(gold), checked.mistakes, len(checked.gold.questions))
    return MISTAKES if checked.mistakes else 0


def evaluator_of(library: Path) -> Evaluator:
    """Return the evaluator over a library. Raises NotFoundError, DamagedError, MismatchError."""
    from dvrag.assembly import open_evaluator  # noqa: PLC0415 - heavy

    return open_evaluator(library)


def _asked(evaluator: Evaluator, system: str, questions: tuple[Path, str], bars: Progress) -> Run:
    from dvrag.evaluate.systems import parse_system  # noqa: PLC0415 - light, but only here

    spec = parse_system(system)
    path, split = questions
    return evaluator.run(evaluator.gold(path, split), split, spec, bars)


def _is_file(name: str) -> bool:
    return name.lower().endswith(".json")


def _kept(name: str) -> Run:
    from dvrag.evaluate.run import run_from_json  # noqa: PLC0415 - only here

    path = Path(name)
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.", hint="Make one: `dvrag evaluate run --out DIR`.")
    try:
        document = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise UnreadableError(f"{path} is not JSON.", hint="Run the evaluation again.") from error
    return run_from_json(document.get("run", document) if isinstance(document, dict) else document, name)


def _trec(made: Run) -> str:
    from dvrag.evaluate.formats.trec import trec_run  # noqa: PLC0415 - only here

    rankings = {r.id: r.ranking for r in made.records if r.ranking}
    return trec_run({key: {name: 1.0 / rank for rank, name in enumerate(r, 1)} for key, r in rankings.items()})


def _write(folder: Path, made: Run, before: Run | None) -> None:
    from dvrag.evaluate.report.files import write_report  # noqa: PLC0415 - heavy

    for path in write_report(folder, made, before):
        say(f"Written: {path}")
