"""How comparisons are worded: the cue, what is compared, and the question that is put to each side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dvrag.text.plain import capitalised

_YEAR_NEXT = r"(?:[\w’'-]+\s+){0,5}?(?:19|20)\d\d\b"
_CUE = re.compile(
    r"\bcompar(?:e|es|ed|ing|ison|isons)\b|\bcontrast(?:s|ed|ing)?\b|\bdiffer(?:s|ed|ing)?\b|\bdifferen(?:ce|ces)\b"
    r"|\bdifferent\b(?=\s*(?:[?.,;]|from\b|in\b|on\b|about\b|to\b|than\b|$))|\bside\s+by\s+side\b|\brespectively\b"
    r"|\bversus\b|\bvs?\b\.?|\bin\s+common\b|\bsimilar(?:ly|ities)?\b"
    rf"|\bchange[ds]?\s+(?:between|since|from)\s+{_YEAR_NEXT}"
    rf"|\b(?:improve|decline)[sd]?\b.*\b(?:between|since|from)\s+{_YEAR_NEXT}",
    re.IGNORECASE,
)
"""Sets any two sides apart."""
_DIFFERENTLY = re.compile(r"\bdifferently\b", re.IGNORECASE)
_AGREE = re.compile(
    r"\b(?:reviews?|reports?|inspections?|letters?|articles?)\b(?:(?!\b(?:says?|said|f(?:i|ou)nds?|stated?)\b).)*"
    r"\b(?:dis)?agree[sd]?\b(?=\W*(?:$|(?:about|on|over)\b))",
    re.IGNORECASE,
)
"""Reports that agree or not, themselves; not what they say that others agreed on."""
_MORE = re.compile(
    r"\b(?:better|worse|worst|more|fewer|less|longer|higher|lower)\b"
    r"|\bbest\b(?!\s+(?:interests?|practices?|evidence|values?|ways?|efforts?|endeavours?)\b)",
    re.IGNORECASE,
)
"""Sets two sides apart where they are set against each other by "than" or "or"."""
_THAN = re.compile(
    r"\b(?:than|against)\s+(?!(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|once|twice|half)\b)"
    r"(?:(?!(?:and|but)\b)[\w’'-]+\s+){0,6}$",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\s+(?:(?!(?:and|but)\b)[\w’'-]+\s+){0,5}$", re.IGNORECASE)
_WISHED = re.compile(r"\b(?:could|should|would|might|can|must|need)\b", re.IGNORECASE)
"""What might be done, or might have been: no side is asked to be better than another."""
_ASIDE = re.compile(r"\b(?:after|before|when|while|because|if|as|that|than)\b[^,:]*$", re.IGNORECASE)
"""Begins what is told besides ("because the police or the landlord …"): sides that stand in it are not asked about."""
_CLAUSE = re.compile(r"\b(?:that|because|if|whether)\b.*", re.IGNORECASE)
_OPEN = re.compile(r"^\W*(?:how(?!\s+(?:much|many)\b)|why|what)\b", re.IGNORECASE)
_LISTED = re.compile(r"[,:–—-]\s*(?:[\w’'-]+\s+){0,3}$")
_WHICH_OF = re.compile(
    r"\b(?:which|who)\s+(?:one\s+)?(?:out\s+)?of\s+(?:the\s+)?$|^\W*(?:out\s+of|of|between)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OF_EACH = re.compile(
    r"^\W*(?:did|do|does|was|were|is|are|has|have|had)\b.*\bboth\b|\beach\b(?!\s+other)|\bgrade[ds]?\b|\brated\b"
    r"|\bjudged\b|\b(?P<asks>what|which|how\s+many|how\s+much)\s.+\band\s+(?P=asks)\b",
    re.IGNORECASE,
)
"""Asks the same of each named side ("were both …", "how were … graded"): compared where two names are given."""
_NUMBER = re.compile(r"\b(?:how\s+many|number\s+of|more|fewer)\s+((?:[\w-]+\s+){0,3}?[\w-]+s)\b", re.I)
_AFTER = re.compile(
    r"\b(?:on|about|over|regarding|concerning|around|in\s+terms\s+of|when\s+it\s+comes\s+to|with\s+regard\s+to|for|at|in"
    r"|in\s+how\s+(?:they|it)|how\s+they|in\s+the\s+way\s+they)\s+(.+)$",
    re.IGNORECASE,
)
_FRAME = frozenset(
    """how do does did is are was were what which who whom whose the a an and or of in on at to with from for between
    compare compares compared comparing comparison contrast contrasts contrasted contrasting differ differs differed
    difference differences different differently versus vs v better worse best worst than both two three their they them
    its it that those these this there say says said see seem similar similarly similarities common have has had been be
    please me give show table make made against as more less fewer most between change changed changes about one ones
    did do done doing when where so me us tell would will can could should fare fared by re side sides set put
    respectively each across since longer shorter higher lower quicker slower
    ways way improve improved improves decline declined declines going s
    agree agrees agreed disagree disagrees disagreed 's ’s""".split()
)
"""Words that frame a comparison and carry none of its topic."""
_BODIES = frozenset(
    """reviews review report reports inspection inspections force forces area areas police constabulary case cases
    partnership council into death deaths letter letters action plan plans joint service""".split()
)
"""Words of what is compared: alone they are no topic ("Northfold police"), with others they are ("police response")."""
_DOCUMENTS = r"(?:reviews?|reports?|inspections?|letters?|cases?|deaths?|ones?)"
_AROUND = (
    re.compile(
        r"^(?:police\s+)?(?:force|review|report|area|inspection|council)s?\s+(?:was|were|is|are|did|do|has|had|made|gave|got)\b",
        re.I,
    ),
    re.compile(
        rf"^(?:the\s+)?{_DOCUMENTS}\s*(?:[:,]\s*|\s(?:find|found|say|said|show|showed|report(?:ed)?)\s+(?:that\s+)?)",
        re.I,
    ),
    re.compile(rf"^(?:the\s+)?{_DOCUMENTS}\s+(?:on|about|in|of|for|at|treat(?:ed)?|deal\s+with|handled?)\s+", re.I),
    re.compile(rf"\s+in\s+(?:the|these|those|both|their)\s+{_DOCUMENTS}(?:\s+(?:of|into))?$", re.I),
    re.compile(r"^(?:re|regarding)\b\s*", re.I),
)
"""What stands around a topic and belongs to its frame: "the reviews find that …", "… in the deaths of"."""
_SPEAKS_OF_GRADES = re.compile(r"\bgrade[ds]?\b|\brated\b|\bjudge", re.IGNORECASE)
_RANKS = re.compile(r"\b(?:better|worse|best|worst)\b", re.IGNORECASE)
_ACTS = frozenset(
    """respond responded response responses act acted acting perform performed performance work worked cope coped
    react reacted serve served""".split()
)
"""Words for what an agency does, with which nothing more is asked than how it did."""
_ASKS = re.compile(r"^\W*(?:how|what|which|when|who|where|did|do|does|was|were|is|are|has|have|had)\b", re.I)
_FRAMED = re.compile(
    r"\bcompar(?:e|es|ing|ison)\b|\bcontrast|\bdiffer|\b(?:better|worse|best|worst|more|fewer|less|longer|higher|lower)\b"
    r"|\bcommon\b|\bsimilar|\bside\s+by\s+side\b|\bchange|\bimprove|\bdecline|\b(?:dis)?agree",
    re.IGNORECASE,
)
_JOINING = frozenset(
    "and or versus vs v than compared with to the in of for what how many much s police review".split()
)
"""Words that may stand between two sides of which the same is asked."""


