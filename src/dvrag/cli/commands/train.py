"""`dvrag train`: quizzes, briefings and practice made from the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dvrag.cli.commands.train_practise import learners, practise, progress
from dvrag.cli.commands.train_review import app as review
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.terminal import out_console, print_json, say, waiting
from dvrag.cli.training import options
from dvrag.text.plain import counted

if TYPE_CHECKING:
    from dvrag.cli.training.chosen import Given
    from dvrag.model.learning.items import Quiz
    from dvrag.trainer import Trainer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Quizzes, practice and briefings for training.")
app.add_typer(review, name="review")
app.add_typer(learners, name="learners")
app.command()(practise)
app.command()(progress)

Title = Annotated[str, typer.Option("--title", metavar="TEXT", help="The title.")]


@app.command()
def quiz(
    theme: options.Theme = None,
    role: options.Role = None,
    agency: options.Agency = None,
    area: options.Area = None,
    year: options.Year = None,
    report: options.Report = None,
    kind: options.Kind = None,
    difficulty: options.Difficulty = None,
    decision: options.Decided = None,
    count: options.Count = 10,
    seed: options.Seed = 0,
    answers: Annotated[
        bool, typer.Option("--answers", help="Print each answer below its question, not all at the end.")
    ] = False,
    out: options.Out = None,
    replace: options.Replace = False,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Draw a quiz: each question with its answer, why, and the quote behind it."""
    from dvrag.cli.training import files, rows, show  # noqa: PLC0415 - heavy

    wanted = out and not as_json and files.quiz_kind(out)
    about = {"theme": theme, "role": role, "agency": agency, "area": area, "year": year, "report": report}
    trainer, drawn = _drawn(
        library, {**about, "kind": kind, "difficulty": difficulty, "decision": decision}, count, seed
    )
    if as_json:
        decisions = {one.item.id: one.decision for one in trainer.usable(drawn.filters)}
        document = rows.quiz_document(drawn, decisions)
        files.put_json(out, document, replace=replace) if out else print_json(document)
    elif out and wanted:
        files.put_quiz(trainer, drawn, wanted, out, title="", replace=replace)
    else:
        show.show_quiz(out_console(), drawn, answers=answers)
    return 0


@app.command()
def export(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .csv, .txt, .apkg, .zip, .docx, .pdf or .md.")],
    theme: options.Theme = None,
    role: options.Role = None,
    agency: options.Agency = None,
    area: options.Area = None,
    year: options.Year = None,
    report: options.Report = None,
    kind: options.Kind = None,
    difficulty: options.Difficulty = None,
    decision: options.Decided = None,
    count: options.Count = 10,
    seed: options.Seed = 0,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="KIND", help="csv, gift, anki, scorm, docx, pdf or md, where the ending is another."
        ),
    ] = "",
    title: Title = "",
    replace: options.Replace = False,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Write a quiz for another programme: a spreadsheet, Moodle (GIFT), Anki, a learning platform (SCORM), paper."""
    from dvrag.cli.training import files  # noqa: PLC0415 - heavy

    wanted = files.quiz_kind(path, to)
    about = {"theme": theme, "role": role, "agency": agency, "area": area, "year": year, "report": report}
    trainer, drawn = _drawn(
        library, {**about, "kind": kind, "difficulty": difficulty, "decision": decision}, count, seed
    )
    files.put_quiz(trainer, drawn, wanted, path, title=title, replace=replace)
    return 0


@app.command()
def briefing(
    theme: options.Theme = None,
    agency: options.Agency = None,
    area: options.Area = None,
    year: options.Period = None,
    length: Annotated[
        str, typer.Option("--length", metavar="LENGTH", help="page for one page, session for a whole session.")
    ] = "page",
    out: options.Out = None,
    replace: options.Replace = False,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Build a briefing: what comes again, what was recommended, what good looks like, questions to discuss."""
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy
    from dvrag.cli.training import chosen, files, rows, show  # noqa: PLC0415 - heavy

    if out and not as_json:
        files.briefing_kind(out)
    trainer = open_trainer(library)
    about = {"theme": theme, "agency": agency, "area": area, "year": year}
    request = chosen.briefing_request(trainer, about, length)
    with waiting("Building the briefing…"):
        made = trainer.briefing(request)
    if as_json:
        document = rows.briefing_document(made)
        files.put_json(out, document, replace=replace) if out else print_json(document)
    elif out:
        files.put_briefing(trainer, made, out, replace=replace)
    else:
        show.show_briefing(out_console(), made)
    return 0


def _drawn(library: Path, given: Given, count: int, seed: int) -> tuple[Trainer, Quiz]:
    """Return the trainer and the quiz that the options ask for; say where fewer questions fit than were wanted."""
    from dvrag.assembly.training import open_trainer  # noqa: PLC0415 - heavy
    from dvrag.cli.training import chosen  # noqa: PLC0415 - heavy

    trainer = open_trainer(library)
    with waiting("Making the questions…"):
        drawn = trainer.quiz(chosen.item_filters(trainer, given), count, seed)
    if len(drawn.items) < count:
        say(f"Only {counted(len(drawn.items), 'question')} can be drawn from what fits.")
    return trainer, drawn
