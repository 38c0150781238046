"""Questions that must not be answered from reports: a person at risk, a live case, someone's identity.

The wordings are data, in `safety.toml` beside this file.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from dvrag.model.answers import Reason

SIGNPOSTS = (
    "In an emergency call 999. If you cannot speak, press 55 when asked. For other calls to the police dial 101.",
    "National Domestic Abuse Helpline, free and at any hour: 0808 2000 247.",
    "To tell someone anonymously about a crime: Crimestoppers, 0800 555 111.",
)
LIMITS = "dvrag searches published reports. It cannot assess risk or advise on a person or a live case."

_ONESELF = re.compile(r"\b(?:me|my|myself|mine)\b|\bi(?:'m|'ve|\s+am|\s+can't|\s+feel)\b|\bim\b", re.IGNORECASE)
_ORDER = (Reason.PERSON_AT_RISK, Reason.LIVE_CASE, Reason.IDENTITY)
READ = 3000
"""Characters of a question that are looked at; the patterns take time that grows with the square of them."""

_CONTRACTED = {
    "im": "i'm", "ive": "i've", "hes": "he's", "shes": "she's", "theyre": "they're", "dont": "don't", "wont": "won't",
    "whos": "who's", "whats": "what's", "youre": "you're", "doesnt": "doesn't", "isnt": "isn't",
}  # fmt: skip


def declined(question: str) -> Reason | None:
    """Return why a question is declined, or None. A person at risk goes before a live case, both before identity."""
    plain = re.sub(r"\w+", lambda m: _CONTRACTED.get(m.group().lower(), m.group()), question[:READ].replace("’", "'"))
    return next((reason for reason, pattern in _rules() if pattern.search(plain)), None)


def speaks_of_oneself(question: str) -> bool:
    """Return whether a question speaks of the person who asks: help is named beside whatever is answered."""
    return _ONESELF.search(question.replace("’", "'")) is not None


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[Reason, re.Pattern[str]], ...]:
    table = tomllib.loads(files("dvrag.answer.question").joinpath("safety.toml").read_text("utf-8"))
    return tuple((reason, _any(table["patterns"][reason.value], table["words"])) for reason in _ORDER)


def _any(patterns: list[str], words: dict[str, str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, choices in words.items():
        joined = joined.replace(f"{{{name}}}", choices)
    return re.compile(joined, re.IGNORECASE)
