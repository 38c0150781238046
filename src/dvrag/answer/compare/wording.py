"""How comparisons are worded: the cue, what is compared, and the question that is put to each side."""

from __future__ import annotations

import re
from itertools import pairwise

_CUE = re.compile(
    r"\bcompar(?:e|es|ed|ing|ison|isons)\b|\bcontrast(?:s|ed|ing)?\b|\bdiffer(?:s|ed|ing)?\b|\bdifferen(?:ce|ces|tly)\b"
    r"|\bversus\b|\bvs\b\.?|\b(?:better|worse|more|fewer|less|longer|higher|lower)\b.*\b(?:than|or)\b"
    r"|\b(?:better|worse|best|worst)\b|\bin\s+common\b|\bsimilar(?:ly|ities)?\b|\bchange[ds]?\s+between\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"^\W*(?:which|who|what)\b|\b(?:better|worse|best|worst|more|fewer|less|longer|higher|lower)\b", re.I
)
_NUMBER = re.compile(r"\b(?:how\s+many|number\s+of|more|fewer)\s+((?:[\w-]+\s+){0,3}?[\w-]+s)\b", re.I)
_AFTER = re.compile(
    r"\b(?:on|about|over|regarding|concerning|around|in\s+terms\s+of|when\s+it\s+comes\s+to|with\s+regard\s+to|for|at|in"
    r"|in\s+how\s+(?:they|it)|how\s+they|in\s+the\s+way\s+they)\s+(.+)$",
    re.IGNORECASE,
)
_FRAME = frozenset(
    """how do does did is are was were what which who whom whose the a an and or of in on at to with from for between
    compare compares compared comparing comparison contrast contrasts contrasted contrasting differ differs differed
    difference differences different differently versus vs better worse best worst than both two three their they them
    its it that those these this there say says said see seem similar similarly similarities common have has had been be
    please me give show table make made against as more less fewer most between change changed changes about one ones
    did do done doing when where so me us tell would will can could fare fared by""".split()
)
"""Words that frame a comparison and carry none of its topic."""
_BODIES = frozenset(
    """reviews review report reports inspection inspections force forces area areas police constabulary case cases
    partnership council into""".split()
)
"""Words of what is compared: alone they are no topic ("Northfold police"), with others they are ("police response")."""


def speaks_of_comparison(text: str) -> bool:
    """Return whether a question has the wording of a comparison. It needs two sides as well to be one."""
    return _CUE.search(text) is not None


def counted_noun(text: str) -> str:
    """Return what is counted ("recommendations" in "the number of recommendations"), else an empty text."""
    match = _NUMBER.search(text)
    return match[1] if match else ""


def topic_of_comparison(text: str, sides: tuple[tuple[int, int], ...]) -> str:
    """Return what is compared, in the question's own words; empty where only the sides are named.

    `sides`: where the sides stand, in order. What follows "on", "about", "in" behind the last side is taken whole;
    else what stands before the first side or between the sides without the words that frame the comparison.
    """
    behind = _AFTER.search(text[sides[-1][1] :])
    if behind and (said := _trimmed(behind[1])):
        return said
    rest = text[: sides[0][0]]
    for (_, end), (start, _) in pairwise(sides):
        rest += f" | {text[end:start]}"
    pieces = [*rest.split(" | "), text[sides[-1][1] :]]
    return max(map(_trimmed, pieces), key=len)


def question_for(side: str, topic: str, counted: str, text: str) -> str:
    """Return the question that is put to one side."""
    if counted:
        return f"How many {counted} are there in {side}?"
    if not topic:
        return f"What are the main findings about {side}?"
    if re.search(r"\bgrade[ds]?\b|\brated\b|\bjudge", text, re.IGNORECASE):
        return f"What grade was {side} given for {topic}?"
    return f"What is said about {topic} in {side}?"


def without_grade(topic: str) -> str:
    """Return what was graded: "the grade for investigating crime" is about investigating crime."""
    return (
        re.sub(r"^(?:the\s+)?(?:grades?|judgments?|ratings?)\s*(?:for|on|of|in|at)?\s*", "", topic, flags=re.I) or topic
    )


def _trimmed(text: str) -> str:
    """Return a text without the framing words at both of its ends; empty where it speaks only of bodies."""
    found = list(re.finditer(r"[\w’'-]+", text))
    while found and found[0][0].lower() in _FRAME:
        found.pop(0)
    while found and found[-1][0].lower() in _FRAME:
        found.pop()
    if all(word[0].lower() in _FRAME | _BODIES for word in found):
        return ""
    return text[found[0].start() : found[-1].end()]
