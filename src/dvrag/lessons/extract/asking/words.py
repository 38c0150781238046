"""The language of asking: who is told, by when, and whether a text asks for anything."""

from __future__ import annotations

import re
from functools import lru_cache

from dvrag.lessons.agencies.normalise import agencies_in
from dvrag.lessons.extract.asking.bodies import ends_body, is_body, is_named, without_tail
from dvrag.model.findings import AgencyClass
from dvrag.text.dates import dates
from dvrag.text.sentences import sentence_spans

_MODALS = (
    r"(?:should|must|ought\s+to|needs?\s+to|will\s+need\s+to|(?:is|are)\s+(?:asked|requested|required|invited|urged|recommended|"
    r"encouraged)\s+to|(?:is|are)\s+to|shall|will)"
)
_MODAL = re.compile(rf"\s+(?:also\s+|now\s+|therefore\s+|each\s+|both\s+|all\s+)?{_MODALS}(?!\w)", re.IGNORECASE)
_THAT = re.compile(
    r"^(?:(?:it\s+is\s+(?:therefore\s+|also\s+)?recommended|(?:we|i|it|the\s+(?:[\w-]+\s+)?"
    r"(?:panel|review|author|authors|reviewers?|inspectorate|chair|report|office|inquiry|commission|board|coroner|ombudsman)|"
    r"(?:the\s+)?(?-i:[A-Z]{3,8}))\s+"
    r"(?:also\s+|therefore\s+|further\s+|strongly\s+)?recommends?)(?:,[^,]{3,60},)?\s+(?:that,?\s+)?|that\s+|for\s+(?=\S+(?:\s+\S+){0,9}?\s+to\s+\w))",
    re.IGNORECASE,
)
_START = re.compile(
    r"^(?:(?:by|within|from|before|in|no\s+later\s+than|following|as\s+part\s+of|when|if|where|once|after|until|as|to|over)\s[^,;.:]{2,160},\s*|with\s+immediate\s+effect,?\s*"
    r"|immediately,?\s*)",
    re.IGNORECASE,
)
_CLAUSE = 200
"""Characters in which the subject of a sentence must end."""
_ASKS = re.compile(
    r"\b(?:should|must|ought\s+to|needs?\s+to|(?:is|are)\s+(?:asked|requested|required|invited|urged|encouraged)\s+to)\b"
    r"|\bto\s+(?:ensure|review|consider|develop|provide|implement|establish|improve)\b|\brecommend(?:s|ed)?\s+that\b"
    r"|^(?:that|to)\s+\w",
    re.IGNORECASE,
)
_IMPERATIVE = frozenset(
    """act add address adopt agree amend appoint arrange ask assess audit bring build carry change check
    clarify clear commission communicate brief prioritise standardise formalise incorporate integrate align
    abolish lobby liaise nominate name designate roll reduce speed simplify streamline restore recruit
    protect preserve obtain measure manage investigate inspect host flag facilitate exchange emphasise
    encourage draft document distribute display deploy demonstrate define coordinate contribute consult
    confirm conclude compile combine collaborate clear cascade capture broaden assure apply analyse alert
    advise acknowledge accept promote complete conduct consider continue contact consult create decide
    deliver design develop disseminate embed employ enable end engage ensure establish evaluate examine
    expand explore extend facilitate fund give identify implement improve include increase inform introduce
    invest invite issue keep launch liaise make map monitor notify offer open prepare produce promote
    provide publish put raise refresh reinforce remind remove replace report request require revise review
    revisit roll send set share stop strengthen support take test train undertake update use work write seek
    secure hold take commit collate record cease remain hear meet have adapt enhance enforce explain enquire
    gather match recognise refer respond return reinstate sign sustain teach treat visit follow escalate
    discuss dip allocate""".split()
)
_NOT_DONE = frozenset(
    "the a an all any each every this that these those their its our his her children young people adults older".split()
)
_SOON = re.compile(
    r"\b(?:with\s+immediate\s+effect|immediately|within\s+(?:the\s+next\s+)?(?:\w+|\d+)\s+(?:working\s+)?(?:days?|weeks?|months?|years?)(?=,|\s+of\s+(?:this|the)\s+(?:report|letter)|$)"
    r"|by\s+the\s+end\s+of\s+(?:the\s+)?[\w\s]{3,20}?\d{4})",
    re.IGNORECASE,
)
_AT_LAST = re.compile(r"\bwithin\s+(?:the\s+next\s+)?\w+\s+(?:months?|years?)(?=\.$)", re.IGNORECASE)
"""A span of time that ends a recommendation; days and weeks there are mostly part of what is asked."""
_ASIDE = re.compile(r"\brecommends?\s+that,?\s+$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|before|from|no\s+later\s+than)\s+(?:the\s+end\s+of\s+)?$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|ha[sd]|have|does|do|did|doesn|don|isn|aren|should|must|can|cannot|who|which|not"
    r"|asked|told|urged|invited|required|wanted|made|met|agreed|decided|found|noted|failed|tried)\b",
    re.IGNORECASE,
)
_THINGS = frozenset(
    """training enquiry review reviews assessment assessments law scheme plan plans policy referral referrals
    guidance strategy protocol procedure procedures record records form forms campaign meeting meetings
    audit audits information victims people children adults families friends men women perpetrators act
    order orders abuse report reports process processes pathway pathways""".split()
)
"""Last words of a capitalised phrase that names no body."""
_OPENING = re.compile(r"(?P<who>[A-Z][^.:;?!]{2,110})(?:(?:[.:]|\s[–—-])\s+(?=[A-Z])|:\s+(?=[a-z]))")
_RUN_IN = re.compile(r"[A-Z][^.:;?!]{2,60}[.:]\s+(?=[A-Z])")
_STATES = re.compile(
    r"(?P<who>[A-Z][^.:;,]{2,80}?)\s+(?:is|are|does|do|did|has|have|needs?|cannot|can|fails?|must|should|isn|doesn)\b"
)
_LAST_BRACKET = re.compile(r"\((?P<who>[^()]{2,140})\)[.\s]*$")
_GENERIC = frozenset({AgencyClass.OTHER})
_FORCE = re.compile(
    r"^(?:the|each|every|all|any)?\s*(?:force|forces|constabulary|trust|council|board|partnership|practice|surgery|school|college|university|hospital|group|commissioner|service|agenc(?:y|ies)|hub|officers?|authority|department|college)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def agency_named(text: str) -> bool:
    """Return whether a text names an agency or a body of a known class ("the force", "all GPs", "Marlshire Police")."""
    if len(text) > 200:
        return False
    return bool(_FORCE.match(text)) or is_body(text) or any(agency.kind not in _GENERIC for agency in agencies_in(text))


def subject_of(text: str) -> str | None:
    """Return who should act by the first sentence of a text, as printed; None where no body is its subject.

    A few words without a verb before that sentence are its title ("Repeat calls. The police should …").
    """
    clause = _THAT.sub("", text)
    that = clause != text
    start = _START.match(clause)
    body = _acting(clause[start.end() :], that=that) if start else None
    body = body or _acting(clause, that=that)
    body = body or (_before_colon(clause) if that and clause.endswith(":") else None)
    head = _RUN_IN.match(text) if body is None else None
    said = head is not None and (_VERB.search(head.group()) or asks(head.group()))
    return subject_of(text[head.end() :]) if head and not said else body


def _before_colon(clause: str) -> str | None:
    """Return the body that is all a clause holds before its colon, beside by when ("within six months, the force:")."""
    who = without_tail(_START.sub("", clause).rstrip(": "))
    return who if is_body(who) or is_named(who) else None


def _acting(clause: str, *, that: bool) -> str | None:
    """Return the body before the verb of a clause; after "that" the verb may be plain ("the council records …")."""
    clause = re.sub(r"^that\s+", "", clause, flags=re.IGNORECASE)[:_CLAUSE]
    modal = _MODAL.search(clause)
    before = clause[: modal.start()] if modal else ""
    if before and not re.search(r"[.;:]\s|[?!]", before):
        passive = modal is not None and re.match(r"\s*(?:\w+ly\s+)?be\b", clause[modal.end() :])
        who = without_tail(before)
        if (
            is_body(who) or (is_named(who) and not passive and who.split()[-1].lower() not in _THINGS)
        ) and not _VERB.search(who):
            return who
    return _before_verb(clause, plain=that)


def _before_verb(clause: str, *, plain: bool) -> str | None:
    words = list(re.finditer(r"[\w’'/&()-]+,?", clause))
    for i, word in enumerate(words[1:16], 1):
        said = word.group().lower()
        to = said == "to" and i + 1 < len(words) and _may_do(words[i + 1].group())
        if not (to or (plain and said.isalpha() and (_is_verb(said) or said.endswith("s")))):
            continue
        who = without_tail(re.sub(r"\s+\w+ly$", "", clause[: word.start()].rstrip()))
        if not to and ends_body(said) and is_body(clause[: word.end()]):
            continue
        if (
            (is_body(who) or (to and is_named(who)))
            and not _VERB.search(who)
            and who.split()[0].lower() not in _IMPERATIVE
        ):
            return who
    return None


def _may_do(word: str) -> bool:
    """Return whether a word after "to" may be a verb."""
    return (
        word.islower() and word.isalpha() and word not in _NOT_DONE and (not word.endswith("s") or word in _IMPERATIVE)
    )


def _is_verb(word: str) -> bool:
    """Return whether a word is a verb of doing, plain or in the third person ("record", "records", "identifies")."""
    stems = {word, word[:-1], word[:-2], word[:-3] + "y"} if word.endswith("s") else {word}
    return bool(stems & (_IMPERATIVE | {"take", "have", "hold", "adds", "record", "consider", "seek"}))


def opening(text: str) -> tuple[str, int] | None:
    """Return the agency that a text opens with as a phrase of its own ("X Council. By May, …"), and its length."""
    found = _OPENING.match(text)
    who = found["who"] if found else ""
    named = is_body(who) or (agency_named(who) and not who.split()[0].endswith("ing"))
    said = _VERB.search(who) or re.search(r"\brecommends?\b", who)
    return (who, found.end()) if found and named and not said else None


def fails(text: str) -> str | None:
    """Return the agency of which a sentence states what it does or fails to do ("X Police does not …")."""
    found = _STATES.match(text)
    who = found["who"] if found else ""
    return who if who and is_body(who) else None


def last_bracket(text: str) -> str | None:
    """Return the agencies in brackets at the end of a text ("… each year. (Police, health)"), None for none."""
    found = _LAST_BRACKET.search(text)
    return found["who"] if found and agency_named(found["who"]) else None


def asks(text: str) -> bool:
    """Return whether a text asks for something: a modal verb, or a sentence that begins with a verb of doing."""
    first = re.match(r"[A-Za-z]+", text)
    return _ASKS.search(text) is not None or bool(first and first.group().lower() in _IMPERATIVE)


def commands(text: str) -> bool:
    """Return whether a text begins with a verb of doing ("Review …"), or with "to" or "that"."""
    return begins_doing(text) or re.match(r"(?:to|that)\b", text, re.IGNORECASE) is not None


def begins_doing(text: str) -> bool:
    """Return whether a text begins with a verb of doing ("Review …")."""
    first = re.match(r"[A-Za-z]+", text)
    return bool(first and first.group().lower() in _IMPERATIVE)


_STATED = re.compile(
    r"\b(?:target\s+date|deadline|timescales?|complet(?:e|ed|ion)\s+by|due(?:\s+date)?|by\s+when)\s*[:–—-]\s*(?P<when>[^.;|\n]{3,60})",
    re.I,
)


def deadline_in(text: str) -> str | None:
    """Return the time by which a text asks for something, as printed without "by"; None where it names none.

    One that begins a sentence comes before others, and the last of them stands at the end of a recommendation.
    """
    stated = _STATED.search(text)
    if stated:
        return stated["when"].strip()
    starts = {start for start, _ in sentence_spans(text)}
    named = [(d.start, text[d.start : d.end]) for d in dates(text)]
    due = [(start, shown, _BY.search(text[:start])) for start, shown in named]
    first = [(start, shown) for start, shown, by in due if by and by.start() in starts]
    inside = [(start, shown) for start, shown, by in due if by and by.group().lower().startswith(("by", "no later"))]
    soon = _SOON.search(text)
    if first:
        return first[0][1]
    if soon and (soon.start() in starts or _ASIDE.search(text[: soon.start()])):
        return soon.group()
    last = _AT_LAST.search(text) if not inside else None
    return inside[-1][1] if inside else last.group() if last else None
