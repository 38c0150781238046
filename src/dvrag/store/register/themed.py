"""The themes of passages: what a search restricted to a theme may look at.

A report's rows of one theme stand in one row of the table, as ascending int64: a restriction is one query that reads
some hundred of them, also in a library of 100,000 passages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import apsw
import numpy as np

from dvrag.model.ids import PassageId, ReportId
from dvrag.ports import Rows
from dvrag.store.tables import insert_many, select


def put_passage_themes(connection: apsw.Connection, report: ReportId, themes: Mapping[str, Iterable[int]]) -> None:
    """Replace the themes of a report's passages: theme → rows."""
    connection.execute("DELETE FROM passage_themes WHERE report = ?", (report,))
    insert_many(connection, "passage_themes", ((theme, report, _bytes(rows)) for theme, rows in themes.items()))


def replace_passage_theme(connection: apsw.Connection, theme: str, found: Mapping[ReportId, Iterable[int]]) -> None:
    """Replace one theme everywhere: report → rows of the passages that speak of it; none takes the theme away."""
    connection.execute("DELETE FROM passage_themes WHERE theme = ?", (theme,))
    insert_many(connection, "passage_themes", ((theme, report, _bytes(rows)) for report, rows in found.items()))


def rows_of_themes(
    connection: apsw.Connection, themes: Sequence[str], reports: Sequence[ReportId] | None = None
) -> Rows:
    """Return the rows that speak of one of the themes, ascending, shape (n,); only those of `reports` if given.

    Like other lists of rows they are not checked against their hashes here: the pages that hold them are.
    """
    if not themes or (reports is not None and not reports):
        return np.zeros(0, dtype=np.int64)
    query = "SELECT rows FROM passage_themes WHERE theme IN (SELECT value FROM carray(?))"
    bindings = [apsw.carray(tuple(themes))]
    if reports is not None:
        query += " AND report IN (SELECT value FROM carray(?))"
        bindings.append(apsw.carray(tuple(reports)))
    return np.unique(_rows(b"".join(blob for (blob,) in connection.execute(query, tuple(bindings)))))


def theme_counts(connection: apsw.Connection) -> dict[str, int]:
    """Return the number of passages that speak of each theme; one of which none speaks is left out."""
    query = "SELECT theme, sum(length(rows)) / 8 FROM passage_themes GROUP BY theme ORDER BY theme"
    return {theme: int(n) for theme, n in connection.execute(query)}


def themes_of_passages(connection: apsw.Connection, passages: Sequence[PassageId]) -> dict[PassageId, tuple[str, ...]]:
    """Return the themes of some passages, by name, in the order given; a passage that is not there is left out."""
    if not passages:
        return {}
    query = "SELECT id, row, report FROM passages WHERE id IN (SELECT value FROM carray(?))"
    found = {identity: (row, report) for identity, row, report in connection.execute(query, (_ids(passages),))}
    held: dict[str, list[tuple[str, frozenset[int]]]] = defaultdict(list)
    tail = "WHERE report IN (SELECT value FROM carray(?)) ORDER BY theme"
    for theme, report, blob in select(connection, "passage_themes", tail, (_ids({of for _, of in found.values()}),)):
        held[report].append((theme, frozenset(_rows(blob).tolist())))
    known = ((identity, *found[identity]) for identity in passages if identity in found)
    return {PassageId(i): tuple(theme for theme, rows in held[of] if row in rows) for i, row, of in known}


def misplaced(connection: apsw.Connection) -> int:
    """Return how many lists of rows name one that is no passage of their report, or hold rows twice or unordered."""
    held: dict[str, list[int]] = defaultdict(list)
    for row, report in connection.execute("SELECT row, report FROM passages"):
        held[report].append(row)
    wrong = 0
    for report, blob in connection.execute("SELECT report, rows FROM passage_themes"):
        rows = _rows(blob[: len(blob) - len(blob) % 8])
        sound = len(blob) % 8 == 0 and bool((np.diff(rows) > 0).all())
        wrong += 0 if sound and np.isin(rows, held[report]).all() else 1
    return wrong


def _bytes(rows: Iterable[int]) -> bytes:
    return np.array(sorted(rows), dtype="<i8").tobytes()


def _rows(blob: bytes) -> Rows:
    return np.frombuffer(blob, dtype="<i8").astype(np.int64)


def _ids(values: Iterable[str]) -> Any:
    return apsw.carray(tuple(values) or ("",))
