"""`dvrag feedback`: what readers said about answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from dvrag.cli.lessons.options import AsCsv
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.terminal import one_line, out_console, print_json, say, write
from dvrag.errors import UsageError

if TYPE_CHECKING:
    from dvrag.model.feedback import Feedback, FeedbackCounts

COLUMNS = (
    *("n", "at", "useful", "question", "comment", "status", "confidence"),
    *("filters", "cited", "library", "library_changed", "version"),
)

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="What readers said about answers.")


@app.callback()
def group() -> None:
    """What readers said about answers."""


@app.command("list")
def list_feedback(
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """List what readers said about answers, newest first."""
    from dvrag.assembly.feedback import open_feedback  # noqa: PLC0415 - heavy

    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other.", hint="Give one of them.")
    book = open_feedback(library)
    now, counts = book.library_now(), book.counts()
    rows = [_row(said, now) for said in book.entries()]
    if as_json:
        print_json({"rows": rows, "counts": _counts(counts)})
    elif as_csv:
        from dvrag.cli.lessons.output import csv_out  # noqa: PLC0415 - heavy

        csv_out([_flat(row) for row in rows], COLUMNS)
    else:
        _show(rows, counts)
    return 0


def _row(said: Feedback, now: str) -> dict[str, object]:
    record = said.record
    return {
        "n": said.n,
        "at": said.at,
        "useful": said.useful,
        "question": said.question,
        "comment": said.comment,
        "status": record.status.value,
        "confidence": record.confidence,
        "filters": {name: list(values) for name, values in record.filters.items()},
        "cited": [
            {"report_id": c.report, "start": c.start, "end": c.end, "quote_sha256": c.quote} for c in record.cited
        ],
        "models": dict(record.models),
        "library": record.library,
        "library_changed": record.library != now,
        "version": said.version,
    }


def _counts(counts: FeedbackCounts) -> dict[str, object]:
    return {"useful": counts.useful, "not_useful": counts.not_useful, "declined": dict(counts.declined)}


def _flat(row: dict[str, object]) -> dict[str, object]:
    """Return a row for a table: restrictions in one cell, cited passages as their number."""
    filters, cited = row["filters"], row["cited"]
    assert isinstance(filters, dict)
    assert isinstance(cited, list)
    named = [f"{name}={value}" for name, values in filters.items() for value in values]
    return {**row, "filters": named, "cited": len(cited)}


def _show(rows: Sequence[dict[str, object]], counts: FeedbackCounts) -> None:
    console = out_console()
    for row in rows:
        changed = ", the library changed since" if row["library_changed"] else ""
        write(console, f"{str(row['at'])[:10]}  {'useful' if row['useful'] else 'not useful'}{changed}")
        write(console, one_line(str(row["question"])), indent=4)
        if row["comment"]:
            write(console, one_line(f"Comment: {row['comment']}"), indent=4)
    say(f"{counts.useful} useful, {counts.not_useful} not useful.")
    if total := sum(counts.declined.values()):
        say(f"Of {total} more, about a person at risk, a live case or someone's identity, only this count is kept.")
