"""Changing the register: what goes into one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import apsw

from dvrag.model.findings import Finding, Theme, ThemeMark
from dvrag.model.ids import FindingId, ReportId
from dvrag.ports import Vectors
from dvrag.store.register.codec import finding_values, theme_values, themes_to_json
from dvrag.store.tables import insert, insert_many, next_number, select, select_one


@dataclass(frozen=True, slots=True)
class NewEdit:
    """A change to record: what `Edit` holds without its number, beside the finding it is made on and its file."""

    finding: Finding
    source: str
    field: str
    before: str
    after: str
    who: str
    at: str
    note: str = ""


def put_findings(
    connection: apsw.Connection,
    report: ReportId,
    found: Iterable[tuple[Finding, Vectors]],
    rules: str,
    problem: str = "",
) -> None:
    """Replace the findings of a report, and record the rules they were read with."""
    connection.execute("DELETE FROM findings WHERE report = ?", (report,))
    insert_many(connection, "findings", (finding_values(finding, vector) for finding, vector in found))
    insert(connection, "registered", (report, rules, problem))


def put_themes(connection: apsw.Connection, marks: Mapping[FindingId, Sequence[ThemeMark]]) -> None:
    """Replace the themes of some findings."""
    for identity, found in marks.items():
        row = select_one(connection, "findings", "WHERE id = ?", (identity,))
        if row is not None:
            insert(connection, "findings", (*row[:7], themes_to_json(found), row[8]))


def forget_readings(connection: apsw.Connection) -> None:
    """Drop all findings and themes of passages, so that they are read anew."""
    connection.execute("DELETE FROM findings")
    connection.execute("DELETE FROM passage_themes")
    connection.execute("DELETE FROM registered")


def put_edits(connection: apsw.Connection, new: Iterable[NewEdit]) -> int:
    """Append edits; return the number of the last, 0 for none."""
    last = 0
    for edit in new:
        last = next_number(connection, "edits")
        finding = edit.finding
        place = (finding.id, finding.report_id, edit.source, finding.start, finding.text)
        insert(connection, "edits", (last, *place, edit.field, edit.before, edit.after, edit.who, edit.at, edit.note))
    return last


def move_edits(connection: apsw.Connection, moved: Mapping[FindingId, Finding]) -> None:
    """Let the edits of findings that are gone follow to others."""
    for gone, finding in moved.items():
        for row in list(select(connection, "edits", "WHERE finding = ?", (gone,))):
            place = (finding.id, finding.report_id, row[3], finding.start, finding.text)
            insert(connection, "edits", (row[0], *place, *row[6:]))


def forget_edits(connection: apsw.Connection, reports: Sequence[tuple[ReportId, str]]) -> None:
    """Delete what people wrote about some reports (id, source) that are removed for good."""
    for report, source in reports:
        connection.execute("DELETE FROM edits WHERE report = ?", (report,))
        loose = "DELETE FROM edits WHERE source = ? AND finding NOT IN (SELECT id FROM findings)"
        connection.execute(loose, (source,))


def put_theme(connection: apsw.Connection, theme: Theme, who: str, at: str) -> None:
    """Add a user's theme, replacing one of that name."""
    insert(connection, "own_themes", theme_values(theme, who, at))


def drop_theme(connection: apsw.Connection, name: str) -> bool:
    """Delete a user's theme; return whether there was one."""
    connection.execute("DELETE FROM own_themes WHERE name = ?", (name,))
    return connection.changes() > 0
