"""What a removed report takes along: the decisions about items that hold words of it, whatever item cites it.

An item's wrong answers may stand in other reports than its right one, so the words themselves are looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import apsw

from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Item
from dvrag.store.tables import select
from dvrag.store.training.codec import item_from_json
from dvrag.text.stems import words

RUN = 6
"""Words in a row that are taken to be a report's, where no other report of the library has them too."""


def forget_decisions(connection: apsw.Connection, reports: Sequence[tuple[ReportId, str]]) -> None:
    """Delete, before the reports (id, source) are, the decisions about items with words of theirs.

    Those about earlier versions of their files, which are in the library no more, go too.
    """
    going, sources = {report for report, _ in reports}, {source for _, source in reports}
    held = {row[0] for row in select(connection, "reports")} - going
    rows = list(select(connection, "item_decisions"))
    runs = {row[0]: set(_runs_of(row)) for row in rows}
    own = _own(connection, going, set().union(*runs.values()))
    gone = [
        row[0]
        for row in rows
        if any(report in going or (report not in held and source in sources) for report, source in _places(row))
        or runs[row[0]] & own
    ]
    connection.executemany("DELETE FROM item_decisions WHERE n = ?", ((n,) for n in gone))


def _own(connection: apsw.Connection, going: set[ReportId], runs: set[str]) -> set[str]:
    """Return the runs of words that stand in reports that go and in none that stays."""
    found: set[str] = set()
    for report in sorted(going):
        for row in select(connection, "bodies", "WHERE report = ?", (report,)):
            found |= runs.intersection(_runs(row[1]))
    for row in select(connection, "bodies") if found else ():
        if row[0] not in going:
            found.difference_update(found.intersection(_runs(row[1])))
    return found


def _places(row: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Yield the reports, each with its file, that a decided item stands on."""
    yield row[2], row[3]
    if row[5]:
        yield from ((cited.report_id, cited.source) for cited in item_from_json(row[5]).cited)


def _runs_of(row: Sequence[Any]) -> Iterator[str]:
    """Yield the runs of words of a decided item's texts and of the note on it."""
    for text in (row[8], *(_texts(item_from_json(row[5])) if row[5] else ())):
        yield from _runs(text)


def _texts(item: Item) -> tuple[str, ...]:
    return (item.stem, item.rationale, *item.options, *item.prompts)


def _runs(text: str) -> Iterator[str]:
    found = words(text.casefold().replace("’", "'"))
    return (" ".join(found[place : place + RUN]) for place in range(len(found) - RUN + 1))
