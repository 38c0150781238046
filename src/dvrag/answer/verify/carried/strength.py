"""Whether a claim says as surely and as widely as the cited text does: should or did, may or must, some or all."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from dvrag.answer.verify.carried.nearness import Pair
from dvrag.answer.verify.carried.roles import Finding, Margins, placed, swapped
from dvrag.answer.verify.facts.denial import denied_before
from dvrag.answer.verify.facts.items import Item, ItemKind, item
from dvrag.answer.verify.facts.words import Words

_MODES = {
    "should": re.compile(
        r"\b(?:should|must|ought|shall|needs?\s+to|has\s+to|have\s+to"
        r"|(?<!each )(?<!every )(?<!all )recommend\w*|advis(?:e|es|ed)\b|urge[sd]?\b"
        r"|(?<!\bshe )(?<!\bhe )(?<!\bthey )"
        r"(?:are|is|was|were)\s+(?:asked\s+|told\s+|required\s+|advised\s+)?to\b|ask(?:s|ed)?\s+(?:\w+\s+){1,4}to\b"
        r"|require[sd]?\s+to|called\s+for|duty\s+to|in\s+which\s+to"
        r"|obliged|deadline)",
        re.I,
    ),
    "may": re.compile(r"\b(?:may|might|perhaps)\b"),
    "will": re.compile(
        r"\b(?:will|would(?!\s+have)|plan(?:s|ned)?\s+to|intend\w*|propos\w+|expect\w*|aims?\s+to|due\s+(?:to|in|by|within)|promise[sd]?"
        r"|hope[sd]?|(?:invite[sd]?|offer(?:s|ed)?|want(?:s|ed)?|wish(?:es|ed)?|tr(?:y|ies|ied)|agree[sd]?)\s+(?:\w+\s+){0,3}to\b"
        r"|being\s+\w+ed|going\s+to|consider(?:ing)?\b|look(?:s|ing)?\s+at)\b",
        re.I,
    ),
    "seems": re.compile(
        r"\b(?:alleg\w+|reportedly|believ\w+|thought|claim(?:s|ed)|suspected|accused|appear(?:s|ed)|seem(?:s|ed)"
        r"|suggest\w*|likely)\b",
        re.I,
    ),
}
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|told|asked|according|thinks?|considered?|wants?|request\w*|report(?:s|ed))\b", re.I
)
_DONE = re.compile(r"\b(?:status|outcomes?|progress|completion|milestones?|evidence)\b", re.I)
"""A heading that promises what was done, beside what was recommended."""
_ADVICE = re.compile(r"\brecommendation|\bareas?\s+for\s+improvement|\bwhat\s+(?:should|must)", re.I)
_LISTED = re.compile(r"\brecommendations?\s+include\b", re.I)
_WAS = re.compile(r"\b(?:was|were|had|did|has\s+been|have\s+been)\b", re.I)
_QUANTITIES = {
    "all": re.compile(
        r"(?<!not )(?<!at )(?<!in )\ball(?!\s+(?:sent|told|given)\b)(?=\s+[a-z\d])"
        r"|\bevery(?!\s+(?:day|week|month|quarter|year)\b)|\b(?:everyone|everybody|everything|entire(?:ly)?|whenever)\b",
        re.I,
    ),
    "each": re.compile(r"\b(?:each|always|whole|both|any)\b", re.I),
    "most": re.compile(r"\b(?:most|mostly|majority|mainly|usually|generally|nearly\s+all|almost\s+all)\b", re.I),
    "some": re.compile(r"\b(?:some|several|few|many|sometimes|often|frequently|partly|uneven|patchy|mixed)\b", re.I),
    "none": re.compile(r"\b(?:no|none|nobody|never|neither|not\s+one)\b", re.I),
}
_EXCEPT = re.compile(
    r"\b(?:all|every|each|everyone|everything|any|no|none)\b(?:\s+\w+){0,4}\s+(?:but|except|apart\s+from|other\s+than|save)\b",
    re.I,
)
_QUANTITY = Margins(0.5, 0.7)
REACH = 9.0
"""Content words behind a modal word that it can govern; a full stop or a semicolon ends it."""
GOVERNED = 0.5
"""Share of the claim's words found in the cited text that one modal word must govern for the claim to be under it."""
FOUND = 0.6
NEAR_ALL = 0.3
"""Nearness of a word for all or none from which it can be the one that the claim's "all" rests on."""


def strength(pair: Pair, around: Words) -> Iterator[Finding]:
    """Yield where the claim is surer, more binding or wider than the cited text."""
    yield from _mode(pair, around)
    yield from _quantity(pair)


