"""Whether two acts of a claim have the dates that they have in the cited text, and not each the other's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.items import Item
from dvrag.answer.verify.facts.when import found_dates, same_date
from dvrag.answer.verify.facts.words import key, read
from dvrag.answer.verify.syntax.acts import acts
from dvrag.answer.verify.syntax.parser import Node, parse
from dvrag.model.writing import Stated
from dvrag.text.sentences import sentences

Dated = tuple[str, str, Item]
"""Key of a verb, the verb as written, its date."""
SEVERAL = 2
"""Dates of a claim from which they can be exchanged."""
HIGHEST = 12
"""Steps from a date up to its verb, at most."""


def dated(stated: Stated) -> Iterator[Finding]:
    """Yield where the claim gives one act the date that the cited text gives the other."""
    mine = [one for part in sentences(stated.text) for one in _dated(part)]
    theirs = [one for text in stated.cited for part in sentences(text) if "|" not in part for one in _dated(part)]
    for one, two in permutations(mine, 2):
        if _is(one[0], two[2], theirs) and not _is(one[0], one[2], theirs) and not same_date(one[2], two[2]):
            yield Finding(f"The cited text gives another date here: {two[2].written}, not {one[2].written}.")
            return


def settled(claim: str, cited: str) -> frozenset[str]:
    """Return the dates of a claim with several, as written, that the cited text gives the same act."""
    mine = [one for part in sentences(claim) for one in _dated(part)]
    if len(mine) < SEVERAL:
        return frozenset()
    theirs = [one for part in sentences(cited) if "|" not in part for one in _dated(part)]
    return frozenset(one[2].written for one in mine if _is(one[0], one[2], theirs))


def _is(verb: str, date: Item, there: Sequence[Dated]) -> bool:
    return any(verb == other and same_date(date, given) for other, _, given in there)


def _dated(sentence: str) -> Iterator[Dated]:
    """Yield each date of a sentence with the verb that it depends on."""
    nodes = parse(sentence)
    verbs = {act.verb for act in acts(sentence)}
    for one in found_dates(read(sentence)):
        at = sentence.find(one.written)
        inside = [place for place, node in enumerate(nodes) if at <= node.start < at + len(one.written)]
        verb = _verb(nodes, verbs, inside[0]) if at >= 0 and inside else None
        if verb is not None:
            yield key(nodes[verb].low), nodes[verb].text, one


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
