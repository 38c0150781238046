"""Whether an act that the claim denies is asserted by the cited text, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dvrag.answer.verify.carried.acts.beside import STANDS_FOR, Beside, denied
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.denial import SUPPOSED
from dvrag.answer.verify.syntax.acts import Act

SURE = 0.8
"""Sameness from which two verbs, and two of their parties, are one."""
ONE = 0.35
"""Sameness of two doers from which they can be one."""
_SOMEBODY, _NOBODY = frozenset("somebody someone".split()), frozenset({"nobody"})
SHOWN = 4
"""Words on each side of the verb that a reason shows."""


def denials(act: Act, cited: Sequence[tuple[Beside, Act]]) -> Iterator[Finding]:
    """Yield where the same is done to the same, denied in one text and asserted in the other."""
    against: list[str] = []
    for beside, other in cited:
        if not _is_same(beside, act, other) or _supposed(beside, act, other):
            continue
        if denied(beside.mine, act) is denied(beside.theirs, other):
            return
        shown = beside.theirs[max(0, other.verb - SHOWN) : other.verb + SHOWN]
        against.append(" ".join(node.text for node in shown))
    if against:
        yield Finding(f"The cited text says the opposite: “… {against[0]} …”.")


def _is_same(beside: Beside, mine: Act, theirs: Act) -> bool:
    if beside.same[mine.verb, theirs.verb] < SURE:
        return False
    ours, others = (*mine.done_to, *mine.others), (*theirs.done_to, *theirs.others)
    doers = beside.most(mine.doers, theirs.doers)
    if _anyone(beside, mine, theirs):
        return beside.most(ours, others) >= STANDS_FOR
    if ours:
        return doers >= ONE and beside.most(ours, others) >= SURE
    return doers >= SURE and not others


def _supposed(beside: Beside, mine: Act, theirs: Act) -> bool:
    """Return whether the claim denies what should have been, or was believed, in the cited text."""
    if not denied(beside.mine, mine) or SUPPOSED.search(" ".join(node.text for node in beside.mine)):
        return False
    return bool(SUPPOSED.search(" ".join(node.text for node in beside.theirs[: theirs.verb])))


def _anyone(beside: Beside, mine: Act, theirs: Act) -> bool:
    """Return whether somebody does it in one text and nobody in the other."""
    ours, others = {beside.mine[i].low for i in mine.doers}, {beside.theirs[i].low for i in theirs.doers}
    return bool((ours & _SOMEBODY and others & _NOBODY) or (ours & _NOBODY and others & _SOMEBODY))
