"""All items of a library: what the makers give, each checked, in the order of the reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from dvrag.model.learning.items import Item, ItemId
from dvrag.training.chronology.order import put_in_order
from dvrag.training.items.absent import absent
from dvrag.training.items.build import HARM
from dvrag.training.items.counted import counted
from dvrag.training.items.figures import figure
from dvrag.training.items.judged import grade, graded_so
from dvrag.training.items.missing import asked_of, lesson
from dvrag.training.items.scenarios.condition import condition
from dvrag.training.items.scenarios.drawn import drawn
from dvrag.training.items.scenarios.followed import followed
from dvrag.training.items.scenarios.taught import taught
from dvrag.training.items.statements.asked import asked_agency
from dvrag.training.items.statements.said import said
from dvrag.training.items.told_to import told_to
from dvrag.training.material import Material
from dvrag.training.quality.check import problems
from dvrag.training.quality.words import harm
from dvrag.training.terms.acronyms import match_terms
from dvrag.training.terms.cloze import cloze
from dvrag.training.terms.definitions import definitions
from dvrag.training.terms.orders import which_order
from dvrag.training.terms.senses import acronym_here

Maker: TypeAlias = Callable[[Material], Iterator[Item]]
"""Material → items, not checked yet; the same material gives the same items in the same order."""

MAKERS: tuple[Maker, ...] = (
    told_to,
    asked_of,
    lesson,
    grade,
    graded_so,
    absent,
    figure,
    counted,
    taught,
    drawn,
    followed,
    condition,
    asked_agency,
    said,
    cloze,
    match_terms,
    acronym_here,
    definitions,
    which_order,
    put_in_order,
)
"""Every maker of items. A new one is a line here."""


def make_items(material: Material) -> tuple[Item, ...]:
    """Return the items of a library, by date and name of the report and place in it.

    What fails a check is left out, and so is a question that was asked already with the same answer.
    """
    found: dict[ItemId, Item] = {}
    asked: set[tuple[str, ...]] = set()
    for maker in MAKERS:
        for item in maker(material):
            key = (item.stem.casefold(), *(item.options[place] for place in item.answer))
            if item.id not in found and key not in asked and not problems(item, material):
                found[item.id] = _noted(item)
                asked.add(key)
    return tuple(sorted(found.values(), key=lambda item: _order(item, material)))


def _noted(item: Item) -> Item:
    """Return the item with a content note where what is read before answering speaks of harm."""
    shown = " ".join((item.stem, *item.options, *item.prompts))
    return item if item.note or not harm(shown) else replace(item, note=HARM)


def _order(item: Item, material: Material) -> tuple[str, str, int, int, str]:
    first = item.cited[0]
    summary = material.reports[first.report_id]
    published = summary.facts.published.value or "9999"
    return (published, summary.source.casefold(), first.start, first.end, item.id)
