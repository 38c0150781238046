"""What a family of documents looks like, and how well a document fits it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.ingest.structure.assemble import Body
from dvrag.model.documents import Authority, BlockKind, Family

OPENING = 2500
"""Characters at the start of a document that count as its opening: the cover and first page."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a recogniser sees of a document, in lower case. `words` is the length of the text."""

    title: str
    opening: str
    headings: str
    text: str
    tables: str
    words: int


@dataclass(frozen=True, slots=True)
class Feature:
    """A pattern that speaks for a family (or against it, with a negative weight) where it is found in a part.

    `part` is "title", "opening", "headings", "tables" or "text". `least` is how often it must be found.
    """

    part: str
    pattern: re.Pattern[str]
    weight: float
    least: int = 1


@dataclass(frozen=True, slots=True)
class Profile:
    """A family, who stands behind it, and its features."""

    family: Family
    authority: Authority
    features: tuple[Feature, ...]

    def score(self, evidence: Evidence) -> float:
        """Return the sum of the weights of the features found."""
        return sum(feature.weight for feature in self.features if _found(feature, evidence))


def feature(part: str, pattern: str, weight: float, least: int = 1) -> Feature:
    """Return a feature; the pattern is matched in lower case, line by line."""
    return Feature(part, re.compile(pattern, re.MULTILINE), weight, least)


def evidence(body: Body, title: str) -> Evidence:
    """Return what recognisers see of a structured document."""
    text = body.text.lower().replace("’", "'").replace("‘", "'")
    return Evidence(
        title=title.lower().replace("’", "'"),
        opening=text[:OPENING],
        headings="\n".join(_texts(body, BlockKind.HEADING)),
        text=text,
        tables="\n".join(sorted({block.context.lower() for block in body.blocks if block.kind is BlockKind.TABLE_ROW})),
        words=len(text.split()),
    )


def _texts(body: Body, kind: BlockKind) -> Sequence[str]:
    return [body.text[block.start : block.end].lower().replace("’", "'") for block in body.blocks if block.kind is kind]


def _found(feature: Feature, evidence: Evidence) -> bool:
    part = getattr(evidence, feature.part)
    if feature.least == 1:
        return feature.pattern.search(part) is not None
    return sum(1 for _ in feature.pattern.finditer(part)) >= feature.least
