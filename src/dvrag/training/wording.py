"""Options, answers and places of items in plain words, the same on pages, in the terminal and in files."""

from __future__ import annotations

from collections.abc import Sequence

from dvrag.exports.characters import one_line
from dvrag.model.learning.items import Cited, Item, ItemKind
from dvrag.text.plain import named_or_numbered, ordinal

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(place: int) -> str:
    """Return A, B, … Z, AA, AB, … for places from 0."""
    return (letter(place // 26 - 1) if place >= 26 else "") + _LETTERS[place % 26]


def letters(item: Item) -> str:
    """Return the right answer in letters: "B"; "1 C, 2 A" for a match; "C, A, B" for an order."""
    if item.kind is ItemKind.MATCH:
        return ", ".join(f"{number} {letter(place)}" for number, place in enumerate(item.answer, 1))
    return ", ".join(letter(place) for place in item.answer)


def lettered(item: Item) -> tuple[str, ...]:
    """Return the options, each with its letter before it: "A. GPs"."""
    return tuple(f"{letter(place)}. {one_line(option)}" for place, option in enumerate(item.options))


def answer_lines(item: Item, given: Sequence[int] | None = None) -> tuple[str, ...]:
    """Return the right answer, or the one `given`, as lines.

    A match has a line for each prompt, an order a line for each option with its place. A given answer that names an
    option that there is not is left out.
    """
    chosen = [index for index in (item.answer if given is None else given) if 0 <= index < len(item.options)]
    texts = [one_line(item.options[index]) for index in chosen]
    if item.kind is ItemKind.MATCH:
        return tuple(f"{one_line(prompt)}: {text}" for prompt, text in zip(item.prompts, texts, strict=False))
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


def content_note(item: Item) -> str:
    """Return what a question warns of, after the words "Content note:"; "" where it warns of nothing."""
    return f"Content note: {one_line(item.note)}" if item.note.strip() else ""


def place_parts(cited: Cited) -> tuple[str, ...]:
    """Return where a quote stands: report, page as printed (and in the file), paragraph, section, file.

    What is not known is left out, and a file that is named like its report.
    """
    parts = (
        one_line(cited.title),
        _page(cited),
        _paragraph(cited),
        f"under ‘{one_line(cited.section)}’" if cited.section else "",
        one_line(cited.source) if cited.source != cited.title else "",
    )
    return tuple(part for part in parts if part)


def place(cited: Cited) -> str:
    """Return where a quote stands on one line, its parts with commas between them."""
    return ", ".join(place_parts(cited))


def _page(cited: Cited) -> str:
    if cited.page is None:
        return ""
    printed = one_line(cited.page_label or "")
    if not printed or printed == str(cited.page):
        return f"page {cited.page}"
    return f"page {printed} ({ordinal(cited.page)} in the file)"


def _paragraph(cited: Cited) -> str:
    if cited.paragraph:
        return named_or_numbered(one_line(cited.paragraph), "paragraph")
    return f"{ordinal(cited.paragraph_index)} paragraph of the section" if cited.paragraph_index > 0 else ""
