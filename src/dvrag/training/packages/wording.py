"""The words that stand in every kind of file: the title, what it is about and stands on, quotes, help."""

from __future__ import annotations

from dvrag.answer.question.safety import SIGNPOSTS
from dvrag.exports.characters import one_line, visible
from dvrag.model.learning.items import Cited, Item, ItemKind

TITLE = "Questions from published reviews and inspections"
NOTE = (
    "Content note: these questions are about domestic abuse, and some are about deaths. They quote published reviews "
    "and inspections. You can skip any question, and stop at any time."
)
BASIS = (
    "Each answer stands in the paragraph cited. The questions are no risk assessment tool; read a quote in its report "
    "before you rely on it."
)
SUPPORT = SIGNPOSTS
TRUE_OR_FALSE = "True or false?"
"""What is asked of a statement where its options are not shown."""


def quoted(cited: Cited) -> str:
    """Return the quote in quotation marks, on one line."""
    return f"“{one_line(cited.quote)}”"


def sources(item: Item) -> tuple[Cited, ...]:
    """Return the citations of an item, each once."""
    return tuple(dict.fromkeys(item.cited))


def truth(item: Item) -> bool | None:
    """Return whether the statement of a true/false item is true; None where the options are other words."""
    words = tuple(option.strip().casefold() for option in item.options)
    if item.kind is not ItemKind.TRUE_FALSE or sorted(words) != ["false", "true"]:
        return None
    return words[item.answer[0]] == "true"


def themed(name: str) -> str:
    """Return the name of a theme as people write it."""
    return visible(name).replace("_", " ").strip()
