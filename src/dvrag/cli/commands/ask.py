"""`dvrag ask`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from dvrag.cli import json_output
from dvrag.cli.filters import check_known, parse_filters, with_themes
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, FilterPairs, Library, Themes
from dvrag.cli.terminal import out_console, print_json, say, waiting
from dvrag.errors import UsageError
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


Dropped: TypeAlias = Annotated[
    bool, typer.Option("--dropped", help="Show sentences of a language model that were left out, and why.")
]
Quote: TypeAlias = Annotated[bool, typer.Option("--quote", help="Quote, even where the settings name a writer.")]
Writer: TypeAlias = Annotated[
    str | None,
    typer.Option("--writer", metavar="NAME", help="The language model that writes, for example ollama:qwen3:8b."),
]
After: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--after",
        metavar="FILE",
        help="Ask a follow-up: an earlier answer, printed with --json. May be repeated, the oldest first.",
    ),
]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of which library. `writer`: None as the settings say, empty for quotes."""

    question: str
    library: Path
    filters: Sequence[str] = ()
    themes: Sequence[str] = ()
    after: Sequence[Path] = ()
    writer: str | None = None


def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="A question in plain words.")],
    filters: FilterPairs = None,
    themes: Themes = None,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
    save: Save = None,
    replace: Replace = False,
    after: After = None,
    quote: Quote = False,
    writer: Writer = None,
    dropped: Dropped = False,
) -> int:
    """Answer a question from the reports, each sentence with its citation.

    Sentences are quoted, or written by the language model that the settings name and then checked. Says so where the
    reports do not answer; that is not an error (exit code 0).
    """
    from dvrag.answer.decline import decline  # noqa: PLC0415 - heavy

    text = " ".join(question)
    # First of all: a person at risk gets help whatever is wrong with the filters, the library or a file's name.
    declined = decline(text)
    request = Request(text, library, filters or (), themes or (), after or (), _writer(writer, quote=quote))
    answer, wanted = (declined, Filters()) if declined else _answered(request, save)
    if as_json:
        print_json(json_output.answer_json(answer))
    else:
        from dvrag.cli.show_passages import show_answer  # noqa: PLC0415 - heavy

        show_answer(out_console(), answer, dropped=dropped)
    _recorded(answer, wanted, library)
    if save and declined:
        say("Nothing was saved: help is shown for such a question, and no answer.")
    elif save:
        _saved(answer, wanted, save, replace=replace)
    return 0


def _recorded(answer: Answer, wanted: Filters, library: Path) -> None:
    """Record the answer where the settings say so; say where that could not be."""
    from dvrag.assembly.audit import record  # noqa: PLC0415 - heavy

    told = record(answer, wanted, library)
    if told:
        say(told)


def _writer(name: str | None, *, quote: bool) -> str | None:
    """Return the writer that the options name. Raises UsageError where they contradict each other."""
    if quote and name:
        raise UsageError("--quote and --writer exclude each other.", hint="Give one of them.")
    return "" if quote else name


def _saved(answer: Answer, wanted: Filters, path: Path, *, replace: bool) -> None:
    """Write the answer to a file, whole or not at all."""
    from dvrag.answer.exported.contents import exported  # noqa: PLC0415 - only here
    from dvrag.exports.formats import format_of, written  # noqa: PLC0415 - only here
    from dvrag.lessons.actions.placed import put_file  # noqa: PLC0415 - only here

    document = exported(answer, wanted, datetime.now().astimezone())
    put_file(path, written(document, format_of(path)), replace=replace)
    say(f"Saved in {path}.")


def _answered(request: Request, save: Path | None) -> tuple[Answer, Filters]:
    wanted = parse_filters(request.filters)
    if save:
        from dvrag.exports.formats import format_of  # noqa: PLC0415 - only here

        format_of(save)
    from dvrag.answer.exported.wording import sends  # noqa: PLC0415 - heavy
    from dvrag.assembly import open_assistant  # noqa: PLC0415 - heavy
    from dvrag.cli.conversation.after import earlier_answers  # noqa: PLC0415 - heavy

    with waiting("Reading the reports…"):
        assistant = open_assistant(request.library, writer=request.writer)
        check_known(wanted, assistant.reports())
        wanted = with_themes(wanted, assistant.themes(), request.themes)
        earlier = earlier_answers(request.after, assistant.reports())
    if assistant.writer and assistant.writer.hosted:
        say(sends(assistant.writer))
    with waiting("Reading the reports…"):
        answer = assistant.ask(request.question, wanted, earlier)
    for notice in assistant.notices:
        say(notice)
    return answer, wanted
