"""What is wrong with an item: plain sentences, none where it can be issued."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from dvrag.model.learning.items import Item
from dvrag.training.material import Material

Rule: TypeAlias = Callable[[Item, Material], Iterator[str]]
"""An item and what it was made from → what is wrong with it, in plain sentences."""


def problems(item: Item, material: Material) -> tuple[str, ...]:
    """Return what is wrong with an item, made or edited, in plain sentences; empty where it can be issued."""
    return tuple(dict.fromkeys(said for rule in RULES for said in rule(item, material)))


def _verbatim(item: Item, material: Material) -> Iterator[str]:
    """Every quote stands in its report, word for word, where it is said to stand."""
    if not item.cited:
        yield "It cites nothing."
    for cited in item.cited:
        if cited.report_id not in material.reports:
            yield f"{cited.source} is not in the library."
        elif material.report(cited.report_id).text[cited.start : cited.end] != cited.quote or not cited.quote.strip():
            yield f"The quote does not stand in {cited.source} where it is said to stand."


RULES: tuple[Rule, ...] = (_verbatim,)
