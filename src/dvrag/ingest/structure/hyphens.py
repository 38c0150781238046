"""Words broken at the end of a line: which hyphens belong to the word and which to the typesetter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.ingest.structure.lines import SourceLine
from dvrag.text.characters import SOFT_HYPHEN

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"([^\W_]+)-$")
_FIRST = re.compile(r"^[^\W_]+")
PREFIXES = frozenset(
    """all anti bi co cross day de eight ex extra face five follow four full ground half hard high ill inter"
    " intra long
    low macro mid mini mother multi near nine non off on one out over part post pre pro pseudo quasi re self semi
    seven short single six small socio so step sub super ten third thirty three twenty two ultra under up well year"""
    .split()
)  # fmt: skip
"""First halves after which a hyphen at the end of a line is taken for the word's own."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one document that do not stand at the end of a line."""

    words: frozenset[str]

    def joint(self, left: str, right: str) -> tuple[int, str]:
        """Return how two lines of a paragraph join: characters to drop from `left`, and what to put between."""
        if left.endswith(SOFT_HYPHEN):
            return 1, ""
        broken, following = _LAST.search(left), _FIRST.match(right)
        if broken is None or following is None:
            return 0, "" if left.endswith("/") else " "
        return (0, "") if self._keeps(broken.group(1), following.group()) else (1, "")

    def _keeps(self, first: str, second: str) -> bool:
        one, two = first.lower(), second.lower()
        if not second[0].islower() or first[-1].isdigit() or (first.isupper() and len(first) > 1):
            return True
        if f"{one}-{two}" in self.words:
            return True
        if one + two in self.words:
            return False
        return one in PREFIXES or (len(one) > 2 and len(two) > 2 and one in self.words and two in self.words)


def lexicon(lines: Sequence[SourceLine]) -> Lexicon:
    """Return the words of the lines, each line's broken last word left out."""
    found: set[str] = set()
    for line in lines:
        text = line.text.lower()
        whole = text.rpartition(" ")[0] if text.endswith(("-", SOFT_HYPHEN)) else text
        for word in _WORD.findall(whole):
            found.add(word)
            found.update(word.split("-"))
    return Lexicon(frozenset(found))
