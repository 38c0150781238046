"""Whether a figure is that of the same service: of calls to 999 or of those to 101."""

from __future__ import annotations

from collections.abc import Iterator

from dvrag.answer.verify.carried.nearness import Pair
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.items import Item, ItemKind
from dvrag.answer.verify.facts.numbers import SERVICES, numbers, same_number
from dvrag.answer.verify.facts.words import Words

_KINDS = frozenset({ItemKind.PERCENT, ItemKind.NUMBER, ItemKind.SHARE})


def services(pair: Pair, around: Words) -> Iterator[Finding]:
    """Yield where the claim names one number that people ring, and gives a figure that the text gives of another."""
    rung = {word.key for word in pair.claim.words if word.key in SERVICES}
    if len(rung) != 1:
        return
    mine = rung.pop()
    cited = [one for one in numbers(pair.cited) if one.kind in _KINDS]
    for one in (i for i in numbers(pair.claim) if i.kind in _KINDS):
        of = {_service(pair.cited, i) for i in cited if i.kind is one.kind and same_number(one, i)}
        if of and not of & {mine, ""}:
            yield Finding(f"The cited text says this of {min(of)}, not of {mine}.")
            return


def _service(words: Words, one: Item) -> str:
    """Return the number to ring that a figure is about: the nearest in its sentence, else the last before it."""
    rung = [(place, word) for place, word in enumerate(words.words) if word.key in SERVICES]
    number = words.words[one.first].sentence
    beside = [(abs(place - one.first), word.key) for place, word in rung if word.sentence == number]
    before = [word.key for place, word in rung if place < one.first]
    return min(beside)[1] if beside else before[-1] if before else ""
