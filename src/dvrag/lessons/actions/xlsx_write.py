"""Actions as an Excel workbook: a sheet to fill in and a sheet that says how."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dvrag.lessons.actions.columns import COLUMNS
from dvrag.model.actions import ACTION_FIELDS, ActionStatus

MOST_CHARACTERS = 16_000
"""A cell holds 32,767 UTF-16 units; a longer text of a report is cut. Values of actions are shorter."""

SHEET = "Actions"
_WIDTHS = {"finding_id": 14, "recommendation": 70, "report": 32, "evidence": 50, "owner": 24, "addressee": 24}
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LIKE_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_RISKY = re.compile(r"['\s]*[=+\-@＝＋－＠]|'|[\t\r\n]")
_FILL_IN = PatternFill("solid", fgColor="FFF4D6")
_PRINTED = PatternFill("solid", fgColor="E8EAED")
_TOP = Alignment(vertical="top", wrap_text=True)
_HELP = (
    "Fill in the columns owner, due, status and evidence (yellow). The other columns are only for reading.",
    "due: a whole date, for example 2026-03-31 or 31 March 2026.",
    f"status: one of {', '.join(status.label for status in ActionStatus)}.",
    "Keep the first row and the columns finding_id and version: by them dvrag sees what you changed and what "
    "others changed meanwhile.",
    "An emptied owner, due date or evidence is taken away; an emptied status stays as it is.",
    "Then import the file into dvrag. What two people changed differently is shown and never overwritten.",
)


def xlsx_bytes(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return the workbook. Every text is a text cell (never a formula), due dates are real dates."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    for place, column in enumerate(COLUMNS, 1):
        head = sheet.cell(1, place, column)
        head.font, head.alignment = Font(bold=True), _TOP
        head.fill = _FILL_IN if column in ACTION_FIELDS else _PRINTED
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(column, 16)
    for number, row in enumerate(rows, 2):
        for place, column in enumerate(COLUMNS, 1):
            _fill(sheet.cell(number, place), column, row[column])
    _settle(sheet, len(rows) + 1)
    helping = book.create_sheet("How to fill this in")
    helping.column_dimensions["A"].width = 110
    for number, line in enumerate(_HELP, 1):
        helping.cell(number, 1, line).alignment = _TOP
    book.properties.creator = "dvrag"
    book.properties.title = "Actions on recommendations"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def escaped(text: str) -> str:
    """Return a text as a workbook stores it: what looks like its own escape (`_x0041_`) is escaped.

    Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
    """
    return _LIKE_CODE.sub("_x005F_", text)


def _fill(cell: Any, column: str, text: str) -> None:
    cell.alignment = _TOP
    if column == "due" and (day := _day(text)):
        cell.value = day
        cell.number_format = "yyyy-mm-dd"
        return
    if column == "version":
        cell.value = int(text or "0")
        return
    if column in {"owner", "evidence"}:
        cell.number_format = "@"
    if not text:
        return
    kept = _ILLEGAL.sub("", text)
    cut = kept if len(kept) <= MOST_CHARACTERS else f"{kept[:MOST_CHARACTERS]}…"
    cell.value = escaped(cut)
    cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    cell.quotePrefix = _RISKY.match(cut) is not None


def _day(text: str) -> date | None:
    try:
        return (
            date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and text >= "1901" else None
        )
    except ValueError:
        return None


def _settle(sheet: Any, last: int) -> None:
    """Keep header and id in sight, add filters, and offer the statuses in their column."""
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:1"
    choices = DataValidation("list", formula1=f'"{",".join(s.label for s in ActionStatus)}"', allow_blank=True)
    choices.error, choices.errorTitle = "Choose a status from the list.", "Status"
    letter = get_column_letter(COLUMNS.index("status") + 1)
    sheet.add_data_validation(choices)
    choices.add(f"{letter}2:{letter}{max(last, 2)}")
