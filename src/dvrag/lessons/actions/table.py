"""Tables of actions: written for a spreadsheet (CSV or XLSX), and read again after people filled them in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dvrag.errors import NotFoundError, UsageError
from dvrag.lessons.actions.columns import Edits, ImportRow, exported, import_rows
from dvrag.lessons.actions.csv_file import csv_bytes, csv_lines
from dvrag.lessons.actions.placed import put_file
from dvrag.model.actions import Entry

KINDS = ("csv", "xlsx")
MOST_FILE = 50_000_000
"""Bytes of a file that is imported, at most: a hundred thousand recommendations stay below."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)


def write_actions(path: Path, entries: Iterable[Entry], edits: Edits, *, replace: bool = False) -> None:
    """Write the entries' actions to `path` as its ending says (.csv or .xlsx), whole or not at all.

    Raises UsageError for another ending, or where the file exists and `replace` is not set.
    """
    put_file(path, actions_table(path.suffix.lstrip("."), entries, edits), replace=replace)


def actions_table(kind: str, entries: Iterable[Entry], edits: Edits) -> bytes:
    """Return the table as a file of that kind ("csv" or "xlsx"), rows in the order of the entries.

    Raises UsageError for another kind.
    """
    rows = [exported(entry, edits) for entry in entries]
    if kind.casefold() == "csv":
        return csv_bytes(rows)
    if kind.casefold() == "xlsx":
        from dvrag.lessons.actions.xlsx_write import xlsx_bytes  # noqa: PLC0415 - only where a workbook is asked for

        return xlsx_bytes(rows)
    raise UsageError(f"Actions are not written as {kind or 'a file without ending'!r}.", hint="Write .csv or .xlsx.")


def read_actions(path: Path) -> tuple[ImportRow, ...]:
    """Return the rows of a CSV or XLSX file, told apart by content, not by name.

    Raises NotFoundError where there is no such file; UsageError, with row and column where it can be said, for one
    that cannot be taken: no column finding_id, a formula, a finding given twice, damage, too large.
    """
    content = _content(path)
    if content.startswith(b"PK\x03\x04"):
        from dvrag.lessons.actions.xlsx_read import xlsx_lines  # noqa: PLC0415 - only where a workbook is read

        return import_rows(xlsx_lines(content), ragged=False)
    return import_rows(csv_lines(content), ragged=True)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_FILE:
            raise UsageError(f"{path.name} is larger than {MOST_FILE // 1_000_000} MB.", hint="Import it in parts.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no file {path.name}.", hint="Check its name and folder.") from error
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    if content.startswith(_OLD_OFFICE):
        raise UsageError(
            f"{path.name} is an old Excel file (XLS) or has a password.", hint="Save it as XLSX without a password."
        )
    kind = next((name for mark, name in _OTHER if content[:200].lstrip().lower().startswith(mark.lower())), "")
    if kind:
        raise UsageError(f"{path.name} is {kind}, not a table.", hint="Give a CSV or XLSX file.")
    if not content.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise UsageError(f"{path.name} is empty.", hint="Export the actions and fill in that file.")
    return content
