"""Numbers that name a part of a report and count nothing ("Recommendation 6")."""

from __future__ import annotations

from dvrag.answer.verify.facts.words import Words, key

_LABELLED = frozenset(
    key(w)
    for w in """recommendation lesson concern section chapter paragraph table figure annex appendix version question
    standard principle theme finding priority action point part step stage volume""".split()
)
"""Words before a number that make it a label."""


def labels(words: Words) -> dict[int, tuple[str, str]]:
    """Return the label that each number is part of (("recommend", "6")), by the index of the number's word."""
    found: dict[int, tuple[str, str]] = {}
    for place, (before, word) in enumerate(zip(words.words, words.words[1:], strict=False), start=1):
        near = word.sentence == before.sentence and word.start - before.end <= 3
        if near and before.key in _LABELLED and word.key.isdigit():
            found[place] = (before.key, word.key)
    return found
