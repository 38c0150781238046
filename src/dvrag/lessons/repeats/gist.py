"""A finding without whom it is asked of, by when, and the phrases that open every recommendation: what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dvrag.text.sentences import sentences

MAX_PIECES = 2
"""Pieces of a long finding that are compared one by one, at most."""

LONG = 26
"""Words from which a single sentence is cut into pieces."""

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = (
    rf"(?:(?:the )?(?:end of )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH},? \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\d{{4}})"
)
_LABEL = re.compile(
    r"^\W*(?:(?:national |local |key )?(?:recommendation|lesson|learning point|area for improvement|cause of concern)s?"
    r"(?: (?:no\.? ?)?[A-Z]?\d+(?:\.\d+)*(?: ?[a-z]\b)?)?\s*(?:[\[(][^\])]{0,90}[\])])?\s*[:.–-]\s*)",
    re.IGNORECASE,
)
_BY_DATE = re.compile(
    rf"(?:^|,? )(?:with immediate effect|immediately|by {_DATE}|from {_DATE}|before {_DATE}|no later than {_DATE}|"
    r"within (?:the next )?(?:one|two|three|six|nine|twelve|\d+) (?:weeks?|months?)(?: of [^,.]{0,40})?)(?:,|(?=[ .]))",
    re.IGNORECASE,
)
_BOILER = re.compile(
    r"\b(?:(?:the )?(?:review )?(?:panel|review|report|author|inspectorate|chair)s? (?:also )?recommends?(?: that)?|"
    r"it is (?:also )?recommended (?:that|for)|consideration (?:should|is to) be given to|"
    r"as a matter of (?:course|urgency)|(?:to )?(?:make sure|ensure|satisfy (?:itself|themselves)|seek assurance|"
    r"assure (?:itself|themselves)|be satisfied|see to it)(?: that)?|"
    r"(?:to )?(?:continue to|consider how (?:best )?to|take steps to|work with partners to|put in place)|"
    r"(?:needs?|continues?) to improve|should improve|in order to|the following)\b",
    re.IGNORECASE,
)
_VERBS = (
    "add adopt agree amend appoint assess audit build check collect commission complete confirm consider "
    "create deliver develop embed encourage ensure establish explore fund give have identify implement "
    "improve include introduce issue make monitor offer prevent produce promote provide publish put raise "
    "reach receive record refer remind report require review secure seek set share speak strengthen "
    "support take tell train treat undertake update use work "
)
_VERB = "|".join(_VERBS.split())
_ASKED = re.compile(
    r"^(?P<who>[^.;:,]{2,90}?)(?:,[^,.;]{0,60},)? (?:should(?: now| also| always| not only)?|must|ought to|"
    rf"(?:is|are) to|needs? to|to(?= (?:{_VERB})\b))\s+",
)
_BODY = re.compile(
    r"\b(?:the )?(?:[A-Z][\w’'&-]+ ){1,6}(?:Police(?: Service)?|Constabulary|Council|Trust|Homes|Partnership|Board|"
    r"Group|Commissioner|Housing|Association|Authority|Hospitals?)\b"
)
_ASKS = re.compile(r"\b(?:should|must|ought|needs? to|is to|are to|to be|never|always|has to|have to)\b", re.IGNORECASE)
_TARGET = re.compile(r"\b(?:Target date|Lead|Cost|Estimated cost|Deadline)s?: [^.]{0,60}(?:\.|$)")
_CUT = re.compile(
    rf"; |: | – |,? and (?=(?:should|that|to|an end to|{_VERB})\b)|,? so that |"
    r", (?:but|which|with|including|under which) "
)
_AGENCY = re.compile(
    r"\b(?:police|force|forces|constabulary|officers?|chief constables?|councils?|authorit(?:y|ies)|trusts?|boards?|"
    r"partnerships?|agenc(?:y|ies)|services?|office|panel|groups?|staff|practitioners?|professionals?|"
    r"government|commissioners?|partners?|organisations?|department|care|NHS|ICB|CCG|CSP|PCC|the two|charity|managers?|"
    r"supervisors?|workers|team|teams|lead)\b",
    re.IGNORECASE,
)
_NOT_AGENCY = re.compile(
    r"\b(?:no|every|each|all|victims?|child|children|of|by|who|where|that|any|actions?)\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:was|were|had|did|been)\b", re.IGNORECASE)
_OPENING = re.compile(r"^(?:(?:should|must|ought to|needs? to|is to|are to|to|that|the)\b[ ,]*)+", re.IGNORECASE)
_TRAILING = re.compile(r"\s*\([^()]{0,140}\)\s*\.?\s*$")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


def gist(text: str, names: Iterable[str] = ()) -> str:
    """Return what a finding asks for or says, on one line; never empty where `text` is not.

    `names` are of areas, forces and bodies, which are left out like any agency's proper name.
    """
    plain = bare(text, names)
    parts = [_without_addressee(part) for part in _telling(sentences_of(plain))]
    found = _SPACE.sub(" ", " ".join(part for part in parts if part)).strip(" ,;:–-")
    return found if len(_WORD.findall(found)) > 1 else plain


def bare(text: str, names: Iterable[str] = ()) -> str:
    """Return a finding without its label, dates and proper names, its addressee in it."""
    said = _TARGET.sub("", _LABEL.sub("", _SPACE.sub(" ", text).strip()))
    for name in sorted({name for name in names if len(name) > 3}, key=len, reverse=True):
        said = re.sub(rf"\b{re.escape(name)}(?:['’]s)?\b", " ", said)
    said = _SPACE.sub(" ", _BODY.sub(" ", _BY_DATE.sub(" ", _TRAILING.sub(".", said)))).strip()
    return said if len(_WORD.findall(said)) > 1 else text


def _telling(found: list[str]) -> list[str]:
    """Return the first sentence and those that ask; a lesson's story between them is left out."""
    if len(found) <= 2:
        return found
    asking = [part for part in found[1:] if _ASKS.search(part) or not _PAST.search(part)]
    return [found[0], *(asking or found[-1:])]


def pieces(said: str) -> tuple[str, ...]:
    """Return the sentences of a gist, or the clauses of a long sentence; empty where it says one short thing."""
    found = [part for part in sentences_of(said) if len(_WORD.findall(part)) > 2]
    if len(found) == 1 and len(_WORD.findall(said)) >= LONG:
        found = [part for part in _CUT.split(said) if len(_WORD.findall(part)) >= 6]
    if len(found) < 2:
        return ()
    return (found[0], max(found[1:], key=lambda part: len(_WORD.findall(part))))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, without surrounding space."""
    return [part for sentence in sentences(text) if (part := sentence.strip())]


def _without_addressee(sentence: str) -> str:
    said = _BOILER.sub(" ", sentence).strip(" ,")
    match = _ASKED.match(said)
    if match and _names_agency(match["who"]):
        said = said[match.end() :]
    opened = _OPENING.sub("", said)
    return _SPACE.sub(" ", opened if len(_WORD.findall(opened)) > 2 else said).strip(" ,")


def _names_agency(who: str) -> bool:
    return bool(_AGENCY.search(who)) and not _NOT_AGENCY.search(who)
