"""A sentence that says no, and the same without its "not"."""

from __future__ import annotations

import re

_DENIED = re.compile(r"\b(was|were|is|are|had|has|could|would|should) not (?=[a-z]+)")
_UNSURE = re.compile(
    r"\b(?:until|only|but|unless|except|any|anyone|anything|anybody|either|nor|neither|never|yet|at all|even|because|"
    r"although|though|whether|if|no|nobody|nothing|none|enough|always|all|every|both|since|however|too|far|much|"
    r"alone|instead|rather|merely|so|not)\b",
    re.IGNORECASE,
)


def affirmed(text: str) -> str:
    """Return a sentence without its one "not", which says the opposite; "" where that is not plain."""
    found = list(_DENIED.finditer(text))
    if len(found) != 1:
        return ""
    rest = text[: found[0].start()] + text[found[0].end() :]
    if " or " in text[found[0].end() :] or _UNSURE.search(rest) or "n’t" in text or "n't" in text:
        return ""
    return f"{text[: found[0].start()]}{found[0].group(1)} {text[found[0].end() :]}"
