"""A progress report for a board, as a Word document: counts, what is overdue, then each recommendation."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dvrag.lessons.actions.board_document import Paper
from dvrag.lessons.actions.change import (
    OVERDUE,
    PASSED,
    PASSED_UNRECORDED,
    STANDINGS,
    due_of,
    lateness,
    overdue,
    standing,
)
from dvrag.lessons.actions.columns import Edits
from dvrag.lessons.actions.placed import put_file
from dvrag.model.actions import ACTION_FIELDS, ActionStatus, Edit, Entry
from dvrag.model.findings import FindingKind
from dvrag.text.plain import named_or_numbered

NOT_STATED = "not stated"
CONTENT_NOTE = (
    "Content note: this report quotes recommendations of published reviews and inspections, some of them about "
    "deaths and abuse."
)
LIMIT = (
    "The recommendations are quoted as dvrag read them from the reports; read one in its report before relying on it. "
    "Owner, due date, status and evidence are what people entered. A due date “as printed” stands in the report."
)
UNRECORDED = (
    "“Not recorded” means that nobody has written anything down here. It does not say whether the work has begun."
)
_FIELDS = {"owner": "Owner", "due": "Due date", "status": "Status", "evidence": "Evidence"}


@dataclass(frozen=True, slots=True)
class Board:
    """What a report for a board is made with. `support` are the lines on where to find help.

    Changes are listed from the day `since` on, all of them where it is None.
    """

    today: date
    title: str
    support: Sequence[str] = ()
    since: date | None = None


def write_board_report(
    path: Path, entries: Iterable[Entry], edits: Edits, board: Board, *, replace: bool = False
) -> None:
    """Write the report to `path`, whole or not at all.

    Raises UsageError where the file exists and `replace` is not set, or the folder cannot be written.
    """
    put_file(path, board_report(entries, edits, board), replace=replace)


def board_report(entries: Iterable[Entry], edits: Edits, board: Board) -> bytes:
    """Return the report's file on the recommendations among the entries: the same bytes for the same input."""
    told = [entry for entry in entries if entry.finding.kind is FindingKind.RECOMMENDATION]
    paper = Paper(board.title, board.today)
    _opening(paper, told, board)
    late = sorted((e for e in told if overdue(e, board.today)), key=lambda e: due_of(e)[0] or date.max)
    paper.turn(landscape=True)
    _summary(paper, told, board.today)
    _late(paper, "Overdue", [e for e in late if lateness(e, board.today) == OVERDUE], "No recommendation is overdue.")
    passed = [e for e in late if lateness(e, board.today) != OVERDUE]
    if passed:
        _late(paper, "Printed date has passed, no due date or status recorded", passed, "")
    paper.turn(landscape=False)
    _each(paper, told, edits, board)
    return paper.content()


