"""Who does what to whom: whether a claim has the two sides of an act the other way round than the cited text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dvrag.answer.verify.carried.nearness import Pair
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.classes import contrasts
from dvrag.answer.verify.facts.named import agencies, known_names, names
from dvrag.answer.verify.facts.words import Words, key
from dvrag.text.dates import MONTHS

_BE = frozenset("is are was were be been being got get".split())
SAME_WORD = 0.75
"""Sameness from which two words are taken as one."""
ALIKE = 0.4
"""Sameness below which two words cannot name the same doer."""
BY = 4
"""Words from "by" to the party that acts, at most ("by a named nurse of the trust" names the nurse)."""
WINDOW = 6
"""Content words before and behind an act that can name its two sides."""


_OTHER_WAY = frozenset("in at on from to for with".split())
_DETERMINERS = frozenset("the a an of her his their no its these those this that each every".split())
_PEOPLE = frozenset({"part", "kin", "rank", "sex"})
"""Classes of words that name people."""
_PERSONS = frozenset(
    key(w)
    for w in """child partner parent patient tenant landlord teacher nurse adviser worker manager coroner inspector
    chair panel caller handler dispatcher supervisor family friend neighbour carer clinician doctor pupil student
    school council client survivor practitioner commissioner councillor lawyer judge employer colleague""".split()
)


@dataclass(frozen=True, slots=True)
class Act:
    """The parties that stand on the two sides of an act; empty where none does."""

    doer: str
    done_to: str


def voice(pair: Pair, around: Words) -> Iterator[Finding]:
    """Yield where two words stand on the two sides of one act in both texts, but swapped."""
    known = known_names(pair.claim, pair.cited, around)
    own, there = _parties(pair.claim, known), _parties(pair.cited, known)
    yield from _doer(pair)
    for place, others in _verbs(pair, own, there):
        mine = _sides(pair.claim, place, own)
        judged = [_agrees(mine, _sides(pair.cited, other, there)) for other in others]
        if False in judged and True not in judged:
            word = pair.claim.content[place].text
            yield Finding(f"The cited text has it the other way round: who did it and to whom (“{word}”).")
            return


def _doer(pair: Pair) -> Iterator[Finding]:
    """Yield where one act is done by one in the claim and by another in the cited text ("signed by an inspector")."""
    theirs = dict(_done_by(pair.cited))
    for act, doers in _done_by(pair.claim):
        found = [there for other, there in theirs.items() if pair.same[act, other] >= SAME_WORD]
        apart = [there for there in found if pair.same[np.ix_(doers, there)].max(initial=0.0) < ALIKE]
        if found and len(apart) == len(found):
            said = " ".join(pair.cited.content[place].text for place in apart[0])
            yield Finding(f"The cited text says that this was done by another: {said}.")


def _done_by(words: Words) -> Iterator[tuple[int, list[int]]]:
    """Yield each act that is followed by "by", with the content words that name who does it; no dates and numbers."""
    places = {word.start: place for place, word in enumerate(words.content)}
    for at, word in enumerate(words.words):
        act = next((w for w in reversed(words.words[max(0, at - 4) : at]) if w.start in places), None)
        if word.low != "by" or act is None or act.sentence != word.sentence or not act.low.endswith(("ed", "en", "un")):
            continue
        named: list[int] = []
        for after in words.words[at + 1 : at + 8]:
            if after.clause != word.clause or (named and after.start not in places):
                break
            if after.start in places:
                named.append(places[after.start])
        if named and not any(
            words.content[place].key[0].isdigit() or words.content[place].low in MONTHS for place in named
        ):
            yield places[act.start], named


def _verbs(pair: Pair, own: dict[int, str], there: dict[int, str]) -> list[tuple[int, list[int]]]:
    """Return the words of the claim that can be acts, with the places of the same act in the cited text."""
    found = []
    for place, word in enumerate(pair.claim.content):
        if place in own or word.key[0].isdigit() or (word.text[0].isupper() and place):
            continue
        others = [int(j) for j in np.flatnonzero(pair.same[place] >= SAME_WORD)]
        if others and _verbal(pair.claim, place):
            found.append((place, [j for j in others if j not in there and _verbal(pair.cited, j)]))
    return [(place, others) for place, others in found if others]


def _verbal(words: Words, place: int) -> bool:
    """Return whether a word has the look of a verb in its place: no article before it, and not before a noun's "of"."""
    word = words.content[place]
    at = words.words.index(word)
    before = words.words[at - 1].low if at and words.words[at - 1].sentence == word.sentence else ""
    after = words.words[at + 1].low if at + 1 < len(words.words) else ""
    return before not in _DETERMINERS and after != "of"


def _sides(words: Words, place: int, parties: dict[int, str]) -> Act:
    """Return the parties nearest to an act on both sides: in the passive with "by" they change places."""
    word = words.content[place]
    same = [i for i in parties if words.content[i].sentence == word.sentence and abs(i - place) <= WINDOW]
    left = max((i for i in same if i < place), default=None)
    right = min((i for i in same if i > place), default=None)
    by = right if right is not None and _passive(words, place, right) else None
    doer, done_to = (by, left) if by is not None else (left, right)
    return Act(_named(parties, doer), _named(parties, done_to))


def _named(parties: dict[int, str], place: int | None) -> str:
    return parties[place] if place is not None else ""


def _passive(words: Words, place: int, doer: int) -> bool:
    """Return whether an act is passive and done by a party behind it ("was told by the nurse", not "by letter")."""
    at = words.words.index(words.content[place])
    before = [w.low for w in words.words[max(0, at - 3) : at]]
    between = [w.low for w in words.words[at + 1 : words.words.index(words.content[doer])]]
    named = between[between.index("by") :] if "by" in between else []
    near = 0 < len(named) <= BY and not _OTHER_WAY & set(named)
    return bool(_BE & set(before)) and near


def _agrees(mine: Act, theirs: Act) -> bool | None:
    """Return whether the sides agree: False where they are swapped, None where nothing tells."""
    if not mine.doer or not mine.done_to:
        return None
    if mine.doer == theirs.done_to and mine.done_to == theirs.doer and mine.doer != mine.done_to:
        return False
    return True if mine.doer == theirs.doer or mine.done_to == theirs.done_to else None


def _parties(words: Words, known: frozenset[str]) -> dict[int, str]:
    """Return who can do something or have it done to them, by place among the content words."""
    places = {word.start: place for place, word in enumerate(words.content)}
    kept = [*names(words, known), *agencies(words), *(c for c in contrasts(words) if c.unit in _PEOPLE)]
    found: dict[int, str] = {}
    for one in kept:
        for word in words.words[one.first : one.last]:
            if word.start in places:
                found.setdefault(places[word.start], one.value)
    for place, word in enumerate(words.content):
        if word.key in _PERSONS:
            found.setdefault(place, word.key)
    return found
