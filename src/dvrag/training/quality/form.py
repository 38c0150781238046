"""Rules of form: how many options, how long, which answers, how a stem ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvrag.model.learning.items import GAP, Item, ItemKind
from dvrag.text.stems import stems
from dvrag.training.desk import desk_of
from dvrag.training.material import Material

STEM, OPTION, RATIONALE = 400, 200, 400
"""Characters of a stem, an option and a rationale, at most."""
SHORTEST = 15
"""Characters of a stem, at least."""
FEWEST, MOST = 3, 6
"""Options of an item, at least and at most; true/false has its two."""

_ENDS = re.compile(r"[.?!…:][”’\"')]*$")
_CATCH_ALL = re.compile(
    r"^(?:all|none|both|any|either|neither) of (?:the|these|them)\b|^(?:all|none) (?:above|below)\b|"
    r"\b[A-D] and [A-D]\b",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"\b([A-Za-z]{2,})-([a-z]{2,})\b")
_RAW = re.compile(r"\n|\s{2,}|\s\|\s|�")


def form(item: Item, _: Material) -> Iterator[str]:
    """Yield what is wrong with the stem, the rationale and the texts of the options."""
    if not SHORTEST <= len(item.stem) <= STEM:
        yield f"The question has {len(item.stem)} characters; it may have {SHORTEST} to {STEM}."
    if not _ENDS.search(item.stem.strip()):
        yield "The question does not end as a sentence."
    if any(_RAW.search(text) for text in (item.stem, *item.options, *item.prompts)):
        yield "A text holds a line break, a table mark or doubled spaces."
    if any(not option.strip() or len(option) > OPTION for option in (*item.options, *item.prompts)):
        yield f"An option is empty or longer than {OPTION} characters."
    if not item.rationale.strip() or len(item.rationale) > RATIONALE:
        yield f"The reason is missing or longer than {RATIONALE} characters."
    if item.kind is ItemKind.CLOZE and item.stem.count(GAP) != 1:
        yield "The text to fill does not have one gap."


def broken(item: Item, material: Material) -> Iterator[str]:
    """Yield a problem where a word is still cut as it was at the end of a line ("neighbour-hood")."""
    common = desk_of(material).common
    for text in (item.stem, *item.options, *item.prompts):
        for found in _HYPHEN.finditer(text):
            first, second = found[1].lower(), found[2].lower()
            if first + second in common and not {first, second} <= common:
                yield f"A word is cut in two: “{found.group()}”."


def options(item: Item, _: Material) -> Iterator[str]:
    """Yield what is wrong with the number of options and with options beside each other."""
    if item.kind is ItemKind.TRUE_FALSE:
        if item.options != ("True", "False"):
            yield "The options of a true or false question are “True” and “False”."
        return
    if not FEWEST <= len(item.options) <= MOST:
        yield f"There are {len(item.options)} options; there may be {FEWEST} to {MOST}."
    said = [" ".join(stems(option)) or option.casefold() for option in item.options]
    if len(set(said)) < len(said) or len({option.casefold() for option in item.options}) < len(item.options):
        yield "Two options say the same."
    if any(_CATCH_ALL.search(option) for option in item.options):
        yield "An option stands for several others."


def answer(item: Item, _: Material) -> Iterator[str]:
    """Yield what is wrong with the answer: one option, each option once in an order, one for each prompt of a match."""
    places = item.answer
    if not places or any(not 0 <= place < len(item.options) for place in places):
        yield "The answer is none of the options."
    elif item.kind is ItemKind.ORDER:
        if sorted(places) != list(range(len(item.options))):
            yield "The right order does not hold every option once."
    elif item.kind is ItemKind.MATCH:
        if len(places) != len(item.prompts) or len(set(places)) < len(places):
            yield "Each line to match needs an option of its own."
    elif len(places) != 1:
        yield "There is not exactly one right answer."


def has_one_answer(item: Item) -> bool:
    """Return whether an item has one answer among several options; where it has not, the rules of form say so."""
    return len(item.answer) == 1 and 0 <= item.answer[0] < len(item.options) and len(item.options) > 1
