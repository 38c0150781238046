"""Whether all do what the cited text says of a number only, by the quantities that stand with the parties of an act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from dvrag.answer.verify.carried.acts.beside import Beside, denied
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.words import key
from dvrag.answer.verify.syntax.acts import Act
from dvrag.answer.verify.syntax.parser import Node

_ALL = frozenset("all every each both everyone everybody whole".split())
_NO_NUMBER = frozenset("any no none nobody always neither".split())
_VAGUE = frozenset(
    "about around some over under more less fewer least most nearly almost half several many than up but except".split()
)
_BARE = frozenset({"NUM", "DET", "PRON"})
"""Tags of a quantity that stands without what it counts."""
_MEASURES = frozenset(key(w) for w in "mile kilometre metre year month week day hour minute pound percent time".split())
YEAR = 4
"""Digits of a year."""
SURE = 0.8
"""Sameness from which two words are what is counted in both texts."""


def slots(act: Act, cited: Sequence[tuple[Beside, Act]]) -> Iterator[Finding]:
    """Yield where all do it, or have it done to them, in the claim, and a number of them in the cited text."""
    found: list[str] = []
    for beside, other in cited:
        if denied(beside.mine, act) is not denied(beside.theirs, other):
            continue
        for ours, theirs in ((act.doers, other.doers), (act.done_to, other.done_to), (act.others, other.others)):
            for mine, there in product(ours, theirs):
                if not _counted(beside, mine, there) or not _is_all(beside.mine, mine):
                    continue
                number = _number(beside.theirs, there)
                if number is None:
                    return
                found.append(f"The cited text says this of {number}, not of all.")
    if found:
        yield Finding(found[0])


def _counted(beside: Beside, mine: int, there: int) -> bool:
    """Return whether two parties count the same, as far as is said."""
    bare = beside.mine[mine].tag in _BARE or beside.theirs[there].tag in _BARE
    return bare or float(beside.same[mine, there]) >= SURE


def _is_all(nodes: Sequence[Node], place: int) -> bool:
    words = _around(nodes, place)
    return any(node.low in _ALL for node in words) and not any(node.low in _VAGUE for node in words)


def _number(nodes: Sequence[Node], place: int) -> str | None:
    """Return the number that stands with a word, as written; None where there is none or it is of all or vague."""
    words = _around(nodes, place)
    if any(node.low in _ALL | _VAGUE | _NO_NUMBER for node in words) or key(nodes[place].low) in _MEASURES:
        return None
    return next((node.text for node in words if node.tag == "NUM" and _counts(key(node.low))), None)


def _counts(value: str) -> bool:
    """Return whether a value is a whole number and not a year."""
    return value.isdigit() and not (len(value) == YEAR and value[:2] in {"19", "20"})


def _around(nodes: Sequence[Node], place: int) -> list[Node]:
    """Return a word and the words before it that depend on it or on one of them."""
    own = {place}
    for i in range(place - 1, -1, -1):
        if nodes[i].head in own:
            own.add(i)
    return [nodes[i] for i in sorted(own)]
