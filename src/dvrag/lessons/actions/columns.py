"""The columns of an exported table of actions, and the rows of one that comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dvrag.errors import UsageError
from dvrag.model.actions import ACTION_FIELDS, Edit, Entry
from dvrag.model.ids import FindingId

COLUMNS = (
    *("finding_id", "report", "area", "number", "recommendation", "addressee", "printed deadline"),
    *("owner", "due", "status", "evidence", "version", "last changed", "changed by"),
)
"""Those of an exported file, in order. Only `finding_id`, `version` and the fields of an action are read again."""

READ = ("finding_id", *ACTION_FIELDS, "version")
HEADER_WITHIN = 10
"""The header is one of the first so many rows: people put a title above it."""

MOST_ROWS = 200_000
MOST_NAMED = 3
"""Problems named in one message; the others are counted."""

Edits = Mapping[FindingId, Sequence[Edit]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as text. `problem` says why it cannot be taken ("holds a formula"), "" where it can."""

    text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A row of a file that comes back; `row` counts as the spreadsheet does, from 1.

    `values` holds the cells of the action's fields as they stand, without those whose column is missing. `version`
    is 0 where none is given. `ignored` names the columns of the file that are not known.
    """

    row: int
    finding_id: FindingId
    version: int
    values: Mapping[str, str]
    ignored: tuple[str, ...] = ()


def values_of(entry: Entry) -> dict[str, str]:
    """Return the fields of an entry's action as texts."""
    action = entry.action
    return {"owner": action.owner, "due": action.due, "status": action.status.value, "evidence": action.evidence}


def exported(entry: Entry, edits: Edits) -> dict[str, str]:
    """Return the text of each column for an entry; the status in plain words."""
    finding, action = entry.finding, entry.action
    made = [edit for edit in edits.get(finding.id, ()) if edit.field in ACTION_FIELDS]
    return {
        "finding_id": finding.id,
        "report": entry.report.title,
        "area": entry.report.facts.place or "",
        "number": finding.number or "",
        "recommendation": finding.text,
        "addressee": finding.addressee or "",
        "printed deadline": finding.plan.deadline or "",
        **values_of(entry),
        "status": action.status.label,
        "version": str(action.version),
        "last changed": made[-1].at if made else "",
        "changed by": made[-1].who if made else "",
    }


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the known columns stand, how many cells the header has, and the names that are not known."""

    places: Mapping[str, int]
    width: int
    ignored: tuple[str, ...]


def has_header(lines: Sequence[Sequence[Cell]]) -> bool:
    """Return whether one of a table's first rows is a header with the column finding_id."""
    return any(_header(cells) is not None for cells in lines[:HEADER_WITHIN])


def import_rows(lines: Iterable[Sequence[Cell]], *, ragged: bool) -> tuple[ImportRow, ...]:
    """Return the rows below the header, `lines` being the rows from the first; empty ones are left out.

    `ragged`: rows differ in length; a cell beyond the header's is a sign of shifted cells, a missing one says nothing
    (else it is empty). Raises UsageError that names row and column: no
    header, a cell that cannot be taken, shifted cells, a finding given twice.
    """
    header: _Header | None = None
    rows: list[ImportRow] = []
    problems: list[str] = []
    for number, cells in enumerate(lines, 1):
        if header is None:
            header = _header(cells)
            if header is None and number >= HEADER_WITHIN:
                break
        elif any(cell.text.strip() or cell.problem for cell in cells):
            full = cells if ragged else [*cells, *(Cell() for _ in range(header.width - len(cells)))]
            rows.append(_row(number, full, header, problems))
            if ragged and any(cell.text for cell in cells[header.width :]):
                problems.append(
                    f"Row {number} has more cells than the header; a text with a comma needs quotation marks."
                )
        if number > MOST_ROWS:
            raise UsageError(f"The file has more than {MOST_ROWS:,} rows.", hint="Import it in parts.")
    if header is None:
        raise UsageError(
            "The file has no column finding_id, so its rows cannot be told apart.",
            hint="Export the actions and fill in that file; keep its header and its finding_id column.",
        )
    problems += _twice(rows)
    refuse(problems)
    return tuple(rows)


def refuse(problems: Sequence[str]) -> None:
    """Raise UsageError with the first problems on one line, if there are any."""
    if not problems:
        return
    rest = len(problems) - MOST_NAMED
    more = f" And {rest} more." if rest > 0 else ""
    raise UsageError(
        " ".join(problems[:MOST_NAMED]) + more, hint="Nothing was taken from the file; mend it, then import it again."
    )


def at(row: int, column: str, problem: str) -> str:
    """Return a problem with its place in the file."""
    return f"Row {row}, column {column}: {problem}"


def _header(cells: Sequence[Cell]) -> _Header | None:
    names = [" ".join(cell.text.lstrip("\ufeff").replace("_", " ").split()).casefold() for cell in cells]
    if "finding id" not in names:
        return None
    for column in READ:
        if names.count(column.replace("_", " ")) > 1:
            raise UsageError(f"The file has the column {column} twice.", hint="Keep one of them.")
    known = {column.replace("_", " "): column for column in COLUMNS}
    places = {known[name]: place for place, name in enumerate(names) if known.get(name) in READ}
    ignored = tuple(cell.text.strip() for cell, name in zip(cells, names, strict=True) if name and name not in known)
    return _Header(places, max(place for place, name in enumerate(names) if name) + 1, ignored)


def _row(number: int, cells: Sequence[Cell], header: _Header, problems: list[str]) -> ImportRow:
    found = {column: cells[place] for column, place in header.places.items() if place < len(cells)}
    problems += [at(number, column, cell.problem) for column, cell in found.items() if cell.problem]
    identity = found["finding_id"].text.strip().casefold() if "finding_id" in found else ""
    if not identity:
        problems.append(at(number, "finding_id", "it is empty, though the row is not."))
    version = _version(number, found.get("version", Cell()).text, problems)
    values = {field: found[field].text for field in ACTION_FIELDS if field in found}
    return ImportRow(number, FindingId(identity), version, values, header.ignored)


def _version(number: int, text: str, problems: list[str]) -> int:
    digits = text.strip().removesuffix(".0")
    if not digits:
        return 0
    if digits.isascii() and digits.isdigit() and len(digits) <= 15:
        return int(digits)
    problems.append(at(number, "version", f"{digits[:40]!r} is no number; leave this column as it was exported."))
    return 0


def _twice(rows: Sequence[ImportRow]) -> list[str]:
    first: dict[FindingId, int] = {}
    found = []
    for row in rows:
        if row.finding_id and first.setdefault(row.finding_id, row.row) != row.row:
            found.append(at(row.row, "finding_id", f"the same finding stands in row {first[row.finding_id]} already."))
    return found
