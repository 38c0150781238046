"""What a turn leaves unsaid: its matter, whom or what it is about, or nothing, where it stands alone."""

from __future__ import annotations

import re
from enum import StrEnum

from dvrag.answer.question.parse import Kind
from dvrag.answer.talk.taken import Turn
from dvrag.text.stems import stems

FEW = 1
"""Content words of a question up to which it does not say its own matter ("who was told")."""
KEYWORDS = 2
"""Content words from which a piece without a verb and without an opening is a query of keywords of its own."""
LONG_PIECE = 5
"""Content words above which a piece with an opening ("and …") is a query of its own."""
LIGHT = 2
"""Content words up to which "it", "that", "those" point to what was asked before."""


class Need(StrEnum):
    """What is to be taken from the questions before."""

    NOTHING = "nothing"
    PIECE = "piece"
    MATTER = "matter"
    SCOPE = "scope"


_ELLIPTIC = re.compile(
    r"\b(?:how\s+many|how\s+much|which)\s+(?:of\s+(?:those|these|them|it)\b|ones?\b)"
    r"|\bof\s+(?:those|these|them)\b|\bother\s+(?:examples?|reviews?|reports?|ones?)\b|\b(?:instead|else)$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"^(?:in\s+|for\s+|to\s+)?(?:how\s+many|which)\s+(?:was|were|did|had|have|has|are|is|do|does)\b", re.IGNORECASE
)
_POINTING = re.compile(
    r"\b(?:it|this|that|those|these)\b(?!\s+(?:review|report|inspection|letter|plan))", re.IGNORECASE
)
_PERSON = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_SOMEONE = re.compile(
    r"\b(?:an?|any|each|every|someone|somebody|if\s+the|when\s+the|where\s+the|victims?|wom[ae]n|mothers?|callers?|patients?|tenants?)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:anyone|anybody|everyone|someone|people|(?!(?:this|his)\b)(?!(?:was|is|has|does)\b)[a-z]+[^su\W]s)\b",
    re.IGNORECASE,
)
_EXISTS = re.compile(r"\b(?:are|is|were|was)\s+there\b|\bin\s+the\s+library\b", re.IGNORECASE)
_THERE = re.compile(r"\bthere\W*$", re.IGNORECASE)
_REMARK = re.compile(r"^(?:that|it|this|i|you|we)(?:['’](?:s|m|re|ve|ll))?\b", re.IGNORECASE)
_DONE = re.compile(r"^(?:did|was|were|had)\b", re.IGNORECASE)
_ANYWHERE = re.compile(r"\b(?:reviews|reports|inspections|forces|across|ever|anywhere|nationally)\b", re.IGNORECASE)
_THE = re.compile(r"\bthe\b", re.IGNORECASE)
_SAID = re.compile(r"\b(?:say|show|found|find|sure|stated?|so)\s+that$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:did|was|were|had|didn['’]t|wasn['’]t|weren['’]t)\b", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|that|this|these|those)\s+([a-z]+)\b(?!\s+(?:of|on|about|into|in|from)\b)", re.IGNORECASE
)
DOCUMENT = re.compile(
    r"\b(?:the|that|this|the\s+same|same)\s+(review|report|inspection|letter|action\s+plan|plan|guidance)\b"
    r"(?!\s+(?:of|on|about|into|in|from|for)\b)",
    re.IGNORECASE,
)
"""A report that is pointed to without its name."""
_ROLES = frozenset(
    stems(
        "victim perpetrator family panel author chair child daughter son mother father force inspector coroner killer "
        "couple household review report inspection letter plan practice"
    )
)


def need_of(turn: Turn, before: str) -> Need:
    """Return what a turn needs of the questions before; `before` is the last of them."""
    if turn.bare:
        return Need.MATTER
    if not turn.clause:
        return _need_of_piece(turn)
    if _elliptic(turn):
        return Need.MATTER
    if _EXISTS.search(turn.body) and not _PERSON.search(turn.body):
        return Need.NOTHING
    if turn.names:
        return Need.NOTHING
    if DOCUMENT.search(turn.body):
        return Need.SCOPE
    return _need_of_clause(turn, before)


def _need_of_piece(turn: Turn) -> Need:
    size = len(turn.content)
    if _REMARK.match(turn.body):
        return Need.NOTHING
    if turn.led:
        return Need.PIECE if size <= LONG_PIECE else Need.NOTHING
    if turn.names and size >= KEYWORDS - 1:
        return Need.NOTHING
    return Need.PIECE if size < KEYWORDS else Need.NOTHING


def _elliptic(turn: Turn) -> bool:
    if _ELLIPTIC.search(turn.body) or (_COUNTS.match(turn.body) and len(turn.content) <= LIGHT and not turn.names):
        return True
    return len(turn.content) <= LIGHT and _points(turn.body) and not _is_definition(turn)


def _need_of_clause(turn: Turn, before: str) -> Need:
    if _is_definition(turn):
        return Need.NOTHING
    if len(turn.content) <= FEW:
        return Need.MATTER
    pointed = _unexplained(_PERSON, _SOMEONE, turn.body) or _unexplained(_PEOPLE, _MANY, turn.body)
    if pointed or _THERE.search(turn.body) or _known(turn, before):
        return Need.SCOPE
    return Need.SCOPE if _of_a_case(turn) else Need.NOTHING


def _of_a_case(turn: Turn) -> bool:
    """Return whether a question is on what was done and does not say where: "Was a DASH completed?"."""
    short = _PAST.search(turn.body) if len(turn.content) <= LIGHT else None
    done = _DONE.match(turn.body) or short
    return done is not None and not turn.question.years and not _ANYWHERE.search(turn.body)


def _is_definition(turn: Turn) -> bool:
    personal = (
        re.search(r"\bthe\b", turn.body)
        or _PERSON.search(turn.body)
        or _PEOPLE.search(turn.body)
        or DOCUMENT.search(turn.body)
    )
    return turn.question.kind is Kind.DEFINITION and not personal and bool(turn.content)


def _points(text: str) -> bool:
    match = _POINTING.search(text)
    return match is not None and not re.search(
        r"\b(?:say|show|found|find|sure|state[sd]?|so)\s+that$", text[: match.end()]
    )


def _unexplained(pronouns: re.Pattern[str], people: re.Pattern[str], text: str) -> bool:
    """Return whether a pronoun stands before anyone in the same question whom it could mean."""
    match = pronouns.search(text)
    return match is not None and not people.search(text[: match.start()])


def _known(turn: Turn, before: str) -> bool:
    """Return whether a question on the past speaks of "the …" as of something that is known by what was asked."""
    if not _PAST.search(turn.body):
        return False
    known = _ROLES | set(stems(before))
    return any(set(stems(match[1])) & known for match in _DEFINITE.finditer(turn.body))
