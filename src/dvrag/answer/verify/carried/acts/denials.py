"""Whether an act that the claim denies is asserted by the cited text, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dvrag.answer.verify.carried.acts.beside import Beside, denied
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.syntax.acts import Act

SURE = 0.8
"""Sameness from which two verbs, and two of their parties, are one."""
ONE = 0.35
"""Sameness of two doers from which they can be one."""
SHOWN = 4
"""Words on each side of the verb that a reason shows."""


def denials(act: Act, cited: Sequence[tuple[Beside, Act]]) -> Iterator[Finding]:
    """Yield where the same is done to the same, denied in one text and asserted in the other."""
    against: list[str] = []
    for beside, other in cited:
        if not _is_same(beside, act, other):
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
    if ours:
        return doers >= ONE and beside.most(ours, others) >= SURE
    return doers >= SURE and not others
