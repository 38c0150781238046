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

LEAST_WORDS = 6
"""Words from which a text that stands in a report is taken to be that report's; shorter ones are names and terms."""


def forget_decisions(connection: apsw.Connection, reports: Sequence[tuple[ReportId, str]]) -> int:
    """Delete, before the reports (id, source) are, the decisions about items with words of theirs; return how many.

    Those about earlier versions of their files, which are in the library no more, go too.
    """
    going, sources = {report for report, _ in reports}, {source for _, source in reports}
    held = {row[0] for row in select(connection, "reports")} - going
    bodies = [_folded(text) for text in _bodies(connection, going)]
    gone = [
        row[0]
        for row in select(connection, "item_decisions")
        if any(report in going or (report not in held and source in sources) for report, source in _places(row))
        or any(words in body for words in _words(row) for body in bodies)
    ]
    connection.executemany("DELETE FROM item_decisions WHERE n = ?", ((n,) for n in gone))
    return len(gone)


def _bodies(connection: apsw.Connection, reports: set[ReportId]) -> Iterator[str]:
    for report in sorted(reports):
        for row in select(connection, "bodies", "WHERE report = ?", (report,)):
            yield row[1]


def _places(row: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Yield the reports, each with its file, that a decided item stands on."""
    yield row[2], row[3]
    if row[5]:
        yield from ((cited.report_id, cited.source) for cited in item_from_json(row[5]).cited)


def _words(row: Sequence[Any]) -> Iterator[str]:
    """Yield the texts of a decided item, and the note on it, that are long enough to be a report's own words."""
    texts = (row[8], *(_texts(item_from_json(row[5])) if row[5] else ()))
    yield from (folded for folded in map(_folded, texts) if len(folded.split()) >= LEAST_WORDS)


def _texts(item: Item) -> tuple[str, ...]:
    return (item.stem, item.rationale, *item.options, *item.prompts)


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).rstrip(".")
