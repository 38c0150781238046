"""Whether a question counts or lists findings of the register, and which.

Only a counted noun that is a kind of finding makes a counting question ("how many recommendations"), or a question for
the bodies that got a grade, the reports that recommend something, the agencies that were told to do something.
"""

from __future__ import annotations

import re

from dvrag.lessons.counting.values import CUT, Frame, Unit
from dvrag.model.findings import FindingKind

NOUNS: dict[FindingKind, str] = {
    FindingKind.RECOMMENDATION: r"rec{1,2}om{1,2}[ea]n?dations?|recs?",
    FindingKind.LESSON: r"lessons?(?:\s+(?:to\s+be\s+)?learn(?:ed|t))?|learning\s+points?",
    FindingKind.CAUSE_OF_CONCERN: r"causes?\s+(?:of|for)\s+concerns?|matters?\s+of\s+concern",
    FindingKind.AREA_FOR_IMPROVEMENT: r"areas?\s+(?:for|of|needing)\s+improvements?|afis?",
    FindingKind.PROMISING_PRACTICE: (
        r"(?:(?:examples?|instances?|pieces?)\s+of\s+)?(?:promising|innovative)"
        r"(?:(?:\s+(?:and|or)\s+|/)(?:promising|innovative))?\s+practices?"
    ),
    FindingKind.JUDGMENT: r"(?:graded\s+)?judge?ments?|grades?|gradings?",
}
_NOUN = "|".join(f"(?P<{kind.value}>{words})" for kind, words in NOUNS.items())
_PLAIN = "|".join(f"(?:{words})" for words in NOUNS.values())
_ALSO = rf"(?P<also>(?:\s*(?:,|and|or|and/or)\s+(?:{_PLAIN})\b)*)"
_BEFORE = r"(?P<before>(?:[\w'’&/-]+\s+){0,6}?)"
REPORTS = (
    r"(?:reports|reviews|inspections|dhrs|dardrs|domestic\s+(?:homicide|abuse\s+related\s+death)\s+reviews"
    r"|(?:peel|thematic|joint)\s+(?:inspections|reports)|case\s+reviews|service\s+reviews)"
)
_AGENCIES = r"(?:agencies|organisations|bodies|services|authorities|partners|forces|police\s+forces|councils)"
_BODIES = (
    r"(?:(?:police\s+)?forces?|constabular(?:y|ies)|(?:local\s+)?authorit(?:y|ies)|councils?|areas?|bodies"
    r"|inspections?)"
)
_POLITE = re.compile(
    r"^\W*(?:(?:please|hi|hello|so|and|ok|(?:can|could|would)\s+you(?:\s+please)?|tell\s+me|let\s+me\s+know|do\s+you\s+know"
    r"|i(?:'d|\s+would)\s+like\s+to\s+know|i\s+(?:need|want)\s+to\s+know|in\s+total|altogether)\b[\s,:]*)*",
    re.IGNORECASE,
)
_MANY = r"(?:how\s+many|(?:what(?:'s|\s+is|\s+was)\s+)?(?:the\s+)?(?:total\s+)?number\s+of|count(?:\s+of)?)"
_EACH = r"(?:all|every|each|a\s+(?:full|complete)\s+list\s+of|the\s+(?:full|complete)\s+list\s+of|a\s+list\s+of)"
_LIST = (
    rf"(?:(?:list|enumerate)(?:\s+{_EACH})?|(?:show|give|find|get|name)(?:\s+me)?\s+{_EACH}"
    rf"|(?:an?\s+|the\s+)?(?:full\s+|complete\s+)?list\s+of)"
)
_FIRM = re.compile(rf"^(?:{_MANY}|{_LIST})\s+{_BEFORE}(?:{_NOUN})\b{_ALSO}", re.IGNORECASE)
_SOFT = re.compile(rf"^(?:which|what(?:'s|\s+(?:are|were|is|was))?)\s+{_BEFORE}(?:{_NOUN})\b{_ALSO}", re.IGNORECASE)
_OF_REPORTS = re.compile(
    rf"^(?:(?P<firm>{_MANY}|{_LIST})|which|what)\s+(?:of\s+)?(?:the\s+|other\s+|different\s+)*(?P<unit>{REPORTS})\s+(?:that\s+|which\s+)?"
    r"(?:have\s+|has\s+|had\s+|do\s+|also\s+)*(?P<verb>recommend(?:ed)?\b(?!\s+that)"
    r"|(?:say|said|state|note|admit|point\s+out|mention)(?:\s+themselves)?(?:\s+that)?\s+(?:(?:it|this|that|they|something|recommendations?)\s+)*"
    r"(?=(?:ha[sd]|have|was|were|been|already|previously)\b)"
    rf"|(?:have|has|had|contain|include|make|made|give|gave|raise|identify|identified|set\s+out|hold|with|got)\s+(?P<of>(?:[\w'’-]+\s+){{0,3}}?)(?:{_NOUN})\b)",
    re.IGNORECASE,
)
_OF_AGENCIES = re.compile(
    rf"^(?:(?P<firm>{_MANY}|{_LIST})|which|what|who(?=\s+else))\s+(?:of\s+)?(?:the\s+|other\s+|different\s+)*(?:(?P<unit>{_AGENCIES})|else)\s+(?:that\s+)?"
    r"(?:(?:were|was|have\s+been|had\s+been|has\s+been|got)\s+(?:told|asked|recommended|advised|urged)\s+(?P<to>to)\s+"
    rf"|(?:have|had|received|got|were\s+given|are\s+named\s+in|with)\s+(?P<of>(?:[\w'’-]+\s+){{0,3}}?)(?:{_NOUN})\b)",
    re.IGNORECASE,
)
GRADE = r"outstanding|good|adequate|requir(?:e[sd]?|ing)\s+improvement|inadequate"
_OF_BODIES = re.compile(
    rf"^(?:(?P<firm>{_MANY}|{_LIST})|which|what)\s+(?:of\s+)?(?:the\s+)*(?P<unit>{_BODIES})\s+(?:(?:that|which|who)\s+)?"
    r"(?P<rest>(?:(?:were|was|are|is|have\s+been|has\s+been|had\s+been|got|get|gets|received|did)\s+)?"
    rf"(?:(?:also|still)\s+)?(?:(?:graded|rated|judged|assessed|found|a\s+grade\s+of|an?)\s+)?(?:as\s+|to\s+be\s+)?(?:{GRADE})\b.*)$",
    re.IGNORECASE,
)
_ORDINARY = re.compile(
    r"\baccording\s+to\b|\bhow\s+many\b.*\b(?:how\s+(?:many|much|often|long)|and\s+(?:what|why|who|when|how|did|does|were|was)\b)"
    r"|\bwhy\b|\bin\s+what\s+way|\b(?:says?|said|states?|stated|claims?|claimed|reportedly|quoted)\b"
    r"|\b(?:main|key|top|best|worst|biggest|most|least|important|commonest|latest|earliest|typical)\b"
    r"|\b(?:accepted|rejected)\s+by\b|\b(?:carried\s+out|implemented|acted\s+(?:up)?on|put\s+into\s+(?:practice|effect)|fulfilled)\b"
    r"|\bits\s+(?:own\s+)?(?:earlier|previous|last|first|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""What only a passage can answer: what a report says of its recommendations, which one matters most."""
_WHICH_ONES = re.compile(
    r"[\s,;]*\b(?:and|which)\s+(?:which|what)?\s*(?:ones?|are\s+they|were\s+they|they\s+are)\b\W*$", re.IGNORECASE
)


def frame_of(question: str) -> Frame | None:
    """Return the form of a counting question, None for any other question."""
    plain = " ".join(re.sub(r"n't\b", " not", question.replace("’", "'").replace("‘", "'")).split())
    text = _WHICH_ONES.sub("", _POLITE.sub("", plain)).rstrip(" ?.!")
    frame = _reports(text) or _agencies(text) or _bodies(text) or _findings(text)
    saying = frame is not None and frame.unit is Unit.REPORTS and not frame.sorts
    if frame is None or (_ORDINARY.search(text) and not saying):
        return None
    return frame


def _findings(text: str) -> Frame | None:
    firm = _FIRM.match(text)
    match = firm or _SOFT.match(text)
    if match is None:
        return None
    before = match["before"]
    sorts = _sorts(match)
    alone = match.group(sorts[0].value).lower()
    many = alone.endswith("s") or "practice" in alone or alone.split()[0].endswith("s") or "learn" in alone
    if not firm and not many and sorts[0] is not FindingKind.JUDGMENT:
        return None
    partitive = re.match(r"of\s+(?:the|these|those|its|their|all)\b|of\s", before, re.IGNORECASE) is not None
    what = text.lower().startswith("what") and not firm and sorts[0] is not FindingKind.JUDGMENT
    before = re.sub(r"^of\s+", "", before)
    return Frame(Unit.FINDINGS, sorts, before, text[match.end() :], bool(firm) and not partitive, what)


def _sorts(match: re.Match[str]) -> tuple[FindingKind, ...]:
    also = match.groupdict().get("also") or ""
    named = [kind for kind in NOUNS if match.groupdict().get(kind.value)]
    named += [kind for kind, words in NOUNS.items() if re.search(rf"\b(?:{words})\b", also, re.IGNORECASE)]
    return tuple(dict.fromkeys(named))


def _reports(text: str) -> Frame | None:
    match = _OF_REPORTS.match(text)
    if match is None:
        return None
    verb = match["verb"].lower()
    firm = bool(match["firm"])
    before = f"{match['unit']}{CUT}{match['of'] or ''}"
    if verb.startswith("recommend"):
        rest = f" about {text[match.end() :]}"
        return Frame(Unit.REPORTS, (FindingKind.RECOMMENDATION,), before, rest, firm)
    return Frame(Unit.REPORTS, _sorts(match), before, f" {text[match.end() :]}", firm)


def _agencies(text: str) -> Frame | None:
    match = _OF_AGENCIES.match(text)
    if match is None:
        return None
    sorts = _sorts(match) or (FindingKind.RECOMMENDATION,)
    if FindingKind.JUDGMENT in sorts:
        return None
    unit = (match["unit"] or "").lower()
    kind = {"forces": "police forces", "police forces": "police forces", "councils": "councils"}.get(unit, "")
    before = f"{kind and 'to ' + kind}{CUT}{match['of'] or ''}"
    rest = text[match.end() :]
    return Frame(Unit.AGENCIES, sorts, before, f" about {rest}" if match["to"] else rest, bool(match["firm"]))


def _bodies(text: str) -> Frame | None:
    match = _OF_BODIES.match(text)
    if match is None:
        return None
    return Frame(Unit.BODIES, (FindingKind.JUDGMENT,), match["unit"], f" {match['rest']}", bool(match["firm"]))
