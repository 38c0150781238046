"""What a reviewer's new words may not bring in: facts that neither the question nor its source holds.

The rules for made questions read the answer and the options. A new stem or reason is held against what was there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvrag.model.learning.items import Item, ItemKind
from dvrag.text.quantities import quantities
from dvrag.text.spelling import is_english
from dvrag.text.stems import WORD, stems, words
from dvrag.text.terms import STOP_WORDS
from dvrag.training.quality.words import harm

_DENIAL = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|without|except|cannot)\b|n['’]t\b", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[.?!:;“\"]\s*)(\w+)")


def strangers(item: Item, changed: Item) -> tuple[str, ...]:
    """Return plain sentences about what changed words bring in; empty where the item still says what it said."""
    return tuple(_found(item, changed))


def _found(item: Item, changed: Item) -> Iterator[str]:
    if changed.stem != item.stem:
        yield from _new_facts("question", changed.stem, _known(item))
        if item.kind is not ItemKind.TRUE_FALSE and _denies(changed.stem) != _denies(item.stem):
            yield "The question turns a “not” round: then another answer would be right."
    if changed.rationale != item.rationale:
        yield from _new_facts("reason", changed.rationale, f"{_known(item)} {' '.join(changed.options)}")
        yield from _reason(changed)


def _new_facts(what: str, text: str, known: str) -> Iterator[str]:
    held = {word.casefold() for word in words(known)}
    values = {quantity.value for quantity in quantities(known)}
    starts = {found.start(1) for found in _STARTS.finditer(text)}
    named = (w for w in WORD.finditer(text) if w[0][0].isupper() and w[0].casefold() not in held)
    brought = [w[0] for w in named if w.start() not in starts or not _ordinary(w[0].casefold())]
    brought += [text[q.start : q.end] for q in quantities(text) if q.value not in values]
    brought += [w for w in words(text) if harm(w) and not harm(known)]
    if brought:
        yield f"The {what} speaks of “{brought[0]}”, of which its source does not."


def _ordinary(word: str) -> bool:
    return word in STOP_WORDS or is_english(word)


def _reason(changed: Item) -> Iterator[str]:
    right = {changed.options[place] for place in changed.answer}
    text = changed.rationale.casefold()
    wrong = [o for o in changed.options if o not in right and _stands(o, text)]
    if wrong and changed.kind is not ItemKind.TRUE_FALSE and not any(_stands(option, text) for option in right):
        yield f"The reason names “{wrong[0]}”, which is not the right answer."
    about = {root for text in (*right, *(c.quote for c in changed.cited)) for root in stems(text)}
    if not about & set(stems(changed.rationale)):
        yield "The reason says nothing of what the source says."


def _stands(option: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(option.casefold())}(?!\w)", text) is not None


def _known(item: Item) -> str:
    cited = (f"{c.quote} {c.title} {c.section}" for c in item.cited)
    return " ".join((item.stem, item.rationale, *item.options, *item.prompts, *cited))


def _denies(text: str) -> bool:
    return bool(_DENIAL.search(text))
