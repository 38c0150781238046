"""The words that stand in every kind of file: letters of options, answers, where a quote stands, help."""

from __future__ import annotations

from dvrag.answer.question.safety import SIGNPOSTS
from dvrag.exports.characters import one_line, visible
from dvrag.model.learning.items import Cited, Item, ItemKind
from dvrag.text.plain import named_or_numbered, ordinal

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
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(place: int) -> str:
    """Return A, B, … Z, AA, AB, … for places from 0."""
    return (letter(place // 26 - 1) if place >= 26 else "") + _LETTERS[place % 26]


def letters(item: Item) -> str:
    """Return the right answer in letters: "B"; "1 C, 2 A" for a match; "C, A, B" for an order."""
    if item.kind is ItemKind.MATCH:
        return ", ".join(f"{number} {letter(place)}" for number, place in enumerate(item.answer, 1))
    return ", ".join(letter(place) for place in item.answer)


def answers(item: Item) -> tuple[str, ...]:
    """Return the right answer in words, a line for each prompt or event."""
    chosen = [one_line(item.options[place]) for place in item.answer]
    if item.kind is ItemKind.MATCH:
        return tuple(f"{one_line(prompt)}: {text}" for prompt, text in zip(item.prompts, chosen, strict=True))
    if item.kind is ItemKind.ORDER:
        return tuple(f"{number}. {text}" for number, text in enumerate(chosen, 1))
    return tuple(chosen)


def place(cited: Cited) -> str:
    """Return where a quote stands: title, page as printed (and in the file), paragraph, section, file."""
    parts = (
        one_line(cited.title),
        _page(cited),
        named_or_numbered(cited.paragraph, "paragraph") if cited.paragraph else "",
        f"under ‘{one_line(cited.section)}’" if cited.section else "",
        one_line(cited.source) if cited.source != cited.title else "",
    )
    return ", ".join(part for part in parts if part)


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


def _page(cited: Cited) -> str:
    if cited.page is None:
        return ""
    printed = one_line(cited.page_label or "")
    if not printed or printed == str(cited.page):
        return f"page {cited.page}"
    return f"page {printed} ({ordinal(cited.page)} in the file)"
