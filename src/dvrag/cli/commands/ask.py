"""`dvrag ask`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dvrag.cli import json_output
from dvrag.cli.filters import check_known, parse_filters
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, FilterPairs, Library
from dvrag.cli.terminal import out_console, print_json, say, waiting

if TYPE_CHECKING:
    from dvrag.model.answers import Answer


def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="A question in plain words.")],
    filters: FilterPairs = None,
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Answer a question with sentences quoted from the reports, each with its citation.

    Says so where the reports do not answer; that is not an error (exit code 0).
    """
    from dvrag.answer.decline import decline  # noqa: PLC0415 - heavy

    text = " ".join(question)
    # First of all: a person at risk gets help whatever is wrong with the filters or the library.
    answer = decline(text) or _answered(text, filters or [], library)
    if as_json:
        print_json(json_output.answer_json(answer))
    else:
        from dvrag.cli.show_passages import show_answer  # noqa: PLC0415 - heavy

        show_answer(out_console(), answer)
    return 0


def _answered(question: str, filters: Sequence[str], library: Path) -> Answer:
    wanted = parse_filters(filters)
    from dvrag.assembly import open_assistant  # noqa: PLC0415 - heavy

    with waiting("Reading the reports…"):
        assistant = open_assistant(library)
        check_known(wanted, assistant.reports())
        answer = assistant.ask(question, wanted)
    for notice in assistant.notices:
        say(notice)
    return answer
