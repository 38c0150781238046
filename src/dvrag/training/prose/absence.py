"""Sentences that say that a service did not do something, or did not have it."""

from __future__ import annotations

import re

_NOT = r"(?:not|never)"
_WHO = (
    r"agenc(?:y|ies)|workers?|officers?|supervisors?|practices?|doctors?|GPs?|services?|teams?|staff|police|force|trust|"
    r"council|landlord|hospital|school|college|partnership|board|conference|schools|nurser(?:y|ies)|professionals?|"
    r"practitioners?|managers?|handlers?|nurses?|midwi(?:fe|ves)|sergeants?|constabulary|leaders?|hub|unit|MARAC|"
    r"marac|probation|charity|association|housing|panel members|control room|assessors?|clinic|surgery"
)
_THING = (
    r"assessments?|referrals?|interpreters?|enquir(?:y|ies)|check|checks|plan|plans|policy|record|records|flag|risk|"
    r"supervision|history|question|questions|notification|notifications|information|order|notice|evidence|decisions?|"
    r"thresholds?|training|outcomes|voice|advocacy|tools|prosecution|thought|meeting|visit|visits|step|action|actions|"
    r"grounds|offence|crime|crimes|incident|incidents|calls?|case|cases|disclosures?|separation|suicide|abuse|concern|"
    r"concerns|victims?|children|child|patients?|people|report|reports|guidance|link|pattern|dash|contact|need|needs"
)
_NO_THING = re.compile(
    r"^No (?:[\w’-]+ ){0,5}(?:was|were|had been|has been|is|took|asked|considered|reviewed|checked|told|knew|saw|"
    r"looked|noticed|spoke|recorded|made|could)\b"
)
_NOBODY = re.compile(rf"^(?:Nobody|No one|Neither (?:the )?(?:{_WHO})|No (?:{_WHO})|None of the (?:{_WHO}))\b")
_NOT_DONE = re.compile(
    rf"^(?:The |A |An |Most |Some |Many |Few |Call |Senior )?(?:[\w’-]+ ){{0,5}}(?:{_WHO}|{_THING})\b"
    rf"(?:(?! (?:who|that|which|whom|where|when|said|told|explained|saw|thought|felt|found)\b) [\w’,-]+){{0,8}}? "
    rf"(?:(?:did|does|do|had|has|have|was|were|is|are) {_NOT}|(?:had|has|have|was|were) no\b|could {_NOT}|"
    r"(?:did|does|do|had|has|have|was|were|is|are|could)n’t|(?:was|were) (?:missing|absent)|never|failed to|lacked)\b"
)
_OTHER = re.compile(
    r"\b(?:should|must|need(?:s|ed)? to|would|if|unless|until|may|might|only|support(?:s|ed)? (?:action|the|a)|"
    r"withdrew|conflict|panel|author|rounded|reply|replied|declined|want(?:s|ed)?|wish(?:ed)?|arrested|charge|inquest|coroner|"
    r"either|yet|different|caught up|such|disciplinary|inquiry|intended|intends?|promise|wrong|blame|fault|"
    r"had a say|pseudonyms?|edited|"
    r"new incident|real|explained|said|understand(?:s|ing) (?:the|of) (?:case|report)|evidence (?:does|did)|"
    r"not (?:always )?(?:the|a|an|on|in|all|uncommon|necessarily|so|about|enough|mean|conclude))\b"
    r"|because\b|’t (?:always )?(?:mean|conclude)|^(?:Check|Give|Because|Although|While|When|Since|"
    r"Until|During|In addition|"
    r"Furthermore|Consequently)\b"
)
_GOOD = re.compile(
    r"\bno (?:concerns?|evidence of|complaints?|waiting|delays?|longer|doubt|reason|backlogs?|inquiry)\b", re.IGNORECASE
)


def is_absence(text: str) -> bool:
    """Return whether a sentence says what a service did not do or have, and not what is well that way."""
    found = any(pattern.search(text) for pattern in (_NO_THING, _NOBODY, _NOT_DONE))
    return found and not _OTHER.search(text) and not _GOOD.search(text)
