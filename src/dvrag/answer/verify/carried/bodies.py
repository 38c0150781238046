"""Whether the cited text carries the names, agencies, grades and exclusive words of a claim, each in the same role."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dvrag.answer.verify.carried.nearness import Pair
from dvrag.answer.verify.carried.roles import MARGINS, Finding, Margins, absent, crossed, instead, placed, swapped
from dvrag.answer.verify.facts.classes import contrasts, grades
from dvrag.answer.verify.facts.items import Item
from dvrag.answer.verify.facts.named import agencies, known_names, meant, names, same_agency, same_name
from dvrag.answer.verify.facts.words import Word, Words
from dvrag.text.stems import stem

_ANYONE = frozenset("he she him her his hers".split())
_PLACED = frozenset("in at from near into".split())
_GRADED_ON = frozenset("at for in on".split())
ABSENT = Margins(0.0, 0.3)
"""Margins for a word that the cited text does not use at all, where it uses one that excludes it."""
SURE = 0.75
"""Sameness from which two words are taken as one."""
BEHIND = 2
"""Content words behind "before" and "after" that say what it is."""
COVERED = 0.5
"""Share of the words of a graded question that must stand beside the cited grade or in the heading above it."""


def bodies(pair: Pair, around: Words) -> Iterator[Finding]:
    """Yield what the cited text, and what stands around it, do not carry of names, agencies, grades, contrasts."""
    known = known_names(pair.claim, pair.cited, around)
    yield from _names(pair, around, known)
    yield from _agencies(pair, around)
    yield from _grades(pair, around)
    yield from _contrasts(pair)


def _names(pair: Pair, around: Words, known: frozenset[str]) -> Iterator[Finding]:
    claimed, cited, outside = names(pair.claim, known), names(pair.cited, known), names(around, known)
    cited = [*cited, *meant(pair.cited, cited)]
    roots = {stem(w.low) for words in (pair.cited, around) for w in words.words}
    for one in claimed:
        if not any(same_name(one, i) for i in (*cited, *outside)):
            known_as = "".join(w[0] for w in one.written.split() if w[0].isupper()).lower()
            short = len(known_as) > 1 and known_as in roots
            if not short and (_numbered(one) or not set(one.value.split()) <= roots):
                yield Finding(absent(one))
            continue
        rivals = [i for i in cited if same_name(one, i) or not any(same_name(mine, i) for mine in claimed)]
        found = placed(pair, one, rivals, same_name)
        margins = MARGINS[one.kind] if found.same else ABSENT
        if found.other and swapped(found, margins) and not _stands_for(pair.claim, pair.cited, found.other, one):
            yield Finding(f"The cited text says this of {found.other.written}, not of {one.written}.")


def _numbered(one: Item) -> bool:
    """Return whether a name is a word with a number ("Child 2"), of which both must stand together."""
    return " " in one.value and any(c.isdigit() for c in one.value)


def _stands_for(claim: Words, cited: Words, other: Item, claimed: Item) -> bool:
    """Return whether a pronoun beside another name can stand for the claimed one ("She asked Keith")."""
    at = cited.words[other.first]
    if at.low in _ANYONE:
        return False
    before = claim.words[claimed.first - 1].low if claimed.first else ""
    return before not in _PLACED and any(w.low in _ANYONE and w.sentence == at.sentence for w in cited.words)


def _agencies(pair: Pair, around: Words) -> Iterator[Finding]:
    claimed, cited, outside = agencies(pair.claim), agencies(pair.cited), agencies(around)
    for one in claimed:
        rivals = [i for i in cited if same_agency(one, i) or not any(same_agency(mine, i) for mine in claimed)]
        found = placed(pair, one, rivals, same_agency)
        if found.other and swapped(found, MARGINS[one.kind]):
            yield Finding(f"The cited text says this of {found.other.written}, not of {one.written}.")
        elif found.same is None and not any(same_agency(one, i) for i in outside):
            yield Finding(absent(one), grave=False)
    yield from crossed(pair, claimed, cited, same_agency)


def _grades(pair: Pair, around: Words) -> Iterator[Finding]:
    claimed, cited = grades(pair.claim), grades(pair.cited)
    for one in claimed:
        equal = [i for i in cited if i.value == one.value]
        found = placed(pair, one, cited, lambda a, b: a.value == b.value)
        if not equal or (found.other and swapped(found, MARGINS[one.kind])):
            if found.other:
                yield Finding(instead(one, found.other))
            elif not any(i.value == one.value for i in grades(around)):
                yield Finding(absent(one))
        elif not any(_same_question(pair, one, i, around) for i in equal):
            yield Finding(f"The cited text does not give the grade {one.written} for this question.")


def _same_question(pair: Pair, one: Item, cited: Item, around: Words) -> bool:
    """Return whether what is graded is the same: the words after "good at" stand beside the cited grade."""
    asked = _question(pair.claim, one)
    at = pair.cited.words[cited.first].sentence
    beside = {w.key for w in pair.cited.words if abs(w.sentence - at) <= 1} | {w.key for w in around.words}
    if not asked:
        return True
    places = {w.start: i for i, w in enumerate(pair.claim.content)}
    near = [i for i, w in enumerate(pair.cited.content) if abs(w.sentence - at) <= 1]
    held = [
        1.0 if word.key in beside else float(pair.same[places[word.start], near].max(initial=0.0)) for word in asked
    ]
    return sum(held) / len(held) >= COVERED


def _question(words: Words, one: Item) -> list[Word]:
    following = words.words[one.last : one.last + 9]
    if not following or following[0].low not in _GRADED_ON:
        return []
    clause = following[0].clause
    return [w for w in following[1:] if w.content and w.clause - clause <= 1]


def _contrasts(pair: Pair) -> Iterator[Finding]:
    yield from _times(pair)
    claimed, cited = ([i for i in contrasts(words) if i.unit != "time"] for words in (pair.claim, pair.cited))
    mine = {(i.unit, i.value) for i in claimed}
    for one in claimed:
        rivals = [i for i in cited if i.unit == one.unit and (i.value == one.value or (i.unit, i.value) not in mine)]
        found = placed(pair, one, rivals, lambda a, b: a.value == b.value)
        margins = MARGINS[one.kind] if found.same else ABSENT
        against = found.other and (swapped(found, margins) or (one.unit == "status" and not found.same))
        if found.other and against:
            yield Finding(f"The cited text says “{found.other.written}” where this says “{one.written}”.")
    for unit in {one.unit for one in claimed}:
        yield from crossed(
            pair,
            [i for i in claimed if i.unit == unit],
            [i for i in cited if i.unit == unit],
            lambda a, b: a.value == b.value,
        )


def _times(pair: Pair) -> Iterator[Finding]:
    """Yield where something is before in the claim what it is after in the cited text; what it is must be the same."""
    cited = [i for i in contrasts(pair.cited) if i.unit == "time"]
    for one in (i for i in contrasts(pair.claim) if i.unit == "time"):
        mine = _behind(pair.claim, one)
        there = [i for i in cited if mine and pair.same[np.ix_(mine, _behind(pair.cited, i))].max(initial=0.0) >= SURE]
        told = {pair.cited.words[i.first].sentence for i in there}
        if there and not any(i.value == one.value and pair.cited.words[i.first].sentence in told for i in cited):
            yield Finding(f"The cited text says “{there[0].written}” where this says “{one.written}”.")


def _behind(words: Words, one: Item) -> list[int]:
    """Return the places of the content words right behind a word, in its clause."""
    last = words.words[one.last - 1]
    behind = [p for p, w in enumerate(words.content) if w.start > last.start and w.clause == last.clause]
    return behind[:BEHIND]
