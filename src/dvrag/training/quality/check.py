"""What is wrong with an item: plain sentences, none where it can be issued."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from dvrag.model.learning.items import Item
from dvrag.training.material import Material
from dvrag.training.quality.carried import carried, single, statement, verbatim
from dvrag.training.quality.form import answer, broken, form, options
from dvrag.training.quality.giveaway import article, length, wording
from dvrag.training.quality.respect import detail, people

Rule: TypeAlias = Callable[[Item, Material], Iterator[str]]
"""An item and what it was made from → what is wrong with it, in plain sentences."""

RULES: tuple[Rule, ...] = (
    *(verbatim, form, broken, options, answer),
    *(carried, single, statement),
    *(length, wording, article),
    *(people, detail),
)
"""Every rule. A new one is a name here."""


def problems(item: Item, material: Material) -> tuple[str, ...]:
    """Return what is wrong with an item, made or edited, in plain sentences; empty where it can be issued."""
    return tuple(dict.fromkeys(said for rule in RULES for said in rule(item, material)))
