"""What a heading promises: recommendations, lessons, areas for improvement; for whom; under which number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.lessons.extract.asking.bodies import is_body
from dvrag.lessons.extract.asking.words import agency_named
from dvrag.model.findings import FindingKind, Scope

_LONGEST = 16
"""Words of a heading that names what follows, at most; longer ones are sentences."""

NOT_HERE = re.compile(
    r"\b(?:progress|previous|earlier|past|response|reply|update|implementation|tracking|monitoring|status of|"
    r"what (?:has|have) improved|how (?:we|the|leaders)|terms of reference|methodology|key lines|costing|contents)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:(?:main|key|other)\s+findings|context|strengths|next\s+steps|about\s+(?:the|this|us)|background|introduction)\b",
    re.IGNORECASE,
)
"""Headings that were set below one of a list, and begin something else."""
_OF_OTHERS = re.compile(
    r"\b(?:other|previous|earlier|past|parallel|related|linked)\s+(?:\w+\s+){0,2}(?:reviews?|inspections?|inquir(?:y|ies)|investigations?)\b"
    r"|\b(?:recommendations?|lessons?|learning)\b.{0,40}\b(?:of|from|in|by)\b.{0,80}\b(?:review|report|inspection|inquiry)\b.{0,60}\b(?:19|20)\d\d\b"
    r"|\b(?:recommendations?|lessons?|learning)\b.{0,40}\b(?:of|from|in|by)\s+the\s+(?:19|20)\d\d\s",
    re.IGNORECASE,
)
"""Headings over what other reviews, or one of another year, had found."""
_STORY = re.compile(r"\b(?:case|practice)\s+stud(?:y|ies)\b|\bcase\s+example\b", re.IGNORECASE)
_KINDS = (
    (
        FindingKind.CAUSE_OF_CONCERN,
        re.compile(r"\bcauses?\s+of\s+concern\b|\bmatters?\s+of\s+concern\b|\bcoroner['’]?s\s+concerns?\b", re.I),
    ),
    (
        FindingKind.AREA_FOR_IMPROVEMENT,
        re.compile(
            r"\bareas?\(?s?\)?\s+(?:for|requiring|needing|in\s+need\s+of)\s+(?:further\s+)?(?:improvement|development)\b|\bAFIs?\b"
            r"|\bwhat\s+(?:does\s+.{2,60}\s+)?needs?\s+to\s+(?:be\s+)?improved?\b|\bareas?\s+for\s+(?:priority|immediate)\s+actions?\b"
            r"|^priority\s+(?:and\s+immediate\s+)?actions?$|\bneeds?\s+to\s+improve\?$|\bimprovements?\s+(?:needed|required)\b",
            re.IGNORECASE,
        ),
    ),
    (
        FindingKind.PROMISING_PRACTICE,
        re.compile(r"\b(?:promising|innovative|effective|notable|best|good)\s+practice\b(?!\s+guid)", re.IGNORECASE),
    ),
    (
        FindingKind.RECOMMENDATION,
        re.compile(
            r"\brecommendations?\b|\brecommended\s+actions?\b|^requirements?$|\bwhat\s+(?:we|the\s+\w+)\s+recommends?\b",
            re.IGNORECASE,
        ),
    ),
    (
        FindingKind.LESSON,
        re.compile(
            r"\blessons?\s+(?:to\s+be\s+)?(?:learn(?:t|ed)?|identified)\b|^(?:key\s+)?lessons?$|\blearning\s+points?\b"
            r"|^(?:the\s+)?(?:key|main)\s+learning\b|^(?:\w+\s+)?learning(?:\s+themes?)?$|\blearning\s+(?:identified|from\s+(?:this|the)\s+(?:review|case))\b"
            r"|^lessons?\s*\d+\b|^lessons?\s+(?:for|from)\b|\bwhat\s+(?:(?:we|has|have|was|can|did|be|been)\s+)+learn(?:t|ed)?\b",
            re.IGNORECASE,
        ),
    ),
)
NUMBER_WORDS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
_NUMBERED = re.compile(
    rf"^(?:recommendation|lesson|area\s+for\s+improvement|cause\s+of\s+concern|(?:promising|innovative)\s+practice|learning\s+point)"
    rf"s?\s*(?:no\.?\s*|number\s+)?(?P<n>\d+(?:\.\d+)*[a-z]?|(?-i:[A-Z])\d*(?![\w’\'])|{NUMBER_WORDS})\s*[:.)–—-]*\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_CODE = re.compile(r"^(?P<n>[A-Z]{1,3}\d+(?:\.\d+)*)[.:)]\s+(?P<rest>\S.*)$")
_OUTLINE_NUMBER = re.compile(
    r"^(?:\d+(?:\.\d+)*|[A-Z]|appendix\s+\w+|annex\s+\w+|section\s+\w+|part\s+\w+)[.:)]?\s+", re.IGNORECASE
)
_SCOPES = (
    (Scope.SINGLE_AGENCY, re.compile(r"\b(?:single|individual)[\s-]+agenc(?:y|ies)\b", re.I)),
    (
        Scope.MULTI_AGENCY,
        re.compile(
            r"\b(?:multi|inter|cross)[\s-]*agency\b|\bpartnership\s+recommendations?\b|\bjoint\s+recommendations?\b",
            re.I,
        ),
    ),
    (Scope.NATIONAL, re.compile(r"\bnational(?:ly)?\b", re.I)),
    (Scope.REGIONAL, re.compile(r"\bregional(?:ly)?\b", re.I)),
    (Scope.LOCAL, re.compile(r"\blocal(?:ly)?\b(?!\s+(?:authorit|government|area|safeguard))", re.I)),
)
_TOLD = re.compile(
    r"^(?:(?:single|individual)[\s-]+agency(?:\s+recommendations?)?|recommendations?|actions?)?\s*[:–—-]?\s*(?:to|for|by)?\s*"
    r"(?P<who>.+)$",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    r"^(?P<who>[^:.;?]{2,90}?)\s+(?:should|must|needs?\s+to|(?:is|are)\s+(?:asked|required|recommended)\s+to)\s*:?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Zone:
    """What the headings above a block promise. `depth` counts the headings down to the one that says so, from 1.

    `number` and `title` come from a heading that is a finding's own ("Recommendation 3 – Northmarch Constabulary").
    `national`: the heading is also for national ones ("Multi-agency and national recommendations").
    `plural` is False where the heading announces exactly one. `addressee` and `scope` come from headings below.
    """

    kind: FindingKind
    depth: int
    number: str | None = None
    addressee: str | None = None
    scope: Scope | None = None
    plural: bool = True
    national: bool = False


def zone_of(path: Sequence[str]) -> Zone | None:
    """Return what a heading path promises, by its innermost heading that promises anything; None for nothing."""
    if any(_OF_OTHERS.search(heading) for heading in path):
        return None
    for depth in range(len(path), 0, -1):
        heading = _OUTLINE_NUMBER.sub("", path[depth - 1].strip()) or path[depth - 1]
        kind = kind_of(heading)
        if kind is not None:
            below = path[depth:]
            return None if any(_ELSEWHERE.search(name) for name in below) else _zone(kind, path, depth, heading)
        if _STORY.search(heading):
            return None
        if NOT_HERE.search(heading) and len(heading.split()) <= _LONGEST:
            return None
    return None


def ended(path: Sequence[str]) -> set[tuple[str, ...]]:
    """Return the paths down to headings that announce findings and below which something else has begun."""
    below = next((depth for depth, name in enumerate(path) if depth and _ELSEWHERE.search(name)), 0)
    return {tuple(path[:depth]) for depth in range(1, below + 1) if below and kind_of(path[depth - 1])}


def kind_of(heading: str) -> FindingKind | None:
    """Return the kind of findings that a heading announces, None for none."""
    if len(heading.split()) > _LONGEST:
        return None
    for kind, pattern in _KINDS:
        if pattern.search(heading):
            off = NOT_HERE.search(heading) and not _NUMBERED.match(heading)
            story = _STORY.search(heading) and kind is not FindingKind.PROMISING_PRACTICE
            return None if off or story else kind
    return None


def coded(heading: str) -> tuple[str, str] | None:
    """Return number and title of a heading such as "R2. Open 22 more refuge spaces", None for others."""
    found = _CODE.match(heading.strip())
    return (found["n"], found["rest"]) if found else None


def scope_in(heading: str) -> Scope | None:
    """Return the scope that a heading or cell names, None where it names none or several."""
    found = [scope for scope, pattern in _SCOPES if pattern.search(heading)]
    if len(found) == 2 and Scope.LOCAL in found:
        found.remove(Scope.LOCAL)
    return found[0] if len(found) == 1 else None


def also_national(heading: str) -> bool:
    """Return whether a heading names national recommendations beside multi-agency or local ones."""
    found = {scope for scope, pattern in _SCOPES if pattern.search(heading)}
    return Scope.NATIONAL in found and len(found) > 1


def told_in(heading: str) -> str | None:
    """Return the agency that a heading names as the one that is told, as printed."""
    text = _OUTLINE_NUMBER.sub("", heading.strip())
    found = _TOLD.match(text)
    who = found["who"] if found else text
    for _, pattern in _SCOPES:
        who = pattern.sub(" ", who)
    who = re.sub(r"\brecommendations?\b|^\W+|^\s*and\b", " ", who, flags=re.IGNORECASE).strip(" :–—-")
    return who if who and agency_named(who) else None


def led_by(heading: str) -> str | None:
    """Return whom a heading names that leads in what they should do ("The regional director should:"), as printed."""
    found = _SHOULD.match(_OUTLINE_NUMBER.sub("", heading.strip()))
    return found["who"] if found else None


def _zone(kind: FindingKind, path: Sequence[str], depth: int, heading: str) -> Zone:
    numbered = _NUMBERED.match(heading)
    number = numbered["n"] if numbered else None
    rest = numbered["rest"] if numbered else heading
    addressee, scope, national = None, None, False
    below = [rest, *path[depth:]] if kind is FindingKind.RECOMMENDATION else []
    for text in below:
        own = coded(text)
        if own:
            number = own[0]
            continue
        scope = scope_in(text) or scope
        if also_national(text):
            scope, national = (Scope.MULTI_AGENCY if _SCOPES[1][1].search(text) else None), True
        told = led_by(text) or told_in(text)
        addressee = told if told and (text != rest or not numbered or is_body(told)) else addressee
    singular = bool(
        re.search(r"\b(?:area|cause|practice|recommendation|lesson)\b(?!s)", heading, re.I)
    ) and not re.search(r"\b(?:areas|area\(s\)|causes|recommendations|lessons|concerns|needs)\b", heading, re.I)
    return Zone(kind, depth, number, addressee, scope, plural=not (singular or number), national=national)
