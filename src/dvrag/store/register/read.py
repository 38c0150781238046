"""Reading the register; every row is checked against its hash."""

from __future__ import annotations

from dataclasses import dataclass

import apsw
import numpy as np

from dvrag.model.actions import Edit
from dvrag.model.findings import Finding, Theme
from dvrag.model.ids import FindingId, ReportId
from dvrag.ports import Vectors
from dvrag.store.register.codec import edit_from, finding_from, theme_from, vector_from
from dvrag.store.tables import select


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An edit whose finding is no longer in any report, with the words it was made on and the file they stood in."""

    edit: Edit
    source: str
    text: str


def unread(connection: apsw.Connection, rules: str) -> tuple[ReportId, ...]:
    """Return the reports whose findings were not read with these rules, by id."""
    done = {row[0] for row in select(connection, "registered") if row[1] == rules}
    return tuple(ReportId(row[0]) for row in select(connection, "reports", "ORDER BY id") if row[0] not in done)


def problems(connection: apsw.Connection) -> dict[ReportId, str]:
    """Return the reports whose findings could not be read, each with the reason."""
    return {ReportId(report): problem for report, _, problem in select(connection, "registered") if problem}


def never_read(connection: apsw.Connection) -> frozenset[ReportId]:
    """Return the reports whose findings were never read."""
    query = "SELECT id FROM reports WHERE id NOT IN (SELECT report FROM registered)"
    return frozenset(ReportId(row[0]) for row in connection.execute(query))


def findings_by_report(connection: apsw.Connection) -> dict[ReportId, int]:
    """Return the number of findings of each report that has any."""
    found = connection.execute("SELECT report, count(*) FROM findings GROUP BY report")
    return {ReportId(report): int(n) for report, n in found}


def edits_by_report(connection: apsw.Connection) -> dict[ReportId, int]:
    """Return the number of people's edits of the findings of each report that has any."""
    query = "SELECT findings.report, count(*) FROM edits JOIN findings ON findings.id = finding GROUP BY 1"
    return {ReportId(report): int(n) for report, n in connection.execute(query)}


def not_registered(connection: apsw.Connection) -> int:
    """Return the number of reports whose findings were never read."""
    query = "SELECT count(*) FROM reports WHERE id NOT IN (SELECT report FROM registered)"
    return int(connection.execute(query).get)


def findings(connection: apsw.Connection) -> tuple[Finding, ...]:
    """Return every finding, by report id and place."""
    return tuple(finding_from(row) for row in select(connection, "findings", "ORDER BY report, start, end, id"))


def vectors(connection: apsw.Connection) -> tuple[tuple[FindingId, ...], Vectors]:
    """Return the ids of all findings and their vectors, shape (n, d), in the order of `findings`."""
    rows = [(row[0], vector_from(row)) for row in select(connection, "findings", "ORDER BY report, start, end, id")]
    stacked = np.stack([vector for _, vector in rows]) if rows else np.zeros((0, 0), dtype=np.float32)
    return tuple(FindingId(identity) for identity, _ in rows), stacked


def edits(connection: apsw.Connection) -> tuple[Edit, ...]:
    """Return every edit, oldest first."""
    return tuple(edit_from(row) for row in select(connection, "edits", "ORDER BY n"))


def unplaced(connection: apsw.Connection) -> tuple[Unplaced, ...]:
    """Return the edits whose finding is no longer in any report, oldest first."""
    tail = "WHERE finding NOT IN (SELECT id FROM findings) ORDER BY n"
    return tuple(Unplaced(edit_from(row), row[3], row[5]) for row in select(connection, "edits", tail))


def own_themes(connection: apsw.Connection) -> tuple[Theme, ...]:
    """Return the themes that users added, by name."""
    return tuple(theme_from(row) for row in select(connection, "own_themes", "ORDER BY name"))
