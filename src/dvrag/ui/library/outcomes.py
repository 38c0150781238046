"""How a long action ended, in words: what became of each file, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import TypeVar

from dvrag.evaluate.report.tables import Column, Table
from dvrag.model.building import Damage, FileResult, Outcome
from dvrag.model.results import ReportSummary
from dvrag.ui import words
from dvrag.ui.jobs import Ended, Kind, Seen

T = TypeVar("T")

_WORDS = {
    Outcome.ADDED: "Added",
    Outcome.REPLACED: "Replaced its earlier version",
    Outcome.UNCHANGED: "Already in the library",
    Outcome.FAILED: "Not read",
}
_COUNTED = {
    Outcome.ADDED: "added",
    Outcome.REPLACED: "replaced",
    Outcome.UNCHANGED: "already in the library",
    Outcome.FAILED: "not read",
}
_TITLES = {
    (Kind.ADD, Ended.STOPPED): "Adding reports was stopped",
    (Kind.FINISH, Ended.DONE): "The findings were read",
    (Kind.FINISH, Ended.STOPPED): "Reading the findings was stopped",
    (Kind.REMOVE, Ended.DONE): "The report was removed",
    (Kind.CHECK, Ended.STOPPED): "The check was stopped",
    (Kind.REBUILD, Ended.DONE): "The library was rebuilt",
    (Kind.REBUILD, Ended.STOPPED): "Rebuilding was stopped",
}
_STOPPED = {
    Kind.ADD: "What was finished before is kept. Add the other files again when you are ready.",
    Kind.FINISH: "What was finished before is kept. Go on at any time: the button stands under Health of this library.",
    Kind.CHECK: "Nothing was changed. Check again at any time.",
    Kind.REBUILD: (
        "What was finished before is kept. Rebuild again to finish: until then the library may be slower, or, where "
        "it was damaged, closed."
    ),
}


def title(seen: Seen) -> str:
    """Return what happened in a few words."""
    if seen.ended is Ended.FAILED:
        return "This could not be finished"
    if seen.task.kind is Kind.CHECK and seen.ended is Ended.DONE:
        return "Damage was found" if seen.value else "The library is whole"
    if seen.task.kind is Kind.ADD and seen.ended is Ended.DONE:
        return _added(value_of(seen, FileResult))
    return _TITLES.get((seen.task.kind, seen.ended or Ended.DONE), seen.task.title)


def summary(seen: Seen) -> str:
    """Return one line that says what came of it and, where something is left to do, what."""
    if seen.ended is Ended.FAILED:
        return seen.problem
    if seen.ended is Ended.STOPPED:
        return _STOPPED.get(seen.task.kind, "")
    if seen.task.kind is Kind.REMOVE:
        return _removed(value_of(seen, ReportSummary))
    if seen.task.kind is Kind.CHECK:
        return _checked(value_of(seen, Damage))
    if seen.task.kind is Kind.FINISH:
        return "They stand under Lessons and Actions now."
    found = value_of(seen, FileResult)
    if seen.task.kind is Kind.REBUILD and not found:
        return "All that is derived from the reports was made anew. Nothing of the reports was lost."
    return counted(found)


def counted(found: Sequence[FileResult]) -> str:
    """Return how many files ended in which way: "2 files: 1 added, 1 not read."."""
    counts = Counter(result.outcome for result in found)
    parts = ", ".join(f"{counts[outcome]} {name}" for outcome, name in _COUNTED.items() if counts[outcome])
    return f"{words.count(len(found), 'file')}: {parts}." if found else "No file was read."


def files(seen: Seen) -> Table | None:
    """Return a row for each file of an action, those not reached too; None where there is none."""
    found = value_of(seen, FileResult)
    rows = [_row(result) for result in found]
    named = {PurePath(result.path).name for result in found}
    left = [name for name in seen.task.files if name not in named]
    rows += [(name, "Not reached", "It was stopped before. Add it again.", "", "") for name in left]
    if not rows:
        return None
    titles = ("File", "What happened", "Remarks", "Pages", "Passages")
    columns = tuple(Column(title, title in {"Pages", "Passages"}) for title in titles)
    return Table("What became of each file", columns, tuple(rows), "")


def damage(found: Sequence[Damage]) -> Table:
    """Return a row for each piece of damage, and whether rebuilding mends it."""
    columns = (Column("Where", False), Column("What", False), Column("What to do", False))
    rows = tuple((item.where, item.what, _mend(item)) for item in found)
    return Table(words.sentence(words.count(len(found), "piece") + " of damage"), columns, rows, "")


def value_of(seen: Seen, kind: type[T]) -> tuple[T, ...]:
    """Return the values of one kind that an action returned."""
    found = seen.value if isinstance(seen.value, Iterable) else ()
    return tuple(item for item in found if isinstance(item, kind))


def _row(result: FileResult) -> tuple[str, ...]:
    name = PurePath(result.path).name
    remarks = " ".join((result.reason, *result.warnings)).strip()
    if result.outcome is Outcome.FAILED:
        return (name, _WORDS[result.outcome], remarks, "", "")
    pages = f"{result.pages:,}" if result.pages else ""
    return (name, _WORDS[result.outcome], remarks, pages, f"{result.passages:,}")


def _added(found: Sequence[FileResult]) -> str:
    failed = sum(result.outcome is Outcome.FAILED for result in found)
    if not failed:
        return "The files are in the library"
    return "No file could be read" if failed == len(found) else "Some files could not be read"


def _removed(reports: Sequence[ReportSummary]) -> str:
    if not reports:
        return "It had gone already. What was left of it is erased for good now."
    first = reports[0].title
    if len(reports) == 1:
        return f"“{first}” is gone for good, with its findings and what people wrote about them."
    return f"{words.count(len(reports), 'report')} of one file are gone for good, “{first}” among them."


def _checked(found: Sequence[Damage]) -> str:
    if not found:
        return "Every stored byte is what was written. Nothing is to be done."
    mended = sum(item.repairable for item in found)
    if mended == len(found):
        return "Press Rebuild under Health of this library: it mends all of this from what the library keeps."
    return (
        f"Press Rebuild under Health of this library: it mends {mended} of {len(found)}. For the others, add the file "
        "again afterwards."
    )


def _mend(item: Damage) -> str:
    return "Rebuild mends it." if item.repairable else "Rebuild, then add the file again."
