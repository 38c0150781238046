"""Whether the acts of a claim have the parties that they have in the cited text, by the structure of the sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dvrag.answer.verify.carried.acts.beside import Beside, denied
from dvrag.answer.verify.carried.acts.people import RELATED, is_party
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.words import key
from dvrag.answer.verify.syntax.acts import Act
from dvrag.answer.verify.syntax.parser import Node

SURE = 0.8
"""Sameness from which two words are taken as one party or thing."""
ONE, NONE = 0.35, 0.2
"""Sameness of two parties from which they can be one, and below which they are two."""
_LIGHT = frozenset(key(w) for w in "be have do make take get give go come put".split())
"""Verbs that say little by themselves."""


def parties(act: Act, cited: Sequence[tuple[Beside, Act]]) -> Iterator[Finding]:
    """Yield where an act of the claim has other parties in the cited text, or its two sides exchanged."""
    found: list[str] = []
    for beside, other in cited:
        if _agrees(beside, act, other):
            return
        found += _against(beside, act, other)
    if found:
        yield Finding(found[0])


def _agrees(beside: Beside, mine: Act, theirs: Act) -> bool:
    did, done = beside.most(mine.doers, theirs.doers), beside.most(mine.done_to, theirs.done_to)
    one_doer = did >= ONE or not (mine.doers and theirs.doers)
    one_side = done >= ONE or not (mine.done_to and theirs.done_to)
    ours, others = (*mine.done_to, *mine.others), (*theirs.done_to, *theirs.others)
    if ours and others and beside.most(ours, others) < ONE:
        return False
    return one_doer and one_side and max(did, done) >= ONE


def _against(beside: Beside, mine: Act, theirs: Act) -> list[str]:
    """Return why the parties of two acts are not the same; empty where nothing tells."""
    if denied(beside.mine, mine) is not denied(beside.theirs, theirs):
        return []
    doers, done_to = _people(beside.mine, mine.doers), _people(beside.mine, mine.done_to)
    if _nearer(beside, doers, theirs):
        return []
    did, done = beside.most(mine.doers, theirs.doers), beside.most(mine.done_to, theirs.done_to)
    verb = beside.mine[mine.verb]
    turned = beside.most(doers, _people(beside.theirs, theirs.done_to)) >= SURE and did < ONE
    if turned and mine.done_to and not (done_to and done >= ONE) and key(verb.low) not in _LIGHT:
        return [f"The cited text has it the other way round: who did it and to whom (“{verb.text}”)."]
    if _of_other(beside, doers, mine, theirs):
        return _other(beside, doers, _people(beside.theirs, theirs.doers))
    if doers and did >= ONE and done < NONE and _named(beside, done_to, theirs.done_to):
        return _other(beside, done_to, theirs.done_to) if beside.most(mine.others, theirs.others) >= SURE else []
    if doers:
        things = beside.most((*mine.done_to, *mine.others), (*theirs.done_to, *theirs.others)) >= SURE
        exchanged = did < NONE and things and _held(beside, doers)
        return _other(beside, doers, _people(beside.theirs, theirs.doers)) if exchanged else []
    things = beside.most(mine.others, theirs.others) >= SURE
    exchanged = done < NONE and things and _held(beside, done_to)
    return _other(beside, done_to, _people(beside.theirs, theirs.done_to)) if exchanged and done_to else []


def _named(beside: Beside, mine: Sequence[int], theirs: Sequence[int]) -> bool:
    """Return whether two parties are persons or bodies with names of their own, both known to the cited text."""
    names = all(beside.mine[i].tag == "PROPN" for i in mine) and all(beside.theirs[i].tag == "PROPN" for i in theirs)
    return bool(mine) and bool(theirs) and names and _held(beside, mine)


def _of_other(beside: Beside, doers: Sequence[int], mine: Act, theirs: Act) -> bool:
    """Return whether one's mother, friend or the like does in one text what oneself does in the other."""
    if beside.most((*mine.done_to, *mine.others), (*theirs.done_to, *theirs.others)) < SURE:
        return False
    own = [i for doer in doers for i in _whose(beside.mine, doer)]
    others = [i for doer in theirs.doers for i in _whose(beside.theirs, doer)]
    if beside.most(doers, theirs.doers) >= ONE:
        return False
    return beside.most(own, theirs.doers) >= SURE or beside.most(doers, others) >= SURE


def _whose(nodes: Sequence[Node], doer: int) -> list[int]:
    """Return the owner of a relative, friend or the like ("the boy's aunt": the boy)."""
    if key(nodes[doer].low) not in RELATED:
        return []
    return [place for place, node in enumerate(nodes) if node.label == "poss" and node.head == doer]


def _nearer(beside: Beside, doers: Sequence[int], theirs: Act) -> bool:
    """Return whether a claimed doer stands before the cited verb, nearer than the doer that the parser found."""
    found = max((place for place in theirs.doers if place < theirs.verb), default=-1)
    named = [
        place
        for place in range(found + 1, theirs.verb)
        if place not in theirs.done_to and beside.most(doers, [place]) >= SURE
    ]
    return bool(named)


def _other(beside: Beside, mine: Sequence[int], theirs: Sequence[int]) -> list[str]:
    if not theirs:
        return []
    said, claimed = beside.theirs[theirs[0]].text, beside.mine[mine[0]].text
    return [f"The cited text says this of another: {said}, not {claimed}."]


def _held(beside: Beside, places: Sequence[int]) -> bool:
    """Return whether each of some words of the claim stands somewhere in the cited text."""
    return all(key(beside.mine[place].low) in beside.known for place in places)


def _people(nodes: Sequence[Node], places: Sequence[int]) -> list[int]:
    return [place for place in places if is_party(nodes[place])]
