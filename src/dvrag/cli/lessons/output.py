"""Rows of the register as CSV on stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from dvrag.cli.lessons.rows import Row
from dvrag.cli.terminal import plain
from dvrag.lessons.actions.csv_file import csv_text


def csv_out(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Write a header and the rows to stdout, also where there are no rows.

    Lists are joined by semicolons, null is empty, yes and no stand for true and false; a column such as
    "judgment_grade" is the key `grade` of the nested `judgment`. A cell that a spreadsheet could run is guarded;
    characters that steer a terminal are left out.
    """
    names = [plain(column) for column in columns]
    cells = (
        {name: plain(_text(_value(row, column))) for name, column in zip(names, columns, strict=True)} for row in rows
    )
    sys.stdout.write(csv_text(cells, names).replace("\r\n", "\n"))


def _value(row: Row, column: str) -> object:
    if column in row:
        return row[column]
    outer, _, inner = column.partition("_")
    nested = row.get(outer)
    return nested.get(inner) if isinstance(nested, dict) else None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)
