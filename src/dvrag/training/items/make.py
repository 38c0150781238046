"""All items of a library: what the makers give, each checked, in the order of the reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from dvrag.model.learning.items import Item, ItemId
from dvrag.training.items.judged import grade, graded_so
from dvrag.training.items.missing import asked_of, lesson
from dvrag.training.items.statements.asked import asked_agency
from dvrag.training.items.statements.said import said
from dvrag.training.items.told_to import told_to
from dvrag.training.material import Material
from dvrag.training.quality.check import problems

Maker: TypeAlias = Callable[[Material], Iterator[Item]]
"""Material → items, not checked yet; the same material gives the same items in the same order."""

MAKERS: tuple[Maker, ...] = (told_to, asked_of, lesson, grade, graded_so, asked_agency, said)
"""Every maker of items. A new one is a line here."""


def make_items(material: Material) -> tuple[Item, ...]:
    """Return the items of a library, by date and name of the report and place in it; what fails a check is left out."""
    found: dict[ItemId, Item] = {}
    for maker in MAKERS:
        for item in maker(material):
            if item.id not in found and not problems(item, material):
                found[item.id] = item
    return tuple(sorted(found.values(), key=lambda item: _order(item, material)))


def _order(item: Item, material: Material) -> tuple[str, str, int, int, str]:
    first = item.cited[0]
    summary = material.reports[first.report_id]
    published = summary.facts.published.value or "9999"
    return (published, summary.source.casefold(), first.start, first.end, item.id)
