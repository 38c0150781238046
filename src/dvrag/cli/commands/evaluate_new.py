"""`dvrag evaluate new`: rows of gold questions for a person to finish."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dvrag.cli.options import DEFAULT_LIBRARY, Library
from dvrag.cli.terminal import say, waiting
from dvrag.errors import UsageError
from dvrag.text.plain import counted

ENDINGS = (".csv", ".jsonl")


def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; .csv or .jsonl.")],
    count: Annotated[int, typer.Option("--count", metavar="N", min=1, help="How many rows.")] = 20,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another number drafts other rows.")] = 1,
    library: Library = DEFAULT_LIBRARY,
) -> int:
    """Draft gold questions from a library: passages and points are filled in, the questions are yours to write.

    Each question begins with DRAFT and a hint; `dvrag evaluate check` names those still to be written.
    """
    _check(file)
    from dvrag.assembly import open_library  # noqa: PLC0415 - heavy
    from dvrag.evaluate.gold.draft import draft  # noqa: PLC0415 - heavy
    from dvrag.evaluate.gold.write import gold_csv, gold_jsonl  # noqa: PLC0415 - only here

    with waiting("Reading the reports…"), open_library(library) as corpus:
        drafted = draft(corpus, count, seed)
    if not drafted:
        raise UsageError(f"The library {library} holds nothing to ask about.", hint="Name another with --library.")
    write = gold_csv if file.suffix.lower() == ".csv" else gold_jsonl
    with file.open("x", encoding="utf-8", newline="") as out:
        out.write(write(drafted))
    fewer = f"; the library holds no more than that, not {count}" if len(drafted) < count else ""
    say(f"Written: {file}, {counted(len(drafted), 'draft')}{fewer}. Write each question in place of DRAFT.")
    return 0


def _check(file: Path) -> None:
    if file.suffix.lower() not in ENDINGS:
        raise UsageError(f"{file} must end in {' or '.join(ENDINGS)}.")
    if file.exists():
        raise UsageError(f"{file} is there already.", hint="Name a new file; nothing is overwritten.")
    if not file.parent.is_dir():
        raise UsageError(f"The folder {file.parent} does not exist.", hint="Make it first.")
