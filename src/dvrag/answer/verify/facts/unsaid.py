"""Numbers of a claim that need not stand in the cited text: labels, lengths of its own lists, what is left over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from dvrag.answer.verify.facts.items import Item, ItemKind
from dvrag.answer.verify.facts.words import Words, key

_LABELLED = frozenset(
    key(w)
    for w in """recommendation lesson concern section chapter paragraph table figure annex appendix version question
    standard principle theme finding priority action point part step stage volume""".split()
)
"""Words before a number that make it a label ("Recommendation 6")."""
_LISTED = frozenset(
    key(w)
    for w in """ground reason way thing point respect factor purpose cause condition aspect strand theme fault problem
    failing explanation motive consequence""".split()
)
_REST = re.compile(
    r"\b(?:not|no|none|never|nobody|without|un\w+ed|all\s+but|except|other|others|rest|remain\w*|still|left|failed"
    r"|lack\w*|missing|missed|short\w*|\w+n't)\b",
    re.I,
)
"""Words with which a claim speaks of what is left over of a whole."""


_COMPARED = re.compile(r"\s+(?:more|fewer|less|higher|lower)\b[^.;]*\bthan\b", re.I)
"""What stands behind a number by which two things differ."""
NOTHING = 1e-6
"""Two numbers nearer than this are equal."""
_BEFORE_POSITION = frozenset("the a an his her their its our each every this that and or".split())


def by_the_way(words: Words, one: Item) -> bool:
    """Return whether a position is none but an adverb ("first told a friend")."""
    before = words.words[one.first - 1] if one.first else None
    return one.kind is ItemKind.ORDINAL and (before is None or before.low not in _BEFORE_POSITION)


def between_two(words: Words, one: Item) -> bool:
    """Return whether a number only says that there is a between ("between the two visits")."""
    before = [word.low for word in words.words[max(0, one.first - 2) : one.first]]
    return one.value == "2" and not one.unit and before[:1] == ["between"]


def difference(words: Words, one: Item, cited: Sequence[Item]) -> bool:
    """Return whether a number is that by which two cited ones differ ("six more than", "3.2 percentage points")."""
    behind = [word.low for word in words.words[one.last : one.last + 1]]
    points = one.kind is ItemKind.PERCENT and behind[:1] in (["point"], ["points"])
    told = one.kind is ItemKind.NUMBER and _COMPARED.match(words.text, words.words[one.last - 1].end)
    values = [float(i.value) for i in cited if i.kind is one.kind and i.unit == one.unit]
    apart = {abs(a - b) for a, b in combinations(values, 2)}
    return bool(points or told) and any(abs(float(one.value) - value) < NOTHING for value in apart)


def labels(words: Words) -> dict[int, tuple[str, str]]:
    """Return the label that each number is part of (("recommend", "6")), by the index of the number's word."""
    found: dict[int, tuple[str, str]] = {}
    for place, (before, word) in enumerate(zip(words.words, words.words[1:], strict=False), start=1):
        near = word.sentence == before.sentence and word.start - before.end <= 3
        if near and before.key in _LABELLED and word.key.isdigit():
            found[place] = (before.key, word.key)
    return found


def announced(words: Words, one: Item) -> bool:
    """Return whether a number only says how many things the claim itself goes on to name ("two reasons: …")."""
    behind = words.words[one.last : one.last + 3]
    if one.kind is not ItemKind.NUMBER or not any(w.key in _LISTED for w in behind):
        return False
    return bool(re.match(r"[^.;]{0,80}?[:–—]\s", words.text[words.words[one.last - 1].end :]))


def _clause(words: Words, one: Item) -> str:
    """Return the clause in which an item stands, with the word before it ("all but six")."""
    inside = [place for place, word in enumerate(words.words) if word.clause == words.words[one.first].clause]
    return words.text[words.words[max(0, inside[0] - 1)].start : words.words[inside[-1]].end]


def left_over(words: Words, one: Item, claimed: Sequence[Item], cited: Sequence[Item]) -> bool:
    """Return whether a number is what is left of a whole that both texts give, after a part that the cited one gives.

    "10 of the 13 were not done" follows from "Of 13, three were done"; the claim must speak of the rest.
    """
    if one.kind is not ItemKind.NUMBER or one.unit or not _REST.search(_clause(words, one)):
        return False
    if any(i.kind is one.kind and i.value == one.value for i in cited):
        return False
    counts = [i for i in cited if i.kind is ItemKind.NUMBER and not i.unit]
    wholes = {i.value for i in claimed if i is not one} & {i.value for i in counts}
    parts = {float(i.value) for i in counts}
    return any(float(whole) - float(one.value) in parts - {float(whole)} for whole in wholes)
