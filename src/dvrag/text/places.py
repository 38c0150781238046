"""Place names a question may use, whether or not the library holds anything about them."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lines = (files("dvrag.text") / "places.txt").read_text("utf-8").splitlines()
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    plain = sorted((n for n in names if not n.endswith("*")), key=len, reverse=True)
    cased = sorted((n.rstrip("*") for n in names if n.endswith("*")), key=len, reverse=True)
    return (
        re.compile(rf"\b(?:{'|'.join(map(re.escape, plain))})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(map(re.escape, cased))})\b"),
    )


def places(text: str) -> list[tuple[int, int]]:
    """Return the spans of known place names, longest first at each position, in order, without overlap."""
    spans = sorted(
        {match.span() for pattern in _patterns() for match in pattern.finditer(text)}, key=lambda s: (s[0], -s[1])
    )
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