def may_compare(text: str) -> bool:
    """Return whether a question has any wording of a comparison; its sides decide whether it is one."""
    return any(pattern.search(text) for pattern in (_CUE, _DIFFERENTLY, _AGREE, _MORE, _OF_EACH))


def sets_apart(text: str, sides: Sequence[tuple[int, int]]) -> bool:
    """Return whether a question sets its sides, which stand at `sides`, against each other.

    "Better", "more" and the like do so only with sides that "than" or "or" joins.
    """
    if _CUE.search(text) or _AGREE.search(text):
        return True
    differently = _DIFFERENTLY.search(text)
    return bool(differently and not _WISHED.search(text)) or _ranked(text, sides)


def asks_of_each(text: str) -> bool:
    """Return whether a question asks the same of each of its sides, without setting them against each other."""
    return _OF_EACH.search(text) is not None


def _ranked(text: str, sides: Sequence[tuple[int, int]]) -> bool:
    """Return whether a question asks which of its sides is better or has more."""
    if not _MORE.search(text):
        return False
    between = [text[end:start] for (_, end), (start, _) in pairwise(sides)]
    before, behind = text[: sides[0][0]], text[sides[-1][1] :]
    if any(_THAN.search(part) for part in between):
        return True
    if _WHICH_OF.search(before):
        return re.search(r"\b(?:which|who)\b", before + behind, re.IGNORECASE) is not None
    if _WISHED.search(text) or _ASIDE.search(before) or not any(_OR.search(part) for part in between):
        return False
    if not _MORE.search(f"{before} {' '.join(between)} {_CLAUSE.sub('', behind)}"):
        return False
    return not _OPEN.match(text) or _LISTED.search(before) is not None


