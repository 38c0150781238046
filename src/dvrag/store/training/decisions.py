"""What reviewers decided of items: appended, the last of each item read, and what removed reports take along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Decision, Item, ItemId
from dvrag.store.library import Library
from dvrag.store.register.kept import changing
from dvrag.store.tables import insert, next_number, select
from dvrag.store.training.codec import item_from_json, item_to_json


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of a reviewer. `item` is as it was decided; None where no words were kept (rejected, taken back).

    `report` and `source` are the report that carries the right answer and its file. `n` counts up within a library.
    """

    n: int
    item_id: ItemId
    report: ReportId
    source: str
    decision: Decision
    item: Item | None
    who: str
    at: str
    note: str = ""


def append(library: Library, decided: Decided) -> int:
    """Store a decision under its number, which is returned; it is durable then. `decided.n` is not read."""
    with changing(library) as connection:
        n = next_number(connection, "item_decisions")
        data = item_to_json(decided.item) if decided.item else ""
        where = (decided.item_id, decided.report, decided.source)
        signed = (decided.who, decided.at, decided.note)
        insert(connection, "item_decisions", (n, *where, decided.decision.value, data, *signed))
    return n


def latest(connection: apsw.Connection) -> dict[ItemId, Decided]:
    """Return the last decision of each item that has one."""
    return {ItemId(row[1]): _from(row) for row in select(connection, "item_decisions", "ORDER BY n")}


def history(connection: apsw.Connection, item: ItemId) -> tuple[Decided, ...]:
    """Return every decision of an item, oldest first."""
    return tuple(map(_from, select(connection, "item_decisions", "WHERE item = ? ORDER BY n", (item,))))


def last_number(connection: apsw.Connection) -> int:
    """Return the number of the last decision, 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(n), 0) FROM item_decisions").get)


def _from(row: Sequence[Any]) -> Decided:
    n, item, report, source, decision, data, who, at, note = row
    kept = item_from_json(data) if data else None
    return Decided(n, ItemId(item), ReportId(report), source, Decision(decision), kept, who, at, note)
