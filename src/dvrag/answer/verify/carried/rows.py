"""Whether a claim about a row of a table names the body of that row, and not that of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.items import Item
from dvrag.answer.verify.facts.named import agencies, known_names, names, same_agency, same_name
from dvrag.answer.verify.facts.words import Words, read
from dvrag.model.writing import Stated

HELD = 0.6
"""Share of the claim's other words that a row must hold to be the one that it speaks of."""
AHEAD = 0.2
"""By how much it must hold more than any other row."""


def rows(stated: Stated) -> Iterator[Finding]:
    """Yield the bodies of the claim that another row names than the one that it speaks of."""
    claim = read(stated.text)
    for text in stated.cited:
        table = [read(line) for line in text.split("\n") if "|" in line]
        own = _spoken_of(claim, table)
        if own is None:
            continue
        known = known_names(claim, *table)
        for mine, theirs, same in (
            (names(claim, known), [names(row, known) for row in table], same_name),
            (agencies(claim), [agencies(row) for row in table], same_agency),
        ):
            for one in mine:
                here = any(same(one, other) for other in theirs[own])
                there = any(same(one, other) for row in theirs for other in row)
                if there and not here and theirs[own]:
                    yield Finding(f"The cited row names {theirs[own][-1].written}, not {one.written}.")


def _spoken_of(claim: Words, table: Sequence[Words]) -> int | None:
    """Return the row that holds most of the claim's words, if it is clearly one."""
    bodies = [*names(claim), *agencies(claim)]
    keys = {word.key for word in claim.content if not _inside(claim, bodies, word.start)}
    shares = [len(keys & {word.key for word in row.words}) / max(1, len(keys)) for row in table]
    if len(shares) < 2:
        return None
    second, first = sorted(shares)[-2:]
    return shares.index(first) if first >= HELD and first - second >= AHEAD else None


def _inside(words: Words, items: Sequence[Item], start: int) -> bool:
    return any(words.words[i.first].start <= start < words.words[i.last - 1].end for i in items if i.last > i.first)
