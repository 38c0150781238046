"""Options and answers of items in plain words, the same on pages, in the terminal and in files."""

from __future__ import annotations

from collections.abc import Sequence

from dvrag.model.learning.items import Item, ItemKind
from dvrag.training.packages.wording import letter


def lettered(item: Item) -> tuple[str, ...]:
    """Return the options, each with its letter before it: "A. GPs"."""
    return tuple(f"{letter(place)}. {option}" for place, option in enumerate(item.options))


def answer_lines(item: Item, given: Sequence[int] | None = None) -> tuple[str, ...]:
    """Return the right answer, or the one `given`, as lines.

    A match has a line for each prompt, an order a line for each option with its place. A given answer that names an
    option that there is not is left out.
    """
    chosen = [index for index in (item.answer if given is None else given) if 0 <= index < len(item.options)]
    texts = [item.options[index] for index in chosen]
    if item.kind is ItemKind.MATCH:
        return tuple(f"{prompt}: {text}" for prompt, text in zip(item.prompts, texts, strict=False))
    if item.kind is ItemKind.ORDER:
        return tuple(f"{place}. {text}" for place, text in enumerate(texts, 1))
    return tuple(texts)


def how_to_answer(item: Item) -> str:
    """Return in a sentence what a learner should do with the options; "" where that is plain."""
    if item.kind is ItemKind.MATCH:
        return "Give each line its meaning. No meaning is used twice."
    if item.kind is ItemKind.ORDER:
        return "Put these in order, the earliest first."
    if item.kind is ItemKind.CLOZE:
        return "Choose what belongs in the gap."
    return ""
