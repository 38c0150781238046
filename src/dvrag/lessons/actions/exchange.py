"""What an imported file changes: its cells against the values it was exported with and those of the library now.

The column `version` names the last change that the person had before their eyes. A cell that was edited in the file
becomes a change where nobody changed that field in the library since; where somebody did, both values are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dvrag.errors import UsageError
from dvrag.lessons.actions.change import DEFAULTS, checked_value
from dvrag.lessons.actions.columns import Edits, ImportRow, at, refuse, values_of
from dvrag.model.actions import ACTION_FIELDS, ActionStatus, Edit, Entry
from dvrag.model.findings import FindingKind
from dvrag.model.ids import FindingId

__all__ = ["Change", "Conflict", "ImportPlan", "ImportRow", "plan_import"]


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that was edited in the file: `before` in the library now, `value` as it is to be kept."""

    row: int
    finding_id: FindingId
    field: str
    before: str
    value: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that differs in file and library, changed in both. `who` changed it in the library, `at` that time.

    `base` is the value that was exported, None where the file's version is none of this library.
    """

    row: int
    finding_id: FindingId
    field: str
    base: str | None
    in_file: str
    in_library: str
    who: str
    at: str

    @property
    def sentence(self) -> str:
        """The conflict in one plain sentence."""
        since = f", set by {self.who} at {self.at}" if self.who else ""
        now = (
            f"the file says {_said(self.field, self.in_file)}, the library {_said(self.field, self.in_library)}{since}"
        )
        return f"Row {self.row}, {self.field}: {now}. Nothing was changed."


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. `unknown` are ids of the file without a finding here; `unchanged` counts the rows that
    neither change anything nor conflict; `notices` are plain sentences about what was left aside.
    """

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    unknown: tuple[FindingId, ...]
    unchanged: int
    notices: tuple[str, ...] = ()


def plan_import(rows: Sequence[ImportRow], entries: Sequence[Entry], edits: Edits | None = None) -> ImportPlan:
    """Return what the rows change, where they conflict, and which findings are not known; nothing is changed.

    `edits` are those of each finding. Importing the same file again after its changes were made changes nothing.
    Raises UsageError that names row and column for a value that cannot be kept.
    """
    known = {entry.finding.id: entry for entry in entries}
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    notices = _ignored(rows)
    problems: list[str] = []
    unchanged = 0
    for row in rows:
        entry = known.get(row.finding_id)
        if entry is None:
            continue
        found = list(_row(row, entry, (edits or {}).get(row.finding_id, ()), problems))
        if found and entry.finding.kind is not FindingKind.RECOMMENDATION:
            notices.append(f"Row {row.row} was left aside: only a recommendation has an action.")
            found = []
        changes += [each for each in found if isinstance(each, Change)]
        conflicts += [each for each in found if isinstance(each, Conflict)]
        unchanged += not found
    refuse(problems)
    unknown = tuple(row.finding_id for row in rows if row.finding_id not in known)
    return ImportPlan(tuple(changes), tuple(conflicts), unknown, unchanged, tuple(notices))


def _row(row: ImportRow, entry: Entry, edits: Sequence[Edit], problems: list[str]) -> Iterator[Change | Conflict]:
    now = values_of(entry)
    for field, raw in row.values.items():
        if raw == now[field] or (field == "status" and not raw.strip()):
            continue
        try:
            value = checked_value(field, raw)
        except UsageError as error:
            problems.append(at(row.row, field, str(error)))
            continue
        found = _cell(row, (field, raw, value), entry, [edit for edit in edits if edit.field in ACTION_FIELDS])
        if found:
            yield found


def _cell(row: ImportRow, cell: tuple[str, str, str], entry: Entry, edits: Sequence[Edit]) -> Change | Conflict | None:
    field, raw, value = cell
    now = values_of(entry)[field]
    base = _base(row.version, field, entry, edits)
    if _same(field, value, now) or (base is not None and (raw == base or _same(field, value, base))):
        return None
    own = [edit for edit in edits if edit.field == field]
    since = [edit for edit in own if edit.n > row.version]
    untouched = now == DEFAULTS.get(field, "") and not own
    if untouched or (base is not None and not since):
        return Change(row.row, row.finding_id, field, now, value)
    last = own[-1] if own else None
    who, when = (last.who, last.at) if last else ("", "")
    return Conflict(row.row, row.finding_id, field, base, value, now, who, when)


def _base(version: int, field: str, entry: Entry, edits: Sequence[Edit]) -> str | None:
    """Return the value that the file was exported with, None where its version is none of this library."""
    if version == entry.action.version:
        return values_of(entry)[field]
    if version and version not in {edit.n for edit in edits}:
        return None
    own = [edit.after for edit in edits if edit.field == field and edit.n <= version]
    if not own and not edits:
        return None
    return (own[-1] if own else "") or DEFAULTS.get(field, "")


def _same(field: str, value: str, other: str) -> bool:
    """Return whether two values are kept as the same; `value` is checked already."""
    try:
        return value == checked_value(field, other)
    except UsageError:
        return value == other


def _ignored(rows: Sequence[ImportRow]) -> list[str]:
    names: Mapping[str, None] = dict.fromkeys(name for row in rows[:1] for name in row.ignored)
    if not names:
        return []
    return [
        f"Not imported, since dvrag does not know {'it' if len(names) == 1 else 'them'}: column {', '.join(names)}."
    ]


def _said(field: str, value: str) -> str:
    if not value:
        return "nothing"
    shown = ActionStatus(value).label if field == "status" else value
    flat = " ".join(shown.split())
    return f"“{flat[:80]}{'…' if len(flat) > 80 else ''}”"
