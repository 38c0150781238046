"""Which words of a text are denied: what stands in the reach of "not", "never", "nobody", "without", "failed to"."""

from __future__ import annotations

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
        if _reach(words.words, at):
            continue
        number = words.words[at].sentence
        said = [place for place, word in enumerate(words.content) if word.sentence == number]
        if len(said) < SHORT:
            said += [place for place, word in enumerate(words.content) if word.sentence == number - 1]
        found.update(said)
    return frozenset(found)


def weakly_denied(words: Words, place: int) -> bool:
    """Return whether a word that denies by its meaning stands within three content words of one."""
    near = words.content[max(0, place - 3) : place + 4]
    own = words.content[place]
    return any(w is not own and w.sentence == own.sentence and (w.low in _WEAK or w.key in _WEAK) for w in near)


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
