"""Which sentences can be read by themselves, by anybody, and which say more of harm than a question should."""

from __future__ import annotations

import re

from dvrag.training.prose.clauses import has_verb

SHORTEST, LONGEST = 9, 48
"""Words of a sentence."""
MOST_CHARACTERS = 300
"""Characters of a sentence, so that the question around it stays short."""

_COUNTS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_BODIES = (
    "Council|Police|Constabulary|Trust|Home|Office|Service|Homes|Partnership|Hospitals?|County|Borough|University|Panel"
    "|Board|Act|Court|Inspectorate|Commissioner|Charity|College|Law"
)
_DEPENDENT = re.compile(
    rf"^(?:he|she|it|they|we|i|you|him|her|his|hers|its|their|theirs|our|my|this|that|these|those|such|same|both"
    rf"|neither|each|either|another|others?|some|most|many|few|all|none|and|but|or|nor|so|yet|then|also|instead"
    rf"|however|therefore|thus|hence|consequently|additionally|furthermore|in addition"
    r"|subsequently|accordingly|moreover|similarly|later|earlier|afterwards|meanwhile|here|there|again|even"
    rf"|only|{_COUNTS}|yes|no one|nobody|nothing|if (?:so|not|one)|as (?:a result|above)|by then|at (?:the same"
    rf"|each)|not one|apart from|for example|in (?:each|both|all|none|another|{_COUNTS}|the (?:other|same))|(?:first"
    rf"|second|third|fourth|fifth|finally|lastly),|one of (?:them|these)|(?:the|a) further|to |(?:death|harm"
    rf"|injury) |keywords|selection|an? \w+ who \w+, and |the (?:first|second|third|fourth|fifth|sixth|last|next"
    rf"|same|others?|latter|former|rest|remaining|{_COUNTS}|decision|question|result|answer|reasons?|pattern|letter"
    rf"|form|entry|note|family|reply|order|record|log|report|task|case|offer|appointment|address|request|referral"
    rf"|meeting|incident|call|visit|change|gap|fund|plan|date|dose))\b",
    re.IGNORECASE,
)
"""Openings that lean on the sentence before, or that speak of something named there."""
_LEANING = re.compile(
    r"\b(?:this|these|those|such|as above|above|below|overleaf|the latter|the former|the same|likewise|did so|do so"
    r"|done so|therefore|also|too|neither of|of (?:these|those|them)|the others?|here|there it|ibid|(?:see"
    r"|in) (?:section|chapter|table|appendix|annex|paragraph)|appendix|annex [a-z]|table \d|figure \d|paragraph \d"
    r"|(?:report|call|incident|visit|recommendation|concern|lesson|finding|action)s? \(?\d+|in \d+\.\d"
    r"|\d+\.\d+ [a-z]\b|first took"
    r"|another (?!person|agency|adult|area|force|woman|man|service|report)\w+)\b|\([A-Z]\d+\)",
    re.IGNORECASE,
)
_EITHER = (
    r"victims?|child(?:ren)?|person|people|patients?|clients?|callers?|tenants?|officers?|doctors?|GPs?|nurses?"
    r"|workers?|partners?|survivors?|adults?|anyone|somebody|someone|anybody|each|advisers?|IDVAs?|chair|teachers?"
    r"|pupils?|parents?"
)
_ANYBODY = re.compile(
    r"\b(?:victims?|child(?:ren)?|person|people|patients?|clients?|callers?|tenants?|partners?|survivors?|adults?|anyone"
    r"|somebody|someone|anybody|each|pupils?|parents?|learners?|carers?|chair|student|suspect)\b"
)
_WOMAN = re.compile(r"\b(?:wom[ae]n|mothers?|daughters?|sisters?|girls?|wi(?:fe|ves)|midwi(?:fe|ves)|grandmothers?)\b")
_MAN = re.compile(r"\b(?:m[ae]n|fathers?|sons?|brothers?|boys?|husbands?|grandfathers?|boyfriend|stepson)\b")
_NAME = re.compile(
    rf"(?<=[\w,’] )(?!(?:{_MONTHS}|{_DAYS}|{_BODIES})\b)[A-Z][a-z]+\b|^[A-Z][a-z]+(?=’s| (?:was|had|said|told|asked"
    rf"|went|rang|reported|gave)\b)"
)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    rf"\b(?:{_EITHER}|[a-z]{{3,}}s|staff|police|force|family|team|wom[ae]n|m[ae]n|nobody|anybody|somebody)\b",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
_TOO_MUCH = re.compile(
    r"\b(?:kill|murder|stab|knife|knives|weapon|strangl|(?<!non-fatal )strangul|throttl|suffocat|chok|neck\b|throat"
    r"|breath|blood|bruis|wound|inju|rape|sexual|pinned|punch|kick|beat|burn|drown|hanged|hanging|overdos|self-harm"
    r"|harmed (?:him|her)self|cut (?:hand|lip|face|arm|head)|sore wrist|corpse|dead body|found dead)\w*",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"fictional|invented|copyright|©|\b0800\b|\b0808\b|\b999\b.{0,40}emergency|emergency.{0,40}\b999\b|content note"
    r"|www\.|@|for details|hampers|click",
    re.IGNORECASE,
)
_STRAY = re.compile(r"[a-z’]+ [a-z’]+, (?:\w+ )?(?:hours|days|weeks|months|years) (?:later|earlier|after\w*|before)\.$")
"""A time behind a comma that belongs to something left out."""
_OF_THE = re.compile(rf"\bof the (?:\d+|{_COUNTS})(?=[.,;:])", re.IGNORECASE)
_COUNT_LAST = re.compile(rf"\b(?:in|at|of|by) (?:only )?(?:\d+|{_COUNTS})\.$")
_COUNTED = re.compile(rf"\b(?:\d+|{_COUNTS}) [a-z]{{3,}}", re.IGNORECASE)
"""Numbers of things that are named ("20 records") and of things that are not ("six of the 31")."""
_NOTE_INSIDE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]|[a-z][.,]\d")


