"""Rules of respect: nobody's name in an answer, no detail of how people were hurt."""

from __future__ import annotations

from collections.abc import Iterator

from dvrag.model.learning.items import Item, ItemKind
from dvrag.training.desk import desk_of
from dvrag.training.material import Material
from dvrag.training.prose.people import names
from dvrag.training.quality.words import graphic


def people(item: Item, material: Material) -> Iterator[str]:
    """Yield a problem where an option names a person, under a pseudonym or a label; an order tells of its people."""
    if item.kind is ItemKind.ORDER:
        return
    desk = desk_of(material)
    known = desk.titled.union(*(desk.people(c.report_id) for c in item.cited if c.report_id in material.reports))
    if any(names(option, known) for option in item.options):
        yield "An option names a person."


def detail(item: Item, _: Material) -> Iterator[str]:
    """Yield a problem where the question or an option gives graphic detail."""
    for text in (item.stem, *item.options, *item.prompts):
        word = graphic(text)
        if word:
            yield f"It gives graphic detail: “{word}”."
