"""Orders to a language model that somebody wrote into a document: no part of a report, so they are not quoted.

Few words are seen, and only where they turn to a model: a report may well speak of a chatbot or a system prompt. What
is given to a language model is looked through by more words (`dvrag.answer.write.prompt`), since leaving out a passage
there costs little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MODEL = r"(?:AI(?: (?:assistant|system|model|tool)s?)?|chatbots?|(?:large )?language models?|LLMs?)"
_PLANTED = re.compile(
    rf"\b(?:note|message|instructions?|attention|notice) (?:to|for) (?:the |any |all |every )?{_MODEL}\b"
    rf"|\byou are (?:now )?(?:an? |the )?{_MODEL}\b|\byou are now (?:an? |the )?assistant\b"
    rf"|\b{_MODEL}\b[^.\n]{{0,20}}\b(?:summari[sz]ing|reading|processing|indexing|answering)\b[^.\n]{{0,60}}"
    r"\b(?:must|should|shall|please|state|say|answer)\b"
    r"|^\W*(?:system|developer) (?:prompt|message|override)\s*:"
    r"|(?:^|[.:;!]\s+)(?:please )?(?:ignore|disregard|forget) (?:all |any |your |the |of )*"
    r"(?:previous|earlier|above|prior|preceding) (?:instructions|prompts)\b",
    re.IGNORECASE | re.MULTILINE,
)


def is_planted(text: str) -> bool:
    """Return whether a text gives orders to a language model."""
    return _PLANTED.search(text) is not None


def not_planted(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of a text that lie in no paragraph (line) that was planted."""
    found = list(spans)
    if not is_planted(text):
        return found
    planted = [line.span() for line in re.finditer(r"[^\n]+", text) if is_planted(line[0])]
    return [(start, end) for start, end in found if not any(a < end and start < b for a, b in planted)]
