"""Numbers of rows that are never given twice, also after rows were deleted."""

from __future__ import annotations

import apsw


def next_number(connection: apsw.Connection, table: str) -> int:
    """Return the number after the highest that a row of `table` ever had."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).get
    return 1 + (found or 0)