def shown_date(day: date) -> str:
    """Return a date in words: "31 March 2026"."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _opening(paper: Paper, told: Sequence[Entry], board: Board) -> None:
    paper.labelled("Date", shown_date(board.today))
    paper.heading("What this report covers", 1)
    reports = {entry.report.id for entry in told}
    areas = sorted({(entry.report.facts.place or "") for entry in told} - {""}, key=str.casefold)
    paper.text(f"{_count(len(told), 'recommendation')} from {_count(len(reports), 'report')}.")
    if areas:
        paper.labelled("Areas", ", ".join(areas))
    period = f"from {shown_date(board.since)} to {shown_date(board.today)}" if board.since else "all that were recorded"
    paper.labelled("Changes listed", period)
    paper.text(LIMIT)
    paper.text(CONTENT_NOTE)
    if board.support:
        paper.heading("Where to find help", 2)
        for line in board.support:
            paper.text(line, "List Bullet")


def _summary(paper: Paper, told: Sequence[Entry], today: date) -> None:
    paper.heading("Summary", 1)
    paper.heading("By status", 2)
    counts, late = Counter(map(standing, told)), Counter(lateness(entry, today) for entry in told)
    rows = [[label, str(counts[label])] for label in STANDINGS]
    rows += [["All", str(len(told))], ["Overdue (of the open ones)", str(late[OVERDUE])]]
    passed = str(late[PASSED] + late[PASSED_UNRECORDED])
    rows.append(["Printed date has passed, no due date or status recorded", passed])
    paper.table(("Status", "Recommendations"), rows, (3, 1))
    paper.text(UNRECORDED)
    paper.heading("By agency", 2)
    paper.text("A recommendation to several agencies counts for each of them.")
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in told:
        for name in _agencies(entry):
            groups[name].append(entry)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0].casefold()))
    header = ("Agency", *STANDINGS, "All", "Overdue")
    paper.table(header, [_agency(name, own, today) for name, own in ordered], (4, 1, 1, 1, 1, 1, 1, 1, 1))


def _agency(name: str, own: Sequence[Entry], today: date) -> list[str]:
    counts = Counter(map(standing, own))
    late = sum(lateness(entry, today) == OVERDUE for entry in own)
    return [name, *(str(counts[label]) for label in STANDINGS), str(len(own)), str(late)]


def _agencies(entry: Entry) -> list[str]:
    names = dict.fromkeys(agency.name for agency in entry.finding.agencies)
    return list(names) or [entry.finding.addressee or NOT_STATED.capitalize()]


def _late(paper: Paper, heading: str, late: Sequence[Entry], none: str) -> None:
    paper.heading(heading, 1)
    if not late:
        paper.text(none)
        return
    header = ("Due", "Number", "Recommendation", "Addressed to", "Owner", "Status", "Report")
    rows = [
        [_due(e), e.finding.number or "", e.finding.text, _to(e), e.action.owner, standing(e), e.report.title]
        for e in late
    ]
    paper.table(header, rows, (3, 2, 10, 4, 3, 3, 4))


def _each(paper: Paper, told: Sequence[Entry], edits: Edits, board: Board) -> None:
    paper.heading("Each recommendation", 1)
    if not told:
        paper.text("There is no recommendation to report on.")
    before = ""
    for entry in told:
        if entry.report.id != before:
            area = entry.report.facts.place or ""
            paper.heading(f"{entry.report.title} ({area})" if area else entry.report.title, 2)
            before = entry.report.id
        _one(paper, entry, board.today)
        _changes(paper, [edit for edit in edits.get(entry.finding.id, ()) if _within(edit, board)])


def _one(paper: Paper, entry: Entry, today: date) -> None:
    action, late = entry.action, lateness(entry, today)
    paper.heading(_name(entry), 3)
    paper.text(entry.finding.text)
    paper.labelled("Addressed to", _to(entry))
    paper.labelled("Owner", action.owner or "nobody yet")
    paper.labelled("Due", f"{_due(entry)}{f' – {late}' if late else ''}")
    paper.labelled("Status", standing(entry))
    paper.labelled("Evidence", action.evidence or "none yet")
    paper.labelled("Source", _source(entry))


def _changes(paper: Paper, made: Sequence[Edit]) -> None:
    if not made:
        paper.labelled("Changes", "none in this period")
        return
    paper.labelled("Changes", _count(len(made), "change"))
    rows = [
        [
            edit.at[:16].replace("T", " "),
            edit.who,
            _FIELDS[edit.field],
            _value(edit, edit.before),
            _value(edit, edit.after),
        ]
        for edit in made
    ]
    paper.table(("When", "Who", "What", "From", "To"), rows, (3, 3, 2, 4, 4))


def _within(edit: Edit, board: Board) -> bool:
    day = edit.at[:10]
    return edit.field in ACTION_FIELDS and (board.since is None or board.since.isoformat() <= day)


def _value(edit: Edit, value: str) -> str:
    if edit.field == "status":
        return ActionStatus(value or ActionStatus.NOT_STARTED).label
    if edit.field == "due" and value:
        return shown_date(date.fromisoformat(value))
    return value or "nothing"


def _name(entry: Entry) -> str:
    number = entry.finding.number
    if not number:
        return "Recommendation without a number"
    return number if number.casefold().startswith("rec") else f"Recommendation {number}"


def _to(entry: Entry) -> str:
    return entry.finding.addressee or NOT_STATED


def _due(entry: Entry) -> str:
    day, origin = due_of(entry)
    printed = entry.finding.plan.deadline
    if day is None:
        return f"{printed} (as printed)" if printed else "no date"
    return shown_date(day) if origin == "set" else f"{shown_date(day)} (as printed: {printed})"


def _source(entry: Entry) -> str:
    finding = entry.finding
    parts = [entry.report.title, entry.report.source if entry.report.source != entry.report.title else ""]
    if finding.page is not None:
        label = finding.page_label
        same = not label or label == str(finding.page)
        parts.append(f"page {finding.page}" if same else f"page {label} (page {finding.page} of the file)")
    if finding.paragraph:
        parts.append(named_or_numbered(finding.paragraph, "paragraph"))
    elif finding.section:
        parts.append(f"under “{finding.section.split(' > ')[-1]}”")
    return " · ".join(part for part in parts if part)


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