def stands_alone(sentence: str, shortest: int = SHORTEST) -> bool:
    """Return whether a sentence can be read by itself: whole, of a fair length, leaning on nothing, without detail."""
    words = sentence.split()
    if not shortest <= len(words) <= LONGEST or len(sentence) > MOST_CHARACTERS:
        return False
    if not sentence[0].isupper() or sentence[-1] not in ".!?" or "|" in sentence or "\n\n" in sentence:
        return False
    leans = any(pattern.search(sentence) for pattern in (_DEPENDENT, _LEANING, _OF_THE, _BOILERPLATE, _STRAY))
    last = _COUNT_LAST.search(sentence)
    leans = leans or (last is not None and not _COUNTED.search(sentence[: last.start()]))
    return not (leans or too_much(sentence) or unclear(sentence) or _broken(sentence))


def too_much(text: str) -> bool:
    """Return whether a text says more of violence or harm than a question should."""
    return _TOO_MUCH.search(text) is not None


def leans_at_its_start(sentence: str) -> bool:
    """Return whether a sentence begins with words that mean something named before it."""
    return _DEPENDENT.search(sentence) is not None


def unclear(sentence: str) -> bool:
    """Return whether a pronoun stands before anything that it can mean."""
    for pronoun, own in ((_SHE, _WOMAN), (_HE, _MAN)):
        found = pronoun.search(sentence)
        before = sentence[: found.start()] if found else ""
        if found and not any(pattern.search(before) for pattern in (_ANYBODY, own, _NAME)):
            return True
    several = _THEY.search(sentence)
    if several and not _SEVERAL.search(sentence[: several.start()]):
        return True
    something = _IT.search(sentence)
    return something is not None and len(sentence[: something.start()].split()) < 4


def _broken(sentence: str) -> bool:
    """Return whether it is no whole sentence: no verb, a label, marks that do not close, a note's mark inside."""
    if not has_verb(sentence) or ":" in sentence[:25]:
        return True
    pairs = (("“", "”"), ("(", ")"), ("[", "]"))
    unclosed = any(sentence.count(left) != sentence.count(right) for left, right in pairs)
    return unclosed or sentence.count('"') % 2 == 1 or _NOTE_INSIDE.search(sentence) is not None
