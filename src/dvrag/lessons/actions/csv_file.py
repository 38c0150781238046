"""Actions as CSV: UTF-8 with its mark, so that spreadsheets read it rightly, and nothing in it that they would run.

A text that a spreadsheet could take for a formula (it begins with = + - @, their full-width forms, a tab or a line
break, also behind spaces) is written with one apostrophe in front; so is one that has such an apostrophe already.
Reading takes that one apostrophe away again: what was written comes back as it was.
Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dvrag.errors import UsageError
from dvrag.lessons.actions.columns import COLUMNS, HEADER_WITHIN, Cell

_RUNS = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_GUARDED = re.compile(rf"'(?={_RUNS.pattern})")
_SEPARATORS = (",", ";", "\t")
_SAVE = "In Excel choose “CSV UTF-8 (Comma delimited)”, or keep the file as XLSX."


def csv_text(rows: Iterable[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> str:
    """Return the table with its header, lines ended by CR LF (RFC 4180); a column that a row lacks is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(row.get(column, "")) for column in columns] for row in rows)
    return out.getvalue()


def csv_bytes(rows: Iterable[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> bytes:
    """Return the table as UTF-8 with a byte order mark."""
    return csv_text(rows, columns).encode("utf-8-sig", "replace")


def guarded(text: str) -> str:
    """Return a text as it stands in a cell of a CSV file: never one that a spreadsheet would run."""
    return f"'{text}" if _RUNS.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given; a text that is not guarded as it is."""
    return cell[1:] if _GUARDED.match(cell) else cell


def csv_lines(content: bytes) -> Iterator[list[Cell]]:
    """Yield the rows of a CSV file (comma, semicolon or tab between cells), empty lines too.

    Raises UsageError where it is not UTF-8 or a quotation mark is not closed.
    """
    text = _decoded(content)
    head = text.split("\n", HEADER_WITHIN)[:HEADER_WITHIN]
    header = next((line for line in head if "finding_id" in line.replace(" ", "_").casefold()), "")
    separator = max(_SEPARATORS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    done = 0
    try:
        for cells in reader:
            done += 1
            yield [Cell(unguarded(cell)) for cell in cells]
    except csv.Error as error:
        raise UsageError(f"Row {done + 1} of the CSV file cannot be read: {error}.", hint=_SAVE) from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UsageError("The CSV file is in UTF-16.", hint=_SAVE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("The CSV file is not in UTF-8, so some characters would be lost.", hint=_SAVE) from error