def _mode(pair: Pair, around: Words) -> Iterator[Finding]:
    mine = {name for name, pattern in _MODES.items() if pattern.search(pair.claim.text)}
    theirs = _governing(pair)
    if not mine and not _ATTRIBUTED.search(pair.claim.text):
        said = theirs - {"none"}
        if said and "none" not in theirs:
            name = min(said)
            yield Finding(f"The cited text only says what {_told(name)}, not that it is so.")
        elif _is_advice(pair, around):
            yield Finding("The cited text recommends this; it does not say that it was done.")
    elif mine == {"may"} and "should" in theirs:
        yield Finding("The cited text says that this must or should be so; the sentence only that it may.")
    elif "should" in mine and theirs == {"may"}:
        yield Finding("The cited text says that this may be so; the sentence that it must or should.")


def _told(name: str) -> str:
    return {
        "should": "should be done",
        "may": "may be so",
        "will": "is planned, expected or considered",
        "seems": "is believed, alleged or likely",
    }[name]


def _governing(pair: Pair) -> set[str]:
    """Return the modes under which the cited text says what the claim does; "none" where it says it outright."""
    found = [i for i in range(len(pair.claim.content)) if pair.shared(i) >= FOUND]
    if not found:
        return set()
    spans = list(_spans(pair.cited))
    counted: dict[str, float] = {}
    for place in found:
        others = [int(j) for j in np.flatnonzero(pair.same[place] >= FOUND)]
        best = _best_sentence(pair, others, found)
        for name in _modes_at(pair.cited, best, spans):
            counted[name] = counted.get(name, 0.0) + 1 / len(found)
    return {name for name, share in counted.items() if share >= GOVERNED}


def _best_sentence(pair: Pair, places: list[int], found: list[int]) -> list[int]:
    """Return those of some places of the cited text that stand in the sentence with most of the claim."""

    def held(place: int) -> float:
        number = pair.cited.content[place].sentence
        inside = [j for j, w in enumerate(pair.cited.content) if w.sentence == number]
        return float(pair.same[np.ix_(found, inside)].max(axis=1).sum())

    most = max(held(place) for place in places)
    return [place for place in places if held(place) == most]


def _modes_at(cited: Words, places: list[int], spans: list[tuple[str, int, float, float]]) -> set[str]:
    names: set[str] = set()
    for place in places:
        word = cited.content[place]
        over = {name for name, sentence, a, b in spans if sentence == word.sentence and a <= word.place <= b}
        if not over:
            return {"none"}
        names |= over
    return names


def _spans(cited: Words) -> Iterator[tuple[str, int, float, float]]:
    """Yield (mode, sentence, first place, last place) of what each modal word governs.

    What must or may be so reaches over its subject too; what will or seems to be so ends with its clause.
    """
    for name, pattern in _MODES.items():
        for match in pattern.finditer(cited.text):
            at = cited.at(match.start())
            word = cited.words[at]
            if name in {"should", "may"}:
                yield name, word.sentence, word.place - REACH / 2, word.place + REACH
                continue
            behind = [w for w in cited.words[at:] if w.sentence == word.sentence and w.clause <= word.clause + 1]
            yield name, word.sentence, word.place, min(behind[-1].place, word.place + REACH)


def _is_advice(pair: Pair, around: Words) -> bool:
    """Return whether the cited text is a recommendation without a modal word ("Officers to see each child")."""
    if _LISTED.search(pair.cited.text):
        return True
    headed = around.text.rsplit("\n\n", 1)[-1]
    advice = _ADVICE.search(headed) or _ADVICE.search(pair.cited.text[:60])
    promised = _DONE.search(headed)
    told = _WAS.search(pair.cited.text) and not (_ADVICE.search(headed) and "|" in headed)
    return bool(advice) and not promised and not told


def _quantity(pair: Pair) -> Iterator[Finding]:
    claimed, cited = _quantities(pair.claim), _quantities(pair.cited)
    for one in claimed:
        if one.value not in {"all", "most"}:
            continue
        if denied_before(pair.claim, one.first):
            continue  # "could not find all of it" says less, not more
        found = placed(
            pair, one, [i for i in cited if i.value not in {"none", "each"}], lambda a, b: a.value == b.value
        )
        if one.value == "all" and _EXCEPT.search(pair.cited.text) and not _EXCEPT.search(pair.claim.text):
            yield Finding(f"The cited text makes an exception where this says “{one.written}”.")
            continue
        if found.other and swapped(found, _QUANTITY) and (one.value, found.other.value) != ("most", "all"):
            yield Finding(f"The cited text says “{found.other.written}”, not “{one.written}”.")
        elif one.value == "all" and not _rests(pair, one, cited):
            yield Finding(f"The cited text does not say this of “{one.written}”.")


def _rests(pair: Pair, one: Item, cited: list[Item]) -> bool:
    return any(i.value in {"all", "each", "none"} and pair.nearness(one, i) >= NEAR_ALL for i in cited)


def _quantities(words: Words) -> list[Item]:
    return [
        item(ItemKind.CONTRAST, value, words, match.span(), "quantity")
        for value, pattern in _QUANTITIES.items()
        for match in pattern.finditer(words.text)
    ]
