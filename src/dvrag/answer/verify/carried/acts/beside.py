"""A sentence of a claim beside one of the cited text, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dvrag.answer.verify.carried.acts.people import pronoun
from dvrag.answer.verify.carried.nearness import MEANT, Sameness
from dvrag.answer.verify.facts.words import key
from dvrag.answer.verify.syntax.acts import Act, acts
from dvrag.answer.verify.syntax.parser import Node, parse
from dvrag.model.writing import Stated
from dvrag.ports import Vectors
from dvrag.text.sentences import sentences

SAME_ACT = 0.72
"""Sameness from which two verbs are taken as one act."""
STANDS_FOR = 0.5
"""Sameness of a pronoun and a name or a word for a person; OTHER_SEX that of "he" and "she"."""
OTHER_SEX = 0.1
_NOBODY = frozenset("no nobody none neither nothing".split())
_NEVER = frozenset({"cannot", "never"})
_FAILS = frozenset(key(w) for w in "fail refuse decline neglect omit forget".split())
"""Verbs that deny the verb that they govern."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A sentence of the claim beside one of the cited text. `same[i, j]` in [0, 1]: word i of the claim is word j."""

    mine: tuple[Node, ...]
    theirs: tuple[Node, ...]
    same: Vectors
    known: frozenset[str]

    def most(self, ours: Sequence[int], others: Sequence[int]) -> float:
        """Return the sameness of the two most alike words; 0 where either is empty."""
        if not ours or not others:
            return 0.0
        return float(self.same[np.ix_(list(ours), list(others))].max())


def alike(stated: Stated, sameness: Sameness | None) -> Iterator[tuple[Act, list[tuple[Beside, Act]]]]:
    """Yield each act of the claim with the acts of the cited text that have the same verb; rows of tables have none."""
    cited = [part for text in stated.cited for part in sentences(text) if "|" not in part]
    held = frozenset(key(node.low) for part in cited for node in parse(part))
    for own in sentences(stated.text):
        besides = [Beside(parse(own), parse(part), _same(own, part, sameness), held) for part in cited]
        there = [(beside, act) for beside, part in zip(besides, cited, strict=True) for act in acts(part)]
        for act in acts(own):
            yield act, [(b, other) for b, other in there if b.same[act.verb, other.verb] >= SAME_ACT]


def denied(nodes: Sequence[Node], act: Act) -> bool:
    """Return whether an act is denied: by "not", or since nobody does it or it is done to nobody."""
    sides = {*act.doers, *act.done_to}
    verb = nodes[act.verb]
    if verb.label == "xcomp" and key(nodes[verb.head].low) in _FAILS:
        return True
    plain = verb.tag == "AUX"  # "is not"; behind another verb "not" denies what follows ("by letter and not by hand")
    return any(
        (node.head == act.verb and (node.label == "neg" or node.low in _NEVER) and (place < act.verb or plain))
        or (node.low in _NOBODY and bool({node.head, place} & sides) and not _of_which(nodes, place))
        for place, node in enumerate(nodes)
    )


def _of_which(nodes: Sequence[Node], place: int) -> bool:
    """Return whether a word is that of "none of whom", which denies what follows and not what stands before."""
    return [node.tag for node in nodes[place + 2 : place + 3]] == ["WH"]


def _same(own: str, part: str, sameness: Sameness | None) -> Vectors:
    """Return how surely each word of a sentence is each of another, in [0, 1]."""
    mine, theirs = parse(own), parse(part)
    ours, others = [key(node.low) for node in mine], [key(node.low) for node in theirs]
    same = np.array([[a == b and a[0].isalnum() for b in others] for a in ours], dtype=np.float32)
    if sameness is not None:
        near = sameness([node.low for node in mine], [node.low for node in theirs])
        plain = np.array([[_plain(a) and _plain(b) for b in theirs] for a in mine])
        same = np.maximum(same, MEANT * near * plain)
    for i, a in enumerate(mine):
        for j, b in enumerate(theirs):
            if pronoun(a) or pronoun(b):
                same[i, j] = _stands_for(a, b)
    return same


def _plain(node: Node) -> bool:
    return node.tag != "PROPN" and not node.text[0].isdigit() and node.text[0].isalnum()


def _stands_for(one: Node, other: Node) -> float:
    if pronoun(one) and pronoun(other):
        return 1.0 if pronoun(one) == pronoun(other) else OTHER_SEX
    named = other if pronoun(one) else one
    return STANDS_FOR if named.tag in {"PROPN", "NOUN"} else 0.0
