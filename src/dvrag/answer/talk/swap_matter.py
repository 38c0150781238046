"""A question asked again for another year or on another matter."""

from __future__ import annotations

import re

_PREPOSITIONS = r"(?:in|of|for|about|on|to|by|with|from|at|regarding|into)"
_YEAR = r"(?:19|20)\d{2}(?:[/–-]\d{2,4})?"
_DATED = re.compile(
    rf"(?:\b(?P<how>since|before|after|until|from|by|in|during|between)\s+)?(?:\b(?P<month>[A-Z][a-z]{{2,8}})\s+)?\b{_YEAR}"
)
_END = rf"(?=\s+(?:{_PREPOSITIONS}|are|is|was|were|when|if|that|who|since|before|after)\b|[,?]|$)"
_AGENCY = re.compile(
    r"\b(?:the\s+)?(?:police|gps?(?:\s+(?:practice|surgery))?|doctors?|practice|surgery|hospitals?|health(?:\s+(?:visitors?|services?))?|"
    r"housing(?:\s+(?:providers?|associations?|officers?))?|schools?|nurser(?:y|ies)|college|council|probation(?:\s+service)?|"
    r"(?:adult\s+|children['’]s\s+)?social\s+(?:care|services)|children['’]s\s+services|mental\s+health(?:\s+(?:services?|trust))?|"
    r"courts?|charit(?:y|ies)|midwi(?:fe|ves)|ambulance(?:\s+service)?|employers?|commissioners?|prosecutors?|cps|coroner)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"^(?P<how>{_PREPOSITIONS})\s+", re.IGNORECASE)
_MEANT = re.compile(r"^what\s+(?:does|do|did)\s+(?P<what>.+?)\s+(?:mean|stand\s+for)\b", re.IGNORECASE)
_IS = re.compile(r"^what(?:['’]s|\s+is|\s+are)\s+(?P<what>\S+(?:\s+\S+){0,3})$", re.IGNORECASE)
_STATE = re.compile(r"\b(?:are|is|was|were)\s+(?P<what>\S+(?:\s+\S+)?)$", re.IGNORECASE)
_SLOTS = ("about", "on", "regarding", "for", "with", "to", "at")
"""Prepositions behind which the matter of a question stands, the likeliest first."""
_SAYS = re.compile(
    r"\b(?:say|says|said|find|finds|found|learn|learned|recommend|recommends|recommended|conclude|concluded|know|known|do|"
    r"lessons?|learning|recommendations?|findings?)$",
    re.IGNORECASE,
)


def is_agency(text: str) -> bool:
    """Return whether a text is the common name of a kind of agency ("the GP practice", "health")."""
    return _AGENCY.fullmatch(text) is not None


def years_of(text: str) -> str | None:
    """Return the year of a text with the word before it ("since 2019"), None where it has none."""
    match = _DATED.search(text)
    return match.group() if match else None


def with_year(base: str, dated: str) -> str:
    """Return a question with another year, in place of its own or at its end."""
    new = _DATED.search(dated)
    old = _DATED.search(base)
    if new is None:
        return base
    if old is None:
        return f"{base} {dated if new['how'] else f'in {dated}'}"
    replaced = f"{old['how']} {dated}" if old["how"] and not new["how"] else dated
    if not old["how"] and new["how"]:  # "the 2018 inspection", "and in 2022?"
        replaced = dated[new.end("how") - new.start() :].strip()
    return base[: old.start()] + replaced + base[old.end() :]


def with_term(base: str, term: str) -> str | None:
    """Return a question on what another term means ("What is a DARDR", "a DHR"), None where no meaning was asked."""
    for pattern in (_MEANT, _IS):
        match = pattern.match(base)
        if match:
            return base[: match.start("what")] + term + base[match.end("what") :]
    return None


def with_matter(base: str, piece: str, taken: tuple[tuple[int, int], ...]) -> str | None:
    """Return a question with another matter, None where it has no place for one. `taken`: spans of its names.

    In turn: the same kind of agency, what stands behind the piece's own preposition, what stands behind another one, a
    state at the end ("are overdue"), or what is asked of words that say something ("What did the panel recommend").
    """
    lead = _LEADING.match(piece)
    matter = piece[lead.end() :] if lead else piece
    old = _AGENCY.search(base)
    if old and is_agency(matter) and not _touches(old.span(), taken):
        return base[: old.start()] + matter + base[old.end() :]
    order = ((lead["how"].lower(),) if lead else ()) + _SLOTS
    for word in dict.fromkeys(order):
        for match in reversed(list(re.finditer(rf"\b{word}\s+(?P<what>\S.*?){_END}", base, re.IGNORECASE))):
            if not _touches(match.span(), taken):
                return base[: match.start("what")] + matter + base[match.end("what") :]
    state = _STATE.search(base)
    if state and not _touches(state.span(), taken):
        return base[: state.start("what")] + piece
    if _SAYS.search(base):
        return f"{base} {piece if lead else f'about {matter}'}"
    return None


def _touches(span: tuple[int, int], taken: tuple[tuple[int, int], ...]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)
