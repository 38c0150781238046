"""`dvrag ask`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from dvrag.cli import json_output
from dvrag.cli.filters import check_known, parse_filters, with_themes
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, FilterPairs, Library, Themes
from dvrag.cli.terminal import out_console, print_json, say, waiting
from dvrag.model.results import Filters

if TYPE_CHECKING:
    from dvrag.model.answers import Answer

Save: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--save", metavar="FILE", help="Save the answer with footnotes: a name that ends in .docx, .pdf, .md."
    ),
]
Replace: TypeAlias = Annotated[bool, typer.Option("--replace", help="Replace the file where it exists.")]


def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="A question in plain words.")],
    filters: FilterPairs = None,
    themes: Themes = None,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
    save: Save = None,
    replace: Replace = False,
) -> int:
    """Answer a question with sentences quoted from the reports, each with its citation.

    Says so where the reports do not answer; that is not an error (exit code 0).
    """
    from dvrag.answer.decline import decline  # noqa: PLC0415 - heavy

    text = " ".join(question)
    # First of all: a person at risk gets help whatever is wrong with the filters, the library or a file's name.
    declined = decline(text)
    answer, wanted = (declined, Filters()) if declined else _answered(text, filters or [], themes or [], library, save)
    if as_json:
        print_json(json_output.answer_json(answer))
    else:
        from dvrag.cli.show_passages import show_answer  # noqa: PLC0415 - heavy

        show_answer(out_console(), answer)
    if save and declined:
        say("Nothing was saved: help is shown for such a question, and no answer.")
    elif save:
        _saved(answer, wanted, save, replace=replace)
    return 0


def _saved(answer: Answer, wanted: Filters, path: Path, *, replace: bool) -> None:
    """Write the answer to a file, whole or not at all."""
    from dvrag.answer.exported.contents import exported  # noqa: PLC0415 - only here
    from dvrag.exports.formats import format_of, written  # noqa: PLC0415 - only here
    from dvrag.lessons.actions.placed import put_file  # noqa: PLC0415 - only here

    document = exported(answer, wanted, datetime.now().astimezone())
    put_file(path, written(document, format_of(path)), replace=replace)
    say(f"Saved in {path}.")


def _answered(
    question: str, filters: Sequence[str], themes: Sequence[str], library: Path, save: Path | None
) -> tuple[Answer, Filters]:
    wanted = parse_filters(filters)
    if save:
        from dvrag.exports.formats import format_of  # noqa: PLC0415 - only here

        format_of(save)
    from dvrag.assembly import open_assistant  # noqa: PLC0415 - heavy

    with waiting("Reading the reports…"):
        assistant = open_assistant(library)
        check_known(wanted, assistant.reports())
        wanted = with_themes(wanted, assistant.themes(), themes)
        answer = assistant.ask(question, wanted)
    for notice in assistant.notices:
        say(notice)
    return answer, wanted
