"""Tables that people keep, CSV or JSONL, row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from dvrag.errors import UnreadableError
from dvrag.evaluate.formats.lines import text_of

JSON_ENDINGS = frozenset({".jsonl", ".ndjson", ".json"})

Row: TypeAlias = dict[str, str]
"""Column, in lower case → text of the cell without space around it."""


def rows_of(path: Path, required: Sequence[str], what: str) -> Iterator[tuple[int, Row]]:
    """Yield the rows that are not empty with their numbers as a spreadsheet counts them (JSONL: as lines), from 1.

    Columns may be parted by commas, semicolons or tabs. Raises NotFoundError; UnreadableError where the file is not
    UTF-8, lacks a required column or is no table.
    """
    text = text_of(path, what)
    found = _json_rows(path, text) if path.suffix.lower() in JSON_ENDINGS else _csv_rows(path, text)
    for number, row in found:
        lacking = next((name for name in required if name not in row), None)
        if lacking is not None:
            raise mistake(path, number, f"lacks the column {lacking!r}.", hint=f"It needs {', '.join(required)}.")
        if any(row.values()):
            yield number, row


def mistake(path: Path, row: int, message: str, hint: str = "") -> UnreadableError:
    """Return the error that names a row of a file and what is wrong there."""
    return UnreadableError(f"{path}, row {row}: {message}", hint=hint)


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, Row]]:
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        yield 1, dict.fromkeys(header, "")
        for number, values in enumerate(reader, start=2):
            cells = [value.strip() for value in values]
            if any(cells[len(header) :]):
                hint = "Put quotation marks around a cell that holds the mark between cells."
                raise mistake(path, number, f"has {len(cells)} cells, but there are {len(header)} columns.", hint)
            yield number, dict(zip(header, [*cells, *[""] * len(header)], strict=False))
    except csv.Error as error:
        raise UnreadableError(f"{path}, line {reader.line_num}: not CSV ({error}).") from error


def _json_rows(path: Path, text: str) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise mistake(path, number, "not JSON.") from error
        if not isinstance(record, dict):
            raise mistake(path, number, "not a JSON object.")
        yield number, {str(key).lower(): _cell(value) for key, value in record.items()}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(str(item) for item in value)
    return "" if value is None else str(value).strip()
