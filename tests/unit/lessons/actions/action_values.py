"""Entries and edits by hand for the tests of actions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

from dvrag.model.actions import Action, ActionStatus, Edit, Entry
from dvrag.model.documents import Authority, Fact, Facts, Family
from dvrag.model.findings import Agency, AgencyClass, Finding, FindingKind, Plan
from dvrag.model.ids import FindingId, ReportId
from dvrag.model.results import ReportSummary

REPORT = ReportSummary(
    ReportId("oak"),
    "oak.pdf",
    "pdf",
    Family.DHR_OVERVIEW,
    Authority.STATUTORY_REVIEW,
    Facts(title=Fact("Review of the death of Marian"), area=Fact("Oakfield")),
    *(9, 9, 9),
    "",
)


def identity(n: int) -> FindingId:
    """Return the id of the n-th finding."""
    return FindingId(f"{n:032x}")


def entry(n: int = 1, action: Action | None = None, **finding: object) -> Entry:
    """Return the n-th recommendation with its action; `deadline` goes into what is printed beside it."""
    text = str(finding.pop("text", f"The force should review its training, part {n}."))
    plan = Plan(deadline=finding.pop("deadline", None))  # type: ignore[arg-type]
    kind = finding.pop("kind", FindingKind.RECOMMENDATION)
    fields: dict[str, object] = {
        **{"section": "Recommendations", "page": 12, "page_label": "10", "paragraph": f"9.{n}", "paragraph_index": n},
        **{"number": f"9.{n}", "addressee": "Arnshire Police"},
        "agencies": (Agency("Arnshire Police", AgencyClass.POLICE),),
        **finding,
    }
    found = Finding(identity(n), REPORT.id, kind, n, n + len(text), text, plan=plan, **fields)  # type: ignore[arg-type]
    return Entry(found, REPORT, action or Action())


def edit(n: int, field: str, after: str, before: str = "", **other: str) -> Edit:
    """Return the n-th edit of the library, of the first finding."""
    return Edit(
        n,
        identity(1),
        field,
        before,
        after,
        other.get("who", "Ada"),
        other.get("at", f"2026-02-{n:02d}T09:00:00+00:00"),
    )


def acted(*edits: Edit) -> tuple[Entry, Mapping[FindingId, tuple[Edit, ...]]]:
    """Return the first recommendation as it stands after the edits, and the edits as a register gives them."""
    now = {made.field: made.after for made in edits}
    action = Action(
        now.get("owner", ""),
        now.get("due", ""),
        ActionStatus(now.get("status") or "not_started"),
        now.get("evidence", ""),
        max((made.n for made in edits), default=0),
    )
    return entry(1, action), {identity(1): edits}


def workbook(path: Path, rows: list[list[object]]) -> Path:
    """Write the rows to a workbook as a spreadsheet program would, formulas as formulas."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path
