"""Grades in headings and in lines with a label: "Care leavers: good", "The overall judgement is inadequate"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvrag.lessons.judged.grades import EARLIER, OVERALL, WORDS, ending_grade, tidy
from dvrag.lessons.judged.headings import LONGEST_NAME, is_question, printed
from dvrag.lessons.judged.outline import Piece
from dvrag.lessons.judged.seen import Seen, Sign
from dvrag.lessons.judged.tables import is_lost_row
from dvrag.model.documents import BlockKind

_LABELLED = re.compile(rf"(?P<question>[^:;.?!]{{3,{LONGEST_NAME}}}?\??)\s*(?::|\s[–—-]\s|\s[(\[])\s*$")
_JUDGED = re.compile(
    rf"(?P<question>(?:the\s+)?(?:overall|graded)\s+judge?ments?(?:\s+(?:for|about|of|on)\s+(?P<of>.{{3,140}}?))?)"
    rf"(?:\s+(?:is|are)\s+|\s*[:–—-]\s+)(?:that\s+(?P<that>.{{2,120}}?)\s+)?(?:is\s+|are\s+)?(?P<grade>{WORDS})\W*",
    re.I,
)
_OFSTED = re.compile(
    rf"(?P<question>(?:the\s+experiences?\s+and\s+progress|the\s+impact\s+of\s+leaders|leadership,?\s+management|the\s+effectiveness"
    rf"\s+of|the\s+(?:local\s+safeguarding|lscb)|(?:local\s+authority\s+)?children[’']s\s+services|"
    rf"(?:the\s+)?arrangements\s+(?:for|to)|(?:the\s+)?overall\s+effectiveness)"
    rf"[^.:;]{{0,140}}?)\s+(?:(?:is|are)\s+)?(?P<grade>{WORDS})[\s.\d¹²³]*",
    re.I,
)
_ENOUGH = 2
"""Lines with a label that make each other a list of grades."""
_DATED = re.compile(r"\b(?:in|since|inspection|date)\b.*\b(?:19|20)\d\d\b", re.I)


def phrases(pieces: Sequence[Piece]) -> tuple[Seen, ...]:
    """Return the grades that headings and labelled lines print after the name of what is judged, in order of text."""
    found: list[Seen] = []
    lines: list[Seen] = []
    glued: list[Seen] = []
    for piece in pieces:
        if piece.kind is BlockKind.TABLE_ROW and "|" in piece.text:
            continue
        if piece.grade or len(piece.text) > 2 * LONGEST_NAME or EARLIER.search(piece.text):
            continue
        seen = _sentence(piece) or _labelled(piece)
        glued.extend(() if seen else _glued(piece))
        if seen and (seen.sign is Sign.HEADING or OVERALL.match(seen.question)):
            found.append(seen)
        elif seen:
            lines.append(seen)
    found.extend(lines if len(lines) >= _ENOUGH else ())
    found.extend(glued if len(glued) >= _ENOUGH else ())
    return tuple(sorted(found, key=lambda seen: seen.start))


def _labelled(piece: Piece) -> Seen | None:
    grade, at = ending_grade(piece.text)
    label = _LABELLED.match(piece.text[:at]) if grade else None
    if not label or _DATED.search(label.group("question")):
        return None
    question = printed(label.group("question"))
    is_heading = not piece.place
    if not is_question(question) or (not is_heading and len(question.split()) > 22):
        return None
    sign, sure = (Sign.HEADING, 0.95) if is_heading else (Sign.PHRASE, 0.8)
    return Seen(sign, question, grade, piece.start, piece.end, piece.section, "", sure)


def _glued(piece: Piece) -> tuple[Seen, ...]:
    """Return what a heading or short line says that ends with a grade in capitals ("Managing crime Good")."""
    grade, at = ending_grade(piece.text)
    if not at or not is_lost_row(piece) or not is_question(piece.text[:at]):
        return ()
    sure = 0.75 if piece.place else 0.85
    return (Seen(Sign.HEADING, printed(piece.text), grade, piece.start, piece.end, piece.section, "", sure),)


def _sentence(piece: Piece) -> Seen | None:
    judged = _JUDGED.fullmatch(piece.text)
    found = judged or _OFSTED.fullmatch(piece.text)
    short = not piece.place or piece.place <= 4
    if not found or not short:
        return None
    question = printed(judged.group("of") or judged.group("question")) if judged else printed(found.group("question"))
    sure = 0.92 if not piece.place else 0.85
    return Seen(Sign.HEADING, question, tidy(found.group("grade")), piece.start, piece.end, piece.section, "", sure)
