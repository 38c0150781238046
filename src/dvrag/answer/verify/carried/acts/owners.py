"""Whose it is: "his" and "her" before the same thing; people are left out, since a son is his and hers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dvrag.answer.verify.carried.acts.people import RELATED, pronoun
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.words import key
from dvrag.answer.verify.syntax.parser import Node, parse
from dvrag.model.writing import Stated
from dvrag.text.sentences import sentences

_SEXES = frozenset({"he", "she"})


def owners(stated: Stated) -> Iterator[Finding]:
    """Yield things that are his in the claim and only hers in the cited text, or the reverse."""
    cited = [pair for text in stated.cited for part in sentences(text) for pair in _owned(parse(part))]
    for thing, sex, written in (pair for part in sentences(stated.text) for pair in _owned(parse(part))):
        there = {(other, shown) for what, other, shown in cited if what == thing}
        if there and sex not in {other for other, _ in there}:
            shown = min(shown for _, shown in there)
            yield Finding(f"The cited text says “{shown}”, not “{written}”.")


def _owned(nodes: Sequence[Node]) -> Iterator[tuple[str, str, str]]:
    """Yield (key of the thing, "he" or "she", as written) for each thing with "his" or "her" before it."""
    for node in nodes:
        thing = key(nodes[node.head].low)
        if node.label == "poss" and pronoun(node) in _SEXES and thing not in RELATED:
            yield thing, pronoun(node), f"{node.low} {nodes[node.head].low}"
