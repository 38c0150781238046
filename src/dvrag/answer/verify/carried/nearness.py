"""How much two places, one in a claim and one in a cited text, speak of the same: by the words around both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dvrag.answer.verify.facts.items import Item
from dvrag.answer.verify.facts.words import Words
from dvrag.ports import Vectors

CLAIM_REACH, CITED_REACH = 5.0, 5.0
"""Content words over which the weight of a neighbouring word falls to 1/e, in a claim and in a cited text. Of a sweep
over 2 to 8 on the first half of `eval/claims/planted.csv` these caught most with the fewest true claims lost."""
MEANT = 0.8
"""Weight of a word that only means nearly the same, beside one that is the same."""

UNTOLD = 0.4
"""How alike two numbers are taken to count where one of them does not say what ("57 people and six who")."""
COUNTED = 3
"""Nouns after a number that can name what it counts ("two domestic abuse calls")."""
_PASSED = frozenset("of the those these its their all our other more further such own".split())

Sameness = Callable[[Sequence[str], Sequence[str]], Vectors]
"""Words and other words → shape (words, others), in [0, 1]: how nearly they mean the same."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and what it cites, read as words. `same[i, j]` in [0, 1]: content word i of the claim is word j cited."""

    claim: Words
    cited: Words
    same: Vectors

    def shared(self, place: int) -> float:
        """Return how surely content word `place` of the claim stands somewhere in the cited text, in [0, 1]."""
        return float(self.same[place].max(initial=0.0))

    def nearness(self, claimed: Item, cited: Item, but: Sequence[Item] = ()) -> float:
        """Return how much what stands around two items is the same; 0 where nothing is, about 3 for a whole clause.

        The words of the claim's items in `but` are not counted.
        """
        mine = _weights(self.claim, claimed, CLAIM_REACH)
        for other in but:
            mine = np.where(_inside(self.claim, other), 0.0, mine)
        theirs = _weights(self.cited, cited, CITED_REACH)
        if not mine.size or not theirs.size:
            return 0.0
        return float((mine * (self.same * theirs).max(axis=1, initial=0.0)).sum())

    def reach(self, claimed: Item) -> float:
        """Return the nearness of an item of the claim to a place around which all of its words stand likewise."""
        return float(_weights(self.claim, claimed, CLAIM_REACH).sum())

    def counted_alike(self, claimed: Item, cited: Item) -> float:
        """Return how much two numbers count the same, in [0, 1]: the last noun after each weighs double."""
        mine, theirs = counted(self.claim, claimed), counted(self.cited, cited)
        if not mine or not theirs:
            return UNTOLD
        rows = [self._best(word, theirs) for word in mine]
        return (sum(rows) + rows[-1]) / (len(rows) + 1)

    def _best(self, word: int, others: Sequence[int]) -> float:
        return float(self.same[word, list(others)].max())


def counted(words: Words, item: Item) -> list[int]:
    """Return the places among the content words of the nouns that a number counts; empty where none follows.

    "six of the seven cases that": the six count cases, too.
    """
    found: list[int] = []
    last = words.words[item.last - 1] if item.last else None
    for word in words.words[item.last : item.last + 9]:
        if last is None or word.sentence != last.sentence or len(found) == COUNTED:
            break
        if word.content and not word.key[0].isdigit():
            if word.clause != last.clause:
                break
            found.append(words.content.index(word))
        elif found or not (word.low in _PASSED or word.key.isdigit()):
            break
    return found


def pair(claim: Words, cited: Words, sameness: Sameness | None = None) -> Pair:
    """Return a claim and what it cites with the sameness of their content words."""
    mine, theirs = [w.key for w in claim.content], [w.key for w in cited.content]
    same = np.array([[a == b for b in theirs] for a in mine], dtype=np.float32).reshape(len(mine), len(theirs))
    if sameness and mine and theirs:
        near = sameness([w.low for w in claim.content], [w.low for w in cited.content])
        letters = np.array([[_of_letters(a.key, b.key) for b in cited.content] for a in claim.content])
        same = np.maximum(same, MEANT * near * letters)
    return Pair(claim, cited, same)


def _of_letters(one: str, other: str) -> bool:
    """Numbers are the same or not; none means nearly another."""
    return not (one[0].isdigit() or other[0].isdigit())


def _weights(words: Words, item: Item, reach: float) -> Vectors:
    """Return the weight of each content word by its distance from an item; the item's own words weigh nothing."""
    own = words.words[item.first : item.last]
    at = own[0].place if own else 0.0
    end = own[-1].place if own else 0.0
    places = np.array([w.place for w in words.content], dtype=np.float32)
    distance = np.where(places <= at, at - places, np.maximum(places - end, 0))
    weights = np.exp(-distance / reach)
    return np.asarray(np.where(_inside(words, item), 0.0, weights), dtype=np.float32)


def _inside(words: Words, item: Item) -> npt.NDArray[np.bool_]:
    own = words.words[item.first : item.last]
    start, end = (own[0].start, own[-1].end) if own else (0, 0)
    return np.array([start <= word.start < end for word in words.content], dtype=bool)
