"""The acts of a sentence: each verb with who does it, to whom it is done, and what else goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dvrag.answer.verify.syntax.parser import Node, parse

_VERBS = frozenset({"VB", "VBF", "VBN", "VBG", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MEANS = frozenset(
    "telephone phone letter email e-mail post text message video hand radio fax car bus law chance mistake".split()
)
"""Things by which something is done and which do nothing themselves ("told by letter")."""
DEEPEST = 12
"""Steps up a tree, or along words that "and" joins, at most."""


@dataclass(frozen=True, slots=True)
class Act:
    """A verb and its parties, as places of words: the passive is undone, words that "and" joins are all there.

    `others`: what stands with a preposition, a second object, what somebody is said to be, and the verb of a clause.
    """

    verb: int
    doers: tuple[int, ...]
    done_to: tuple[int, ...]
    others: tuple[int, ...]


@lru_cache(maxsize=4096)
def acts(sentence: str) -> tuple[Act, ...]:
    """Return the acts of a sentence in its order."""
    nodes = parse(sentence)
    below = _below(nodes)
    found = [
        _act(nodes, below, place)
        for place, node in enumerate(nodes)
        if node.tag in _VERBS and node.label not in {"aux", "auxpass"}
    ]
    return tuple(act for act in found if act.doers or act.done_to or act.others)


def _act(nodes: Sequence[Node], below: Sequence[Sequence[int]], verb: int) -> Act:
    subjects = _joined(below, nodes, _subject(nodes, below, verb))
    objects: list[int] = []
    others: list[int] = []
    agents: list[int] = []
    for place in below[verb]:
        label = nodes[place].label
        if label == "dobj":
            objects += _joined(below, nodes, _meant(nodes, verb, place))
        elif label in {"attr", "xcomp", "ccomp"}:
            others += _joined(below, nodes, place)
        elif label == "agent":
            under = _under(nodes, below, place)
            means = [one for one in under if nodes[one].low in _MEANS]
            others += means
            agents += [one for one in under if one not in means]
            agents += [one for mean in means for by in _by(nodes, below, mean) for one in _under(nodes, below, by)]
        elif label in {"prep", "dative"}:
            others += _under(nodes, below, place) or [place]
    passive = _is_passive(nodes, below, verb)
    doers, done_to = (agents, [*subjects, *objects]) if passive else ([*subjects, *agents], objects)
    return Act(verb, tuple(dict.fromkeys(doers)), tuple(dict.fromkeys(done_to)), tuple(dict.fromkeys(others)))


def _by(nodes: Sequence[Node], below: Sequence[Sequence[int]], place: int) -> list[int]:
    """Return each "by" that the parser hung on a means ("by telephone by the nurse")."""
    return [one for one in below[place] if nodes[one].low == "by"]


def _below(nodes: Sequence[Node]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in nodes]
    for place, node in enumerate(nodes):
        if node.head != place:
            found[node.head].append(place)
    return found


def _is_passive(nodes: Sequence[Node], below: Sequence[Sequence[int]], verb: int) -> bool:
    labels = {nodes[place].label for place in below[verb]}
    return bool(labels & {"auxpass", "nsubjpass"}) or (nodes[verb].label == "acl" and nodes[verb].tag == "VBN")


def _subject(nodes: Sequence[Node], below: Sequence[Sequence[int]], verb: int) -> int | None:
    """Return the subject of a verb: its own, or that which it shares with the verb that it depends on."""
    for _ in range(DEEPEST):
        own = [place for place in below[verb] if nodes[place].label in _SUBJECTS and place < verb]
        if own:
            return _meant(nodes, verb, own[-1])
        node = nodes[verb]
        if node.label in {"relcl", "acl"}:
            return node.head
        ruled = [place for place in below[node.head] if nodes[place].label in {"dobj", "dative"}]
        if node.label == "xcomp" and ruled:
            return ruled[0]
        if not (node.label in {"conj", "xcomp"} or (node.label in {"advcl", "pcomp"} and node.tag == "VBG")):
            return None
        verb = node.head
    return None


def _meant(nodes: Sequence[Node], verb: int, place: int) -> int:
    """Return the word that "who" or "which" stands for in a relative clause; else the word itself."""
    return nodes[verb].head if nodes[place].tag == "WH" and nodes[verb].label == "relcl" else place


def _joined(below: Sequence[Sequence[int]], nodes: Sequence[Node], place: int | None) -> list[int]:
    """Return a word and those that "and" joins to it."""
    found = [] if place is None else [place]
    for one in found:
        found += [p for p in below[one] if nodes[p].label == "conj" and p not in found]
    return found[:DEEPEST]


def _under(nodes: Sequence[Node], below: Sequence[Sequence[int]], place: int) -> list[int]:
    """Return the words that a preposition governs."""
    found: list[int] = []
    for one in below[place]:
        if nodes[one].label in {"pobj", "pcomp"}:
            found += _joined(below, nodes, one)
        elif nodes[one].label == "prep":
            found += _under(nodes, below, one)
    return found
