"""Rules against an answer that shows itself: by its length, by words of the question, by "a" or "an"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvrag.model.learning.items import GAP, Item, ItemKind
from dvrag.text.stems import stems
from dvrag.training.desk import desk_of
from dvrag.training.material import Material
from dvrag.training.quality.form import has_one_answer

RATIO = 1.8
"""How many times as long as the longest wrong option, or as short as the shortest, the right one may be."""
FREE = 14
"""Characters by which short options may differ whatever the ratio."""
FEW = 5
"""Words up to which an option is a name or a term: none of its own may stand in the question."""
SHARE = 0.5
"""Share of the words of a longer right option that may stand in the question and in no wrong option."""

_CHOSEN = frozenset({ItemKind.CHOICE, ItemKind.CLOZE, ItemKind.SCENARIO})
_ARTICLE = re.compile(rf"\b(a|an) (?:{GAP}|$)", re.IGNORECASE)
_VOWEL = re.compile(r"^(?:[aeio]|u(?!ni|se|k\b)|hour|honou?r|h[aeiou]?-|[AEFHILMNORSX](?=[A-Z]))")


def length(item: Item, _: Material) -> Iterator[str]:
    """Yield a problem where the right option is much longer or shorter than every wrong one."""
    if item.kind not in _CHOSEN or not has_one_answer(item):
        return
    right, *_rest = (len(item.options[place]) for place in item.answer)
    wrong = [len(option) for place, option in enumerate(item.options) if place not in item.answer]
    if right > RATIO * max(wrong) and right > max(wrong) + FREE:
        yield "The right answer is much longer than the others."
    if right * RATIO < min(wrong) and right + FREE < min(wrong):
        yield "The right answer is much shorter than the others."


def wording(item: Item, material: Material) -> Iterator[str]:
    """Yield a problem where words of the right option, and of no wrong one, stand in the question."""
    if item.kind not in _CHOSEN or not has_one_answer(item):
        return
    right = set(stems(item.options[item.answer[0]]))
    wrong = {stem for place, option in enumerate(item.options) if place not in item.answer for stem in stems(option)}
    told = set(stems(_without_names(item, material)))
    own = (right - wrong) & told
    if own and (len(right) <= FEW or len(own) > SHARE * len(right)):
        yield f"The question holds words of the right answer alone: {', '.join(sorted(own))}."


def article(item: Item, _: Material) -> Iterator[str]:
    """Yield a problem where "a" or "an" before the gap rules out some options."""
    found = _ARTICLE.search(item.stem)
    if item.kind is not ItemKind.CLOZE or found is None:
        return
    fits = {bool(_VOWEL.match(option)) == (found[1].lower() == "an") for option in item.options}
    if fits != {True}:
        yield "“A” or “an” before the gap tells which options can be right."


def _without_names(item: Item, material: Material) -> str:
    """Return the question without what the reports cited are called: a name of theirs tells nothing of the answer.

    A word of the name that the right option alone holds does ("Arn" in "the Arn review", for "Arn Police").
    """
    if item.kind is ItemKind.CHOICE:
        return item.stem
    names = desk_of(material).names
    text = item.stem
    for cited in item.cited:
        text = re.sub(re.escape(names.get(cited.report_id, " ")), " ", text, flags=re.IGNORECASE)
    return text
