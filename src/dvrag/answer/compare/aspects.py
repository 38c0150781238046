"""The aspects of what is compared: "risk assessment and information sharing" are two, each with a row of its own."""

from __future__ import annotations

import re

from dvrag.answer.compare.wording import trimmed
from dvrag.answer.corpus import Corpus
from dvrag.text.stems import words

MOST = 4
"""Aspects of one comparison; what names more is left as one."""
FIXED = 3
"""Passages that hold two words joined by "and" from which they are one phrase ("stop and search")."""

_NEEDS_NOUN = re.compile(r"[\w-]+(?:al|ic|ing|ive|ous|ed)", re.IGNORECASE)
"""A single word that wants a noun: "mental", "domestic", "recording"."""
_JOINT = re.compile(
    r"\s*[,;]\s*(?:and\s+|or\s+)?(?:(?:on|about|for|at|in|how)\s+)?"
    r"|\s+(?:and|as\s+well\s+as|or)\s+(?:(?:on|about|for|at|in|how)\s+)?",
    re.IGNORECASE,
)


def aspects_of(topic: str, corpus: Corpus) -> tuple[str, ...]:
    """Return the aspects of a topic in order; the topic itself where it is one, or names more than can be shown."""
    parts = [""]
    place = 0
    for joint in _JOINT.finditer(topic):
        left, right = topic[place : joint.start()], topic[joint.end() :]
        if _is_phrase(f"{parts[-1]}{left}", joint[0], right, corpus):
            parts[-1] += topic[place : joint.end()]
        else:
            parts[-1] += left
            parts.append("")
        place = joint.end()
    parts[-1] += topic[place:]
    found = tuple(said for part in parts if (said := trimmed(part)))
    if len(found) < len(parts) or not 1 < len(found) <= MOST:
        return (topic,)
    return _with_their_head(found, corpus)


def _is_phrase(left: str, joint: str, right: str, corpus: Corpus) -> bool:
    """Return whether the words on both sides of a joint belong together: reports write them so, again and again."""
    before, after = words(left), words(right)
    if not before or not after:
        return True
    together = [before[-1], *words(joint), after[0]]
    return sum(corpus.mentions(together).values()) >= FIXED


def _with_their_head(parts: tuple[str, ...], corpus: Corpus) -> tuple[str, ...]:
    """Return the parts, an adjective with the noun that it shares with the last ("mental and physical health")."""
    last = words(parts[-1])
    found = []
    for part in parts[:-1]:
        shares = _NEEDS_NOUN.fullmatch(part) and len(last) > 1 and corpus.mentions([part, last[-1]])
        found.append(f"{part} {last[-1]}" if shares else part)
    return (*found, parts[-1])
