"""Who is meant: whether a phrase is a body that can act, and the body with which a sentence begins."""

from __future__ import annotations

import re
from functools import lru_cache

from dvrag.lessons.agencies.catalogue import hits, singular, tokens
from dvrag.model.findings import AgencyClass

_HEADS = frozenset(
    """academy agency alliance assembly association authority board body cabinet centre chair chairperson chief
    clinician coalition college colleague commission commissioner committee community company constable
    constabulary consortium consultant coordinator corporation council counsellor court department
    directorate director doctor employer executive federation force forum foundation government governor gp
    group hospital hub inspector inspectorate institute leader lead local-authority magistrate manager
    midwife minister ministry network nurse office officer organisation panel parliament partner partnership
    pharmacist physician police practice practitioner president prison professional professionals programme
    provider psychiatrist regulator school secretary senate sergeant service solicitor staff supervisor
    supplier surgery surgeon teacher team trust unit university worker head nhs ambulance constabularies
    bank charity church club diocese landlord ombudsman refuge society army navy
    marac mappa mash csp icb ccg""".split()
)
"""Nouns, as `singular` gives them, that a phrase for a body or a post ends with."""
_DETERMINERS = re.compile(
    r"^(?:(?:the|a|an|all|each|every|both|any|some|most|many|other|relevant|local|these|those|its|their|our|this)\s+)+",
    re.IGNORECASE,
)
_NOT_FIRST = frozenset(
    """after although as at because before by consideration despite during for from good how if in inconsistent
    insufficient lack not of on once since some-of that there through to together under unless until what
    when where whether while why with within work""".split()
)
_CUT = re.compile(
    r"\s+(?:in|at|for|from|with|within|across|to|on|by|of|under|during|between|outside|throughout|via|who|which|whose|"
    r"that|responsible|accessing|attending|receiving|using|about|working|involved|providing|when|where|should)\b|\s*\(|,\s*(?:working|in|through|together|as|with|"
    r"including|alongside|via|led)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b)\s*", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:,\s*|\s+)(?:working|in\s+(?:partnership|conjunction|consultation|collaboration)|through|together\s+with|as\s+part|alongside|via|who|"
    r"which|whose|at\s+a\s+\w+\s+level)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_SMALL = frozenset("of and for the in on to with & at".split())
_PRACTISING = frozenset({"gp", "general", "medical", "dental", "family", "local"})
_LONGEST_HEAD = 9


@lru_cache(maxsize=8192)
def is_body(phrase: str) -> bool:
    """Return whether a phrase as a whole names a body or post that can act ("all GPs", "X Police").

    A thing of a body ("police referrals", "the quality of supervision") is none.
    """
    text = _DETERMINERS.sub("", phrase.strip())
    first = text.split(" ", 1)[0].lower().strip(",")
    if not text or re.match(r"practice\s+(?:by|of|in|around)\b", text, re.I) or first in _NOT_FIRST or len(text) > 250:
        return False
    pieces = [piece for piece in _AND.split(_CUT.split(text, maxsplit=1)[0]) if piece]
    heads = [_is_head(piece) for piece in pieces]
    return any(heads) and all(head or _is_name(piece) for head, piece in zip(heads, pieces, strict=True))


@lru_cache(maxsize=8192)
def is_named(phrase: str) -> bool:
    """Return whether a phrase is written like a name: two capitalised words or more, or an acronym."""
    text = _DETERMINERS.sub("", phrase.strip())
    return len(text.split()) <= 8 and _is_name(text) and (len(text.split()) > 1 or text.isupper()) and len(text) > 2


def ends_body(word: str) -> bool:
    """Return whether a word may be the last of a body's name ("Ormsdale Council services")."""
    named = tokens(word)
    return bool(named) and (named[0].norm in _HEADS or bool(hits(named)))


def without_tail(phrase: str) -> str:
    """Return a body without how it should act ("X Council, working with its partners" → "X Council")."""
    return _TAIL.sub("", phrase).strip(" ,:")


def _is_head(piece: str) -> bool:
    head = _CUT.split(_DETERMINERS.sub("", piece.strip()), maxsplit=1)[0]
    words = tokens(head)
    if not words or len(words) > _LONGEST_HEAD:
        return False
    last = words[-1].norm
    if last == "practice" and len(words) > 1 and words[-2].norm not in _PRACTISING:
        return False
    if last in _HEADS or singular(words[-1].text) in _HEADS:
        return True
    return any(hit.last == len(words) and hit.kind.cls is not AgencyClass.OTHER for hit in hits(words))


def _is_name(text: str) -> bool:
    words = [word for word in re.findall(r"[\w&’'-]+", text) if word.lower() not in _SMALL]
    return bool(words) and all(word[0].isupper() or word[0].isdigit() for word in words)
