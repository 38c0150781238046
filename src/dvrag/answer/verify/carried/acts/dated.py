"""Whether two acts of a claim have each the date that the cited text gives the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.items import Item
from dvrag.answer.verify.facts.when import found_dates, same_date
from dvrag.answer.verify.facts.words import key, read
from dvrag.answer.verify.syntax.acts import acts
from dvrag.answer.verify.syntax.parser import Node, parse
from dvrag.model.writing import Stated
from dvrag.text.sentences import sentences

Dated = tuple[str, Item]
"""Key of a verb, its date."""
HIGHEST = 12
"""Steps from a date up to its verb, at most."""


def dated(stated: Stated) -> Iterator[Finding]:
    """Yield where the claim gives each of two acts the date that the cited text gives the other."""
    mine = [one for part in sentences(stated.text) for one in _dated(part)]
    theirs = [one for text in stated.cited for part in sentences(text) if "|" not in part for one in _dated(part)]
    for (one, first), (two, second) in combinations(mine, 2):
        straight = _is(one, first, theirs) or _is(two, second, theirs)
        if not straight and _is(one, second, theirs) and _is(two, first, theirs):
            yield Finding(f"The cited text gives another date here: {second.written}, not {first.written}.")
            return


def _is(verb: str, date: Item, there: Sequence[Dated]) -> bool:
    return any(verb == other and same_date(date, given) for other, given in there)


def _dated(sentence: str) -> Iterator[Dated]:
    """Yield each date of a sentence with the verb that it depends on."""
    words = read(sentence)
    nodes = parse(words.text)
    verbs = {act.verb for act in acts(words.text)}
    for one in found_dates(words):
        start = words.words[one.first].start
        place = next((i for i, node in enumerate(nodes) if node.end > start), None)
        verb = None if place is None else _verb(nodes, verbs, place)
        if verb is not None:
            yield key(nodes[verb].low), one


def _verb(nodes: Sequence[Node], verbs: set[int], date: int) -> int | None:
    """Return the verb of a date: that above it, or one that "and" joins to that and that stands nearer before it."""
    verb = _above(nodes, verbs, date)
    if verb is None:
        return None
    joined = [p for p in range(verb + 1, date) if nodes[p].label == "conj" and nodes[p].head == verb]
    return joined[-1] if joined else verb


def _above(nodes: Sequence[Node], verbs: set[int], place: int) -> int | None:
    for _ in range(HIGHEST):
        if place in verbs:
            return place
        if nodes[place].head == place:
            return None
        place = nodes[place].head
    return None