def speaks_of_grades(text: str) -> bool:
    """Return whether a question asks for grades."""
    return _SPEAKS_OF_GRADES.search(text) is not None


def asks_to_rank(text: str) -> bool:
    """Return whether a question asks which side did better."""
    return _RANKS.search(text) is not None


def done_by(agency: str, topic: str) -> str:
    """Return the matter of what an agency did: "police response" where no more is asked than how it did."""
    return f"{agency} response" if is_act(topic) else f"{agency} {topic}"


def is_act(topic: str) -> bool:
    """Return whether a topic only says that something is done, not what."""
    return all(word in _ACTS for word in topic.lower().split())


def without_acts(text: str) -> str:
    """Return a text without the words for what any agency does."""
    return " ".join(word for word in text.split() if word.lower() not in _ACTS)


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
    if behind and (said := trimmed(behind[1])):
        return said
    rest = text[: sides[0][0]]
    for (_, end), (start, _) in pairwise(sides):
        rest += f" | {text[end:start]}"
    pieces = [*rest.split(" | "), text[sides[-1][1] :]]
    return max(map(trimmed, pieces), key=len)


def question_for(side: str, topic: str, counted: str, text: str) -> str:
    """Return the question that is put to one side."""
    if counted:
        return f"How many {counted} are there in {side}?"
    if not topic:
        return f"What are the main findings about {side}?"
    if speaks_of_grades(text):
        return f"What grade was {side} given for {topic}?"
    return f"{capitalised(topic)} in {side}"


def asked_of_one(text: str, sides: Sequence[tuple[int, int]], name: str) -> str:
    """Return the question as it reads with one side in the place of all; empty where it cannot be put so.

    "How many visits did Oakfield and Elmford have, respectively?" → "How many visits did Oakfield have?"
    """
    start, end = sides[0][0], sides[-1][1]
    rest = f"{text[:start]}{name}{text[end:]}"
    if not _ASKS.match(text) or _FRAMED.search(rest):
        return ""
    before = {word.lower() for word in re.findall(r"\w+", text[:start])}
    between = [word.lower() for (_, one), (two, _) in pairwise(sides) for word in re.findall(r"\w+", text[one:two])]
    if any(word not in _JOINING and word not in before for word in between):
        return ""
    return re.sub(r",?\s*\b(?:both|respectively|each)\b", "", rest)


def named_by_its_question(text: str, sides: Sequence[tuple[int, int]]) -> str:
    """Return what a row is called where a number is asked for: the question as far as its sides."""
    start, end = sides[0][0], sides[-1][1]
    behind = re.sub(r"\W*\b(?:respectively|each|compare[ds]?)\b\W*|\W+$", "", text[end:])
    before = re.sub(r"(?:\s+(?:in|of|to|for|the|did|were|was|had|by|from))+\s*$", "", text[:start].rstrip())
    return before if not trimmed(behind) else f"{before} {trimmed(behind)}"


def without_grade(topic: str) -> str:
    """Return what was graded: "the grade for investigating crime" is about investigating crime."""
    return (
        re.sub(
            r"^(?:the\s+)?(?:grade[sd]?|judg(?:ments?|ed)|ratings?|rated)\s*(?:for|on|of|in|at)?\s*",
            "",
            topic,
            flags=re.I,
        )
        or topic
    )


def trimmed(text: str) -> str:
    """Return a text without the framing words at both of its ends; empty where it speaks only of bodies."""
    before = ""
    while text != before:
        before, text = text, _without_frame(text)
        for pattern in _AROUND:
            text = pattern.sub("", text)
    return text


def _without_frame(text: str) -> str:
    found = list(re.finditer(r"[\w’'-]+", text))
    while found and found[0][0].lower() in _FRAME:
        found.pop(0)
    while found and found[-1][0].lower() in _FRAME:
        found.pop()
    if all(word[0].lower() in _FRAME | _BODIES for word in found):
        return ""
    return text[found[0].start() : found[-1].end()]
