"""`dvrag audit`: the record of answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dvrag.cli.lessons.options import AsCsv
from dvrag.cli.options import DEFAULT_LIBRARY, AsJson, Library
from dvrag.cli.terminal import one_line, out_console, print_json, say, write
from dvrag.errors import UsageError

if TYPE_CHECKING:
    from dvrag.model.audit import AuditCheck, AuditEntry

COLUMNS = (
    *("n", "at", "kind", "status", "question", "resolved_question", "writer", "prompt", "hosted"),
    *("given", "claims", "dropped", "note", "erased", "digest"),
)

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="The record of answers.")


@app.callback()
def group() -> None:
    """The record of answers."""


@app.command("list")
def list_records(library: Library = DEFAULT_LIBRARY, as_json: AsJson = False, as_csv: AsCsv = False) -> int:
    """List what was recorded about answers, newest first."""
    from dvrag.assembly.audit import open_audit  # noqa: PLC0415 - heavy

    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other.", hint="Give one of them.")
    rows = [_row(entry) for entry in open_audit(library).entries()]
    if as_json:
        print_json({"rows": rows})
    elif as_csv:
        from dvrag.cli.lessons.output import csv_out  # noqa: PLC0415 - heavy

        csv_out(rows, COLUMNS)
    else:
        for row in rows:
            _show_row(row)
        say(f"{len(rows)} rows.")
    return 0


@app.command("show")
def show_record(
    number: Annotated[int, typer.Argument(metavar="N", help="The row's number.")],
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Show all that is recorded about one answer."""
    from dvrag.assembly.audit import open_audit  # noqa: PLC0415 - heavy

    entry = open_audit(library).show(number)
    document = {
        **{"n": entry.n, "before": entry.before, "digest": entry.digest, "erased": entry.erased},
        **{"record": dict(entry.record), "words": None if entry.words is None else dict(entry.words)},
    }
    if as_json:
        print_json(document)
        return 0
    from dvrag.cli.records.show import show_entry  # noqa: PLC0415 - only here

    show_entry(entry)
    return 0


@app.command()
def verify(
    noted: Annotated[
        str, typer.Option("--noted", metavar="DIGEST", help="A digest noted earlier; some row must have it.")
    ] = "",
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Check that no row was changed, left out or moved, and that none is missing at the end."""
    from dvrag.assembly.audit import open_audit  # noqa: PLC0415 - heavy

    found = open_audit(library).verify(noted)
    if as_json:
        print_json(_checked(found))
    else:
        _show_check(found)
    return 1 if found.faults else 0


@app.command()
def prune(
    older_than: Annotated[int, typer.Option("--older-than", metavar="DAYS", help="Delete rows older than this.")],
    library: Library = DEFAULT_LIBRARY,
    as_json: AsJson = False,
) -> int:
    """Delete rows by age. A row that says so stays, so that what is left can be checked."""
    from dvrag.assembly.audit import open_audit  # noqa: PLC0415 - heavy

    gone = open_audit(library).prune(older_than)
    if as_json:
        print_json({"deleted": gone, "older_than_days": older_than})
    else:
        say(f"{gone} rows deleted." if gone else f"No row is older than {older_than} days.")
    return 0


def _row(entry: AuditEntry) -> dict[str, object]:
    record: dict[str, Any] = dict(entry.record)
    writer = record.get("writer") or {}
    return {
        "n": entry.n,
        "at": entry.at,
        "kind": entry.kind.value,
        "status": record.get("status"),
        "question": record.get("question"),
        "resolved_question": record.get("resolved_question"),
        "writer": writer.get("model"),
        "prompt": writer.get("prompt"),
        "hosted": writer.get("hosted"),
        **{name: _number(record.get(name)) for name in ("given", "claims", "dropped")},
        "note": record.get("note"),
        "erased": entry.erased,
        "digest": entry.digest,
    }


def _number(listed: Sequence[object] | None) -> int | None:
    return None if listed is None else len(listed)


def _show_row(row: dict[str, object]) -> None:
    from dvrag.model.audit import AuditKind  # noqa: PLC0415 - light, but not needed for --help

    console = out_console()
    head = f"{row['n']}  {str(row['at'])[:16].replace('T', ' ')}"
    if row["kind"] == AuditKind.CUT:
        write(console, f"{head}  older rows were deleted by age")
    elif row["kind"] == AuditKind.ERASED:
        write(console, f"{head}  words of answers went with a report that was removed")
    else:
        by = f", written by {one_line(str(row['writer']))}" if row["writer"] else ", quoted"
        write(console, f"{head}  {row['status']}{by}: {row['claims']} sentences, {row['dropped']} left out")
        write(console, one_line(str(row["question"])), indent=4)


def _checked(found: AuditCheck) -> dict[str, object]:
    return {
        "ok": not found.faults,
        "faults": [{"n": fault.n, "what": fault.what} for fault in found.faults],
        **{"rows": found.rows, "first": found.first, "last": found.last, "digest": found.digest},
        **{"deleted_through": found.cut, "erased": found.erased, "unrecorded": dict(found.unrecorded)},
    }


def _show_check(found: AuditCheck) -> None:
    console = out_console()
    for fault in found.faults:
        write(console, one_line(fault.what))
    if found.cut:
        write(console, f"Rows up to {found.cut} were deleted by age, as recorded.")
    if found.erased:
        write(console, f"The words of {found.erased} answers went with reports that were removed, as recorded.")
    if total := sum(found.unrecorded.values()):
        write(console, f"Of {total} questions about a person at risk, a live case or someone's identity: only a count.")
    if found.faults:
        say(f"{len(found.faults)} faults in {found.rows} rows.")
    else:
        write(console, f"{found.rows} rows, all as they were written. Digest of the last: {found.digest}")
