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
_DATE = rf"(?:(?:the )?(?:end of )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH},? \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|\d{{4}})"
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
    r"it is (?:also )?recommended (?:that|for)|consideration (?:should|is to) be given to|as a matter of (?:course|urgency)|"
    r"(?:to )?(?:make sure|ensure|satisfy (?:itself|themselves)|seek assurance|assure (?:itself|themselves)|be satisfied|"
    r"see to it)(?: that)?|(?:to )?(?:continue to|consider how (?:best )?to|take steps to|work with partners to|put in place)|"
    r"(?:needs?|continues?) to improve|should improve|in order to|the following)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^(?P<who>[^.;:,]{2,90}?)(?:,[^,.;]{0,60},)? (?:should(?: now| also| always| not only)?|must|ought to|"
    r"(?:is|are) to|needs? to|to(?= (?:amend|agree|produce|develop|issue|review|introduce|commission|deliver|ensure|"
    r"add|embed|fund|provide|remind|include|set|put|establish|work|reach|consider|use|receive|complete|secure|seek|"
    r"identify|have|make|collect|adopt|record|share|train|appoint|create|agree|promote|raise|strengthen|implement|"
    r"audit|monitor|publish|undertake|explore|encourage|support|offer|build|report)\b))\s+",
)
_BODY = re.compile(
    r"\b(?:the )?(?:[A-Z][\w’'&-]+ ){1,6}(?:Police(?: Service)?|Constabulary|Council|Trust|Homes|Partnership|Board|Group|"
    r"Commissioner|Housing|Association|Authority|Hospitals?)\b"
)
_SPACE = re.compile(r"\s+")
_CUT = re.compile(r"; |: | – |, (?:and|but|so that|which|with|including|under which|in particular) | and (?=\w+ )")
_WORD = re.compile(r"\w+")


def gist(text: str, names: Iterable[str] = ()) -> str:
    """Return what a finding asks for or says, on one line; never empty where `text` is not.

    `names` are of areas, forces and bodies, which are left out like any agency's proper name.
    """
    plain = bare(text, names)
    parts = [_without_addressee(part) for part in sentences_of(plain)]
    found = _SPACE.sub(" ", " ".join(part for part in parts if part)).strip(" ,;:–-")
    return found if len(_WORD.findall(found)) > 1 else plain


def bare(text: str, names: Iterable[str] = ()) -> str:
    """Return a finding without its label, dates and proper names, its addressee in it."""
    said = _LABEL.sub("", _SPACE.sub(" ", text).strip())
    for name in sorted({name for name in names if len(name) > 3}, key=len, reverse=True):
        said = re.sub(rf"\b{re.escape(name)}(?:['’]s)?\b", " ", said)
    return _SPACE.sub(" ", _BODY.sub(" ", _BY_DATE.sub(" ", said))).strip() or text


def pieces(said: str) -> tuple[str, ...]:
    """Return the sentences of a gist, or the clauses of a long sentence; empty where it says one short thing."""
    found = sentences_of(said)
    if len(found) == 1 and len(_WORD.findall(said)) >= LONG:
        found = [part for part in _CUT.split(said) if len(_WORD.findall(part)) >= 6]
    if len(found) < 2:
        return ()
    longest = sorted(found, key=lambda part: -len(_WORD.findall(part)))[:MAX_PIECES]
    return tuple(part for part in found if part in longest)[:MAX_PIECES]


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, without surrounding space."""
    return [part for sentence in sentences(text) if (part := sentence.strip())]


def _without_addressee(sentence: str) -> str:
    said = _BOILER.sub(" ", sentence).strip(" ,")
    match = _ASKED.match(said)
    if match and len(_WORD.findall(said[match.end() :])) >= 4 and not said[match.end() :].startswith("be "):
        said = said[match.end() :]
    return _SPACE.sub(" ", said).strip(" ,")
