"""Whose it is: "his" and "her" before the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dvrag.answer.verify.carried.acts.people import pronoun
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.words import key
from dvrag.answer.verify.syntax.parser import Node, parse
from dvrag.model.writing import Stated
from dvrag.text.sentences import sentences

_SELVES = {"himself": "he", "herself": "she"}
_SEXES = frozenset({"he", "she"})


def owners(stated: Stated) -> Iterator[Finding]:
    """Yield things that are his in the claim and only hers in the cited text, or the reverse."""
    cited = [pair for text in stated.cited for part in sentences(text) for pair in _owned(parse(part))]
    for thing, sex, written in (pair for part in sentences(stated.text) for pair in _owned(parse(part))):
        there = {(other, shown) for what, other, shown in cited if what == thing}
        if there and sex not in {other for other, _ in there}:
            shown = min(shown for _, shown in there)
            yield Finding(f"The cited text says “{shown}”, not “{written}”.")


def themselves(stated: Stated) -> Iterator[Finding]:
    """Yield where she did it herself in the claim, and he did it himself in the cited text, or the reverse."""
    theirs = {
        _SELVES[w]
        for text in stated.cited
        for w in text.lower().replace(".", " ").replace(",", " ").split()
        if w in _SELVES
    }
    for node in parse(stated.text):
        sex = _SELVES.get(node.low)
        if sex and theirs and sex not in theirs:
            other = next(word for word, of in _SELVES.items() if of in theirs)
            yield Finding(f"The cited text says “{other}”, not “{node.low}”.")
            return


def _owned(nodes: Sequence[Node]) -> Iterator[tuple[str, str, str]]:
    """Yield (key of the thing, "he" or "she", as written) for each thing with "his" or "her" before it."""
    for node in nodes:
        if node.label == "poss" and pronoun(node) in _SEXES:
            yield key(nodes[node.head].low), pronoun(node), f"{node.low} {nodes[node.head].low}"
