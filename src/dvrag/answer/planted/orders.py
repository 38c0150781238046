"""Words that speak to a language model.

No report on domestic abuse holds any: what does is neither quoted nor given to a model.
"""

from __future__ import annotations

import re

_A_MODEL = r"(?:AI|assistant|chatbot|(?:large )?language model|LLM)"
_NAMED = re.compile(
    r"\b(?:system|developer) (?:prompt|message|instructions?|override)\b"
    rf"|\b(?:you are|you're|act as|pretend to be|as) (?:now )?(?:an? |the )?{_A_MODEL}\b"
    r"|\b(?:language model|AI assistant|AI system|chatbot|LLM|AI model)s?\b[^.\n]{0,40}"
    r"\b(?:must|should|shall|will|now|please)\b"
    rf"|\b(?:note|message|instructions?|attention) (?:to|for) (?:the |any |all )?{_A_MODEL}s?\b"
    r"|\bjailbreak\b|\bdeveloper mode\b|\bprompt injection\b",
    re.IGNORECASE,
)


def names_a_model(text: str) -> bool:
    """Return whether a text turns to a language model, as a note to "any AI assistant" does."""
    return _NAMED.search(text) is not None
