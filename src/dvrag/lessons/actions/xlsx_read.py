"""Reading an Excel workbook of actions: checked as an archive before it is opened, nothing in it computed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from dvrag.errors import UsageError
from dvrag.lessons.actions.columns import HEADER_WITHIN, MOST_ROWS, Cell, has_header

MOST_BYTES = 300_000_000
MOST_RATIO = 150
MOST_ENTRIES = 5_000
SMALL = 10_000_000
"""A workbook that unpacks to more, or by more than the ratio, is refused, as Word documents are; `SMALL` may."""

MOST_COLUMNS = 100
_DAMAGE = (
    *(zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError),
    *(OSError, SyntaxError, EOFError, NotImplementedError, RuntimeError),
)
_SAVE = "Open it in your spreadsheet program and save it again as XLSX."
_STORED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)|_x000[Dd]_")


def xlsx_lines(content: bytes) -> list[list[Cell]]:
    """Return the rows of the first sheet with a column finding_id, else of the first sheet; from row 1.

    Raises UsageError for an archive that unpacks to too much, another kind of file, a damaged one.
    """
    try:
        _check(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts that openpyxl does not keep: nothing is written back
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            try:
                return _chosen(book)
            finally:
                book.close()
    except _DAMAGE as error:
        raise UsageError("The Excel workbook is damaged and cannot be read.", hint=_SAVE) from error


def _check(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if "xl/workbook.xml" not in {entry.filename for entry in entries}:
            raise UsageError("The file is not an Excel workbook (XLSX).", hint="Save it as XLSX or CSV UTF-8.")
        total = sum(entry.file_size for entry in entries)
        if total > MOST_BYTES or len(entries) > MOST_ENTRIES or total > max(MOST_RATIO * len(content), SMALL):
            raise UsageError(f"The Excel workbook unpacks to {total // 1_000_000} MB: too much.", hint=_SAVE)
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")) and _declares(archive, entry):
                raise UsageError("The Excel workbook declares entities, which real ones never do.", hint=_SAVE)


def _declares(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Return whether a part has a document type: the only place where XML can declare entities that grow."""
    with archive.open(entry) as part:
        head = part.read(4_096).replace(b"\x00", b"")
    root = re.search(rb"<[A-Za-z]", head)
    return b"<!DOCTYPE" in head[: root.start() if root else len(head)] or (root is None and len(head) > 4_000)


def _chosen(book: Any) -> list[list[Cell]]:
    """A workbook may have sheets without rows, and charts."""
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "reset_dimensions")]
    for sheet in sheets:
        sheet.reset_dimensions()
    headed = (sheet for sheet in sheets if has_header(_lines(sheet, HEADER_WITHIN)))
    sheet = next(headed, sheets[0] if sheets else None)
    return _lines(sheet, MOST_ROWS + 2) if sheet is not None else []


def _lines(sheet: Any, most: int) -> list[list[Cell]]:
    return [list(cells) for cells in _cells(sheet, most)]


def _cells(sheet: Any, most: int) -> Iterator[list[Cell]]:
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > most:
            return
        cells = [_cell(cell) for cell in row]
        while cells and cells[-1] == _EMPTY:
            cells.pop()
        yield cells


_EMPTY = Cell()


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return _EMPTY
    if cell.data_type == "f":
        return Cell("", "it holds a formula; put the value itself there.")
    if cell.data_type == "e":
        return Cell("", f"it holds the error {value}; put the value itself there.")
    return Cell(_text(value))


def _text(value: object) -> str:
    if isinstance(value, str):
        return _STORED.sub(lambda found: "\r" if found.group()[-2] in "Dd" else "_", value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
