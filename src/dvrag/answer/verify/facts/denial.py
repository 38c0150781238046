"""Which words of a text are denied: what stands in the reach of "not", "never", "nobody", "without", "failed to"."""

from __future__ import annotations

import re
from itertools import pairwise

from dvrag.answer.verify.facts.words import Word, Words

_CUES = frozenset(
    """not no never none nobody nothing neither nor without cannot noone nowhere unable hardly lack lacked lacking
    absence lacks""".split()
)
_WITH_TO = frozenset("fail refuse".split())
"""Keys of verbs that deny the verb after "to": failed to, refused to, declined to."""
_PAIRS = frozenset({("rather", "than"), ("instead", "of"), ("no", "longer"), ("as", "opposed")})
_NO_DENIAL = frozenset(
    {
        ("not", "only"),
        ("no", "less"),
        ("no", "later"),
        ("no", "doubt"),
        ("no", "fewer"),
        ("no", "more"),
        ("nothing", "but"),
        ("nothing", "except"),
        ("none", "but"),
    }
)
_WEAK = frozenset(
    """outside miss missing exclude excluded blank absent rarely seldom omit omitted unaware stop
    prevent except ignore ignoring disregard disregarding disregarded regardless lack refuse decline fail overdue
    unavailable beyond ban forbid forbidden""".split()
)
"""Words that deny something by what they mean; near one of them a text is not taken to assert."""
_WEAK_PAIRS = frozenset(
    {(verb, "out") for verb in ("leave", "leaves", "left", "leaving")} | {("passed", "over"), ("passes", "over")}
)
"""Two words that deny like these ("left out")."""
_ONLY = frozenset("none nothing nobody neither".split())
"""Words that begin a short sentence which only denies what the sentence before it speaks of ("None was found.")."""
SUPPOSED = re.compile(
    r"\b(?:should|ought|must|would\s+have|believed?|thought|assum(?:ed?|ing)|supposed|alleg\w+|imagined|expected)\b",
    re.I,
)
"""Words behind which a text does not say that something was so."""
_ENDS = frozenset("but which who although though because while whereas so unless until".split())
SHORT = 4
"""A sentence of fewer content words that only denies ("This was not so.") denies the sentence before it."""
BESIDE = 2
"""Clauses of its sentence on each side of a denial that may share it ("none of the nine, it says, mattered")."""
REACH = 5
"""Content words after a denial that it can reach."""


def denied(words: Words) -> dict[int, int]:
    """Return how far each denied content word stands behind its denial, by its place; two denials cancel out."""
    places = {word.start: place for place, word in enumerate(words.content)}
    found: dict[int, int] = {}
    for at in _denials(words.words):
        reached = _reach(words.words, at)
        for distance, word in enumerate(reached, start=1):
            place = places[word.start]
            if place in found:
                del found[place]
            else:
                found[place] = distance
    return found


def denied_before(words: Words, at: int) -> bool:
    """Return whether a denial stands before a word in its sentence."""
    number = words.words[at].sentence
    return any(words.words[d].sentence == number and d < at for d in _denials(words.words))


def denying_clauses(words: Words) -> frozenset[int]:
    """Return the clauses that hold a denial, and those beside them in its sentence; "rather than" denies one thing."""
    found: set[int] = set()
    for at in _denials(words.words):
        word = words.words[at]
        if word.low in _CUES or word.low.endswith("n't"):
            same = [w.clause for w in words.sentence(word.sentence)]
            found.update(clause for clause in same if abs(clause - word.clause) <= BESIDE)
    return frozenset(found)


def before_denial(words: Words) -> list[int]:
    """Return the places of the content words that a denial without words behind it follows ("was not made")."""
    places = {word.start: place for place, word in enumerate(words.content)}
    found: list[int] = []
    for at in _denials(words.words):
        if not _reach(words.words, at):
            clause = [w for w in words.words[:at] if w.content and w.sentence == words.words[at].sentence]
            found += [places[w.start] for w in clause[-2:]]
    return found


def left_open(words: Words) -> frozenset[int]:
    """Return the places of content words that a denial without words of its own may mean ("but she did not")."""
    found: set[int] = set()
    for at in _denials(words.words):
        number = words.words[at].sentence
        said = _of_sentence(words, number)
        short = len(said) < SHORT
        if not _reach(words.words, at):
            found.update(said)
        elif not _only_denies(words, at):
            continue
        if short:
            found.update(_of_sentence(words, number - 1))
    return frozenset(found)


def _of_sentence(words: Words, number: int) -> list[int]:
    return [place for place, word in enumerate(words.content) if word.sentence == number]


def _only_denies(words: Words, at: int) -> bool:
    """Return whether a word is "None", "Nothing" or the like at the head of its sentence."""
    word = words.words[at]
    return word.low in _ONLY and (not at or words.words[at - 1].sentence < word.sentence)


def weakly_denied(words: Words, place: int) -> bool:
    """Return whether a word that denies by its meaning stands within three content words of one."""
    near = words.content[max(0, place - 3) : place + 4]
    own = words.content[place]
    near = tuple(w for w in near if w.sentence == own.sentence)
    if any(w is not own and (w.low in _WEAK or w.key in _WEAK) for w in near):
        return True
    pairs = {(one.low, two.low) for one, two in pairwise(w for w in words.words if _within(w, near))}
    return bool(pairs & _WEAK_PAIRS)


def _within(word: Word, near: tuple[Word, ...]) -> bool:
    return near[0].start <= word.start <= near[-1].end + 1


def _denials(words: tuple[Word, ...]) -> list[int]:
    found = []
    for at, word in enumerate(words):
        following = words[at + 1].low if at + 1 < len(words) else ""
        if (word.low, following) in _NO_DENIAL:
            continue
        with_to = word.key in _WITH_TO and following == "to"
        paired = (word.low, following) in _PAIRS
        before = words[at - 1] if at else None
        doubled = before is not None and (before.low, word.low) in _PAIRS
        if (word.low in _CUES or word.low.endswith("n't") or with_to or paired) and not doubled:
            found.append(at)
    return found


def _reach(words: tuple[Word, ...], at: int) -> list[Word]:
    """Return the content words in reach: to the end of the clause, at most REACH."""
    reached: list[Word] = []
    last = words[at]
    for word in words[at + 1 :]:
        jumped = word.clause - last.clause > 1 or (word.clause != last.clause and word.low not in {"or", "that", "if"})
        of_whom = word.low in {"whom", "which"} and last.low == "of"
        if not of_whom and (word.sentence != last.sentence or len(reached) == REACH or word.low in _ENDS or jumped):
            break
        last = word
        if word.content and word.low not in _CUES:
            reached.append(word)
    return reached
