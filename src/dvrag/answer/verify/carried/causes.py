"""Whether the cited text gives the cause that a claim gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dvrag.answer.verify.carried.nearness import Pair
from dvrag.answer.verify.carried.roles import Finding
from dvrag.answer.verify.facts.words import Words

_BECAUSE = re.compile(
    r"\b(?:because(?:\s+of)?|due\s+to|owing\s+to|as\s+a\s+result\s+of|result(?:s|ed)?\s+from|caused\s+by"
    r"|on\s+account\s+of|thanks\s+to)\b",
    re.I,
)
_CAUSAL = re.compile(
    r"\b(?:because|since|(?<!said )(?<!did )(?<!do )(?<!done )so(?! far)"
    r"|therefore|hence|result\w*|led|leads?|leading|due|owing|caus\w*|reasons?|why|means?|meant"
    r"|grounds?|accounts?\s+for|on\s+account|explain\w*|put\s+down|on\s+the\s+strength|thanks\s+to|attribut\w*|in\s+order"
    r"|as\s+(?:an?|the|she|he|they|it|no|nobody|there)|for\s+(?:fear|want|lack|having|not))\b",
    re.I,
)
"""Words with which a text can give a cause."""
SAID = 0.55
"""Share of the words of the cause that one cited sentence must hold."""
TOGETHER = 0.2
"""Product of the shares of the effect and of the cause that one cited sentence must hold."""
WORDS = 2
"""Content words of a cause at least, for its share to tell."""
UNSAID = "The cited text does not give this cause."


def causes(pair: Pair, around: Words) -> Iterator[Finding]:
    """Yield where a claim gives a cause that the cited text does not give; tables give none in words."""
    cue = _BECAUSE.search(pair.claim.text)
    if cue is None or "|" in pair.cited.text or not pair.cited.content:
        return
    effect = [i for i, word in enumerate(pair.claim.content) if word.end <= cue.start()]
    cause = [i for i, word in enumerate(pair.claim.content) if word.start >= cue.end()]
    if not effect or not cause:
        return
    shares = [(_held(pair, effect, n), _held(pair, cause, n), n) for n in _numbers(pair.cited)]
    told = max(shares, key=lambda share: share[1])
    meant = max(shares, key=lambda share: share[0])
    linked = any(_CAUSAL.search(_said(pair.cited, n)) for n in (told[2], meant[2]))
    vague = len(cause) >= WORDS and told[1] < SAID
    if max(one * other for one, other, _ in shares) < TOGETHER or vague or not linked:
        yield Finding(UNSAID, grave=False)


def _numbers(words: Words) -> Sequence[int]:
    return sorted({word.sentence for word in words.content})


def _held(pair: Pair, places: Sequence[int], number: int) -> float:
    """Return the share in [0, 1] of some words of the claim that a cited sentence holds."""
    inside = [j for j, word in enumerate(pair.cited.content) if word.sentence == number]
    return float(pair.same[list(places)][:, inside].max(axis=1).mean())


def _said(words: Words, number: int) -> str:
    inside = words.sentence(number)
    return words.text[inside[0].start : inside[-1].end]
