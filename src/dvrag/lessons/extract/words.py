"""The language of asking: who is told, by when, and whether a text asks for anything."""

from __future__ import annotations

import re
from functools import lru_cache

from dvrag.lessons.agencies.normalise import agencies_in
from dvrag.model.findings import AgencyClass
from dvrag.text.dates import dates
from dvrag.text.sentences import sentence_spans

_MODAL = (
    r"(?:should|must|ought\s+to|needs?\s+to|(?:is|are)\s+(?:asked|requested|required|invited|urged|recommended|encouraged)\s+to|"
    r"(?:is|are)\s+to|will|shall|to)"
)
_START = (
    r"(?:(?:by|within|from|before|no\s+later\s+than)\s[^,;]{3,60},\s*|with\s+immediate\s+effect,?\s*|immediately,?\s*)"
)
_THAT = (
    r"(?:(?:it\s+is\s+recommended|(?:we|the\s+(?:panel|review|author|inspectorate))\s+recommends?|that)\s+(?:that\s+)?)"
)
_SUBJECT = re.compile(rf"^{_THAT}?{_START}?(?P<who>[A-Z(\w][^.;:]{{1,140}}?)\s+{_MODAL}\s+\w", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:should|must|ought\s+to|needs?\s+to|(?:is|are)\s+(?:asked|requested|required|invited|urged|encouraged)\s+to)\b"
    r"|\bto\s+(?:ensure|review|consider|develop|provide|implement|establish|improve)\b|\brecommends?\s+that\b",
    re.IGNORECASE,
)
_IMPERATIVE = frozenset(
    """add adopt agree amend appoint arrange ask assess audit bring build carry change check clarify clear
    commission communicate complete conduct consider continue contact consult create decide deliver design
    develop disseminate embed employ enable end engage ensure establish evaluate examine expand explore extend
    facilitate fund give identify implement improve include increase inform introduce invest invite issue keep
    launch liaise make map monitor notify offer open prepare produce promote provide publish put raise refresh
    reinforce remind remove replace report request require revise review revisit roll send set share stop
    strengthen support take test train undertake update use work write""".split()
)
_SOON = re.compile(
    r"\b(?:with\s+immediate\s+effect|immediately|within\s+(?:the\s+next\s+)?(?:\w+|\d+)\s+(?:working\s+)?(?:days?|weeks?|months?|years?)(?=,|\s+of\s+(?:this|the)\s+(?:report|letter)|$)"
    r"|by\s+the\s+end\s+of\s+(?:the\s+)?[\w\s]{3,20}?\d{4})",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|before|from|no\s+later\s+than)\s+(?:the\s+end\s+of\s+)?$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|ha[sd]|have|does|do|did|doesn|don|isn|aren|should|must|can|cannot|who|which|not)\b",
    re.IGNORECASE,
)
_OF_A_THING = re.compile(
    r"^(?:the\s+|a\s+|an\s+)?(?!(?:chief\s+)?(?:officers?|constables?|heads?|directors?|chairs?|members?|leaders?|managers?|boards?|"
    r"departments?|office|college|colleges|ministry|service|services|forces?|police|agencies|staff)\b)[a-z][\w-]*\s+(?:\w+\s+){0,3}?"
    r"(?:to|of|by|from|between|in|on|within|with|at|for)\b|^(?:how|when|why|where|whether|if|not|good|each\s+of)\b",
)
"""A thing of an agency ("the quality of referrals from …"), which is not the agency."""
_OPENING = re.compile(r"(?P<who>[A-Z][^.:;?!]{2,110})(?:[.:]|\s[–—-])\s+(?=[A-Z])")
_STATES = re.compile(
    r"(?P<who>[A-Z][^.:;,]{2,80}?)\s+(?:is|are|does|do|did|has|have|needs?|cannot|can|fails?|must|should|isn|doesn)\b"
)
_LAST_BRACKET = re.compile(r"\((?P<who>[^()]{2,140})\)[.\s]*$")
_GENERIC = frozenset({AgencyClass.OTHER})
_FORCE = re.compile(
    r"^(?:the|each|every|all|any)?\s*(?:force|forces|constabulary|trust|council|board|partnership|group|commissioner|service|agenc(?:y|ies)|hub|officers?|authority|department|college)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def agency_named(text: str) -> bool:
    """Return whether a text names an agency or a body of a known class ("the force", "all GPs", "Marlshire Police")."""
    if len(text) > 200:
        return False
    return bool(_FORCE.match(text)) or any(agency.kind not in _GENERIC for agency in agencies_in(text))


def subject_of(text: str) -> str | None:
    """Return who should act by the first sentence of a text, as printed; None where no agency is its subject."""
    found = _SUBJECT.match(text)
    if not found:
        return None
    who = re.sub(r"^that\s+", "", found["who"].strip(" ,"), flags=re.IGNORECASE)
    if re.match(r"(?:when|if|where|once|after|before|as|until|to|in)\b", who, re.IGNORECASE):
        who = who.rpartition(", ")[2]
    first = who.partition(" ")[0].lower()
    plain = len(who.split()) <= 22 and not _VERB.search(who) and first not in _IMPERATIVE
    return who if plain and not _OF_A_THING.search(who) and agency_named(who) else None


def opening(text: str) -> tuple[str, int] | None:
    """Return the agency that a text opens with as a phrase of its own ("X Council. By May, …"), and its length."""
    found = _OPENING.match(text)
    return (
        (found["who"], found.end()) if found and not _VERB.search(found["who"]) and agency_named(found["who"]) else None
    )


def fails(text: str) -> str | None:
    """Return the agency of which a sentence states what it does or fails to do ("X Police does not …")."""
    found = _STATES.match(text)
    who = found["who"] if found else ""
    return who if who and not _OF_A_THING.search(who) and agency_named(who) else None


def last_bracket(text: str) -> str | None:
    """Return the agencies in brackets at the end of a text ("… each year. (Police, health)"), None for none."""
    found = _LAST_BRACKET.search(text)
    return found["who"] if found and agency_named(found["who"]) else None


def asks(text: str) -> bool:
    """Return whether a text asks for something: a modal verb, or a sentence that begins with a verb of doing."""
    first = re.match(r"[A-Za-z]+", text)
    return _ASKS.search(text) is not None or bool(first and first.group().lower() in _IMPERATIVE)


def deadline_in(text: str) -> str | None:
    """Return the time by which a text asks for something, as printed without "by"; None where it names none.

    One that begins a sentence comes before others, and the last of them stands at the end of a recommendation.
    """
    starts = {start for start, _ in sentence_spans(text)}
    named = [(d.start, text[d.start : d.end]) for d in dates(text)]
    due = [(start, shown, _BY.search(text[:start])) for start, shown in named]
    first = [(start, shown) for start, shown, by in due if by and by.start() in starts]
    inside = [(start, shown) for start, shown, by in due if by and by.group().lower().startswith(("by", "no later"))]
    soon = _SOON.search(text)
    if first:
        return first[0][1]
    if soon and soon.start() in starts:
        return soon.group()
    return inside[-1][1] if inside else None
