"""Whether what a learner gave is an answer to an item at all."""

from __future__ import annotations

from dvrag.errors import UsageError
from dvrag.model.learning.items import Item, ItemKind


def check_given(item: Item, given: tuple[int, ...]) -> None:
    """Raise UsageError unless the indices that were given are an answer of the item's form, right or wrong."""
    if not given:
        raise UsageError("Nothing was chosen.", hint="Choose an answer, or skip the question.")
    if any(not 0 <= index < len(item.options) for index in given):
        raise UsageError(f"The question has {len(item.options)} options.", hint="Choose among them.")
    if item.kind is ItemKind.ORDER:
        fits = sorted(given) == list(range(len(item.options)))
    else:
        fits = len(given) == (len(item.prompts) or 1)
    if not fits:
        raise UsageError("The answer is not complete, or has too many parts.", hint=_HINTS.get(item.kind, _ONE))


_ONE = "Choose one option."
_HINTS = {
    ItemKind.ORDER: "Put every option in its place, each once.",
    ItemKind.MATCH: "Choose an option for each line.",
}
