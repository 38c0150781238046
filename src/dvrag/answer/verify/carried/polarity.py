"""Whether a claim denies what the cited text asserts, or asserts what it denies."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dvrag.answer.verify.carried.nearness import Pair
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.denial import SUPPOSED, before_denial, denied, denying_clauses, left_open, weakly_denied
from dvrag.answer.verify.facts.items import Item, ItemKind
from dvrag.answer.verify.facts.words import Words, key

_PREFIXES = ("un", "in", "im", "dis", "non")
_NOBODY = frozenset("nothing nobody".split())
BESIDE = 0.3
"""Nearness from which a word and its negation are said of the same."""
SHOWN = 160
"""Characters of a cited sentence that a reason shows."""
SHORTEST = 4
"""Letters of a word that a prefix can negate."""
SAME_WORD = 0.6
"""Sameness from which two words are compared as one."""
CLOSE = 3
"""Denied words this near to the denial are compared; further ones may stand outside its meaning."""
SPOKEN = 0.2
"""The same as a share of the nearness that the claim's words allow."""
AHEAD = 0.25
"""By how much the place with the other polarity must stand nearer to the claim's."""
ALIKE = 0.45
"""Nearness from which a place of the cited text speaks of what the claim does."""


def polarity(pair: Pair, around: Words) -> Iterator[Finding]:
    """Yield where claim and cited text deny and assert the same."""
    mine, theirs, unsure = denied(pair.claim), denied(pair.cited), left_open(pair.cited)
    for words in (_own(pair, mine), _others(pair, mine, theirs)):
        votes = [_against(pair, place, is_denied, theirs, unsure) for place, is_denied in words]
        places = [place for place in votes if place is not None]
        if len(places) > len(votes) / 2:
            yield _opposite(pair, places[0])
            return
    negated = _negated_word(pair, mine, theirs)
    if negated is not None:
        yield _opposite(pair, negated)


def _opposite(pair: Pair, place: int) -> Finding:
    return Finding(f"The cited text says the opposite: {_sentence(pair.cited, place)}")


def _sentence(cited: Words, place: int) -> str:
    """Return the sentence of the cited text around a content word, shortened, with a full stop."""
    words = cited.sentence(cited.content[place].sentence)
    said = " ".join(cited.text[words[0].start : words[-1].end].split())
    return f"“{said}”." if len(said) <= SHOWN else f"“{said[: SHOWN - 1].rstrip()}…”."


def _negated_word(pair: Pair, mine: dict[int, int], theirs: dict[int, int]) -> int | None:
    """Return the cited word where a word stands in one and its negation by a prefix in the other ("even", "uneven")."""
    held = {word.low for word in pair.cited.content}
    for place, word in enumerate(pair.claim.content):
        if word.low in held:
            continue
        for other, cited in enumerate(pair.cited.content):
            negated = _negates(word.low, cited.low) or _negates(cited.low, word.low)
            if not negated or (place in mine) is not (other in theirs):
                continue
            if pair.nearness(_item(pair.claim, place), _item(pair.cited, other)) >= BESIDE:
                return other
    return None


def _negates(longer: str, shorter: str) -> bool:
    rests = [longer.removeprefix(prefix) for prefix in _PREFIXES if longer.startswith(prefix)]
    return len(shorter) >= SHORTEST and any(_plain(rest) == _plain(shorter) for rest in rests)


def _plain(word: str) -> str:
    return key(word.removesuffix("ly"))


def _own(pair: Pair, mine: dict[int, int]) -> list[tuple[int, bool]]:
    """Return the words that the claim denies, the nearest to its denials first, as far as they are cited."""
    if _new_act(pair):
        return []
    near = [place for place, distance in sorted(mine.items(), key=lambda d: d[1]) if distance <= CLOSE]
    return [(place, True) for place in near or before_denial(pair.claim) if pair.shared(place) >= SAME_WORD][:2]


def _new_act(pair: Pair) -> bool:
    """Return whether the claim says that nothing or nobody does what the cited text does not speak of at all.

    "Nobody repaired the roof" does not deny that there is a roof.
    """
    first, second = (*pair.claim.words, None, None)[:2]
    if first is None or second is None or first.low not in _NOBODY or not second.content:
        return False
    return pair.shared(pair.claim.content.index(second)) < SAME_WORD


def _others(pair: Pair, mine: dict[int, int], theirs: dict[int, int]) -> list[tuple[int, bool]]:
    """Return the words that the claim asserts and the cited text denies somewhere."""
    near = [place for place, distance in theirs.items() if distance <= CLOSE]
    if not near:
        return []
    asserted = [place for place in range(len(pair.claim.content)) if place not in mine]
    denying = denying_clauses(pair.claim)
    return [
        (place, False)
        for place in asserted
        if pair.claim.content[place].clause not in denying
        and pair.same[place, near].max(initial=0.0) >= SAME_WORD
        and not weakly_denied(pair.claim, place)
    ][:3]


def _against(pair: Pair, place: int, is_denied: bool, theirs: dict[int, int], unsure: frozenset[int]) -> int | None:
    """Return the word of the cited text that stands in the claim's place, if it has the other polarity."""
    agreeing, against, found = 0.0, 0.0, None
    denying = denying_clauses(pair.cited)
    word = _item(pair.claim, place)
    if is_denied:
        unsure |= _supposed(pair)
    for other in np.flatnonzero(pair.same[place] >= SAME_WORD):
        near = pair.nearness(word, _item(pair.cited, int(other))) + 0.3 * float(pair.same[place, other])
        number = pair.cited.content[other].clause
        same = (int(other) in theirs) is is_denied or int(other) in unsure or (is_denied and number in denying)
        if same or (is_denied and weakly_denied(pair.cited, int(other))):
            agreeing = max(agreeing, near)
        elif near > against:
            against, found = near, int(other)
    least = max(ALIKE, SPOKEN * pair.reach(word))
    return found if against >= least and against > agreeing + AHEAD else None


def _supposed(pair: Pair) -> frozenset[int]:
    """Return the cited words that stand behind "should", "believed" or the like; none where the claim says it too."""
    if SUPPOSED.search(pair.claim.text):
        return frozenset()
    cues = [(pair.cited.words[pair.cited.at(m.start())].sentence, m.end()) for m in SUPPOSED.finditer(pair.cited.text)]
    return frozenset(
        place
        for place, word in enumerate(pair.cited.content)
        if any(word.sentence == number and word.start >= end for number, end in cues)
    )


def _item(words: Words, place: int) -> Item:
    word = words.content[place]
    at = words.words.index(word)
    return Item(ItemKind.CONTRAST, word.key, at, at + 1, word.text)
