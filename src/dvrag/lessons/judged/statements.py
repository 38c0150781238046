"""Sentences that state a grade as the first words of a section: "Marlshire Police is good at preventing crime."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.lessons.judged.boxes import is_question, printed
from dvrag.lessons.judged.grades import EARLIER, WORDS, tidy
from dvrag.lessons.judged.outline import Piece
from dvrag.lessons.judged.seen import Seen, Sign
from dvrag.model.documents import BlockKind
from dvrag.text.sentences import sentence_spans

OPENING = 3
"""Pieces under a heading among which a statement may stand, a grade on its own line not counted."""
LONGEST = 400
"""Characters of a statement, at most."""
NEAR = 1500
"""Characters between a statement and a grade under the same heading that belongs to it, at most."""
_IS = r"(?:is|are|has been|have been|was|were)\s+(?:(?:graded|judged|assessed|rated)\s+(?:to be\s+|as\s+(?:being\s+)?)?)?"
_GRADED = rf"(?P<grade>{WORDS})"
_TO = r"\s+(?:at|in(?:\s+(?:terms|respect|relation)\s+(?:of|to))?|with\s+(?:regard|respect)\s+to|for|overall)\b"
_BODY = re.compile(
    r"\b(?:police|constabulary|police service|fire and rescue service|service|council|authority|partnership|trust|force)\b"
)
_STATEMENT = re.compile(
    rf"(?P<who>[^.;:?!]{{3,90}}?)(?:[’']s?\s+(?P<what>[^.;:?!]{{3,110}}?))?\s+(?:{_IS})?(?:overall\s+)?{_GRADED}(?P<to>{_TO})?", re.I
)
_EXTENT = re.compile(rf"the extent to which (?P<who>.{{3,90}}?) (?:is|are|treats?|operates?)\b.{{5,240}}?\b(?:is\s+)?{_GRADED}\W*$", re.I)
_GLUED = re.compile(rf"(?:{WORDS})\s+(?=[A-Z])", re.I)
"""A grade that a layout has put on the line of the statement."""
_PAST = re.compile(r"\b(?:was|were)\s+(?!judged|graded|assessed|rated)", re.I)
_OBSERVED = re.compile(r"observations|overview|summary|introduction|context|progress|about|method|foreword", re.I)
_GENERIC = re.compile(r"(?:the|this|our)\s+(?:force|constabulary|service|police|authority|council)\b", re.I)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that states a grade: who is judged as printed, whether that is a name, and what at."""

    who: str
    named: bool
    grade: str
    at: str
    start: int
    end: int


def statement(text: str, start: int, names: frozenset[str]) -> Statement | None:
    """Return the statement of a grade that the first sentence of a text makes, which begins at offset `start`; else None.

    `names` are the judged bodies in small letters; other subjects count only where they are a police force or the like.
    """
    glued = _GLUED.match(text)
    skipped = glued.end() if glued else 0
    text, start = text[skipped : skipped + 2 * LONGEST], start + skipped
    left, right = next(iter(sentence_spans(text)), (0, 0))
    sentence = text[left:right]
    if len(sentence) > LONGEST or EARLIER.search(sentence) or _PAST.search(sentence):
        return None
    found = _EXTENT.match(sentence) or _STATEMENT.match(sentence)
    if not found or not _is_whole(found, sentence):
        return None
    who = found.group("who").strip()
    named = any(name in who.lower() for name in names) or (
        _BODY.search(who.lower()) is not None and not _GENERIC.match(who) and who[:1].isupper()
    )
    if (not named and not _GENERIC.fullmatch(who)) or len(who.split()) > 9:
        return None
    at = " ".join(sentence[found.end() :].strip(" .").split())
    return Statement(who, named, tidy(found.group("grade")), at, start + left, start + right)


def _is_whole(found: re.Match[str], sentence: str) -> bool:
    """Return whether the grade is what the sentence says of its subject: "at …" follows, or nothing."""
    groups = found.groupdict()
    if groups.get("to"):
        return True
    rest = sentence[found.end("grade") :].strip(" .’”\"'")
    return not rest and (groups.get("what") is not None or found.re is _EXTENT or "judged" in sentence)


def statements(pieces: Sequence[Piece], names: frozenset[str]) -> tuple[tuple[Piece, Statement], ...]:
    """Return the statements that open a section, each with its piece."""
    found = []
    for piece in pieces:
        if not 0 < piece.place <= OPENING or piece.grade or piece.kind is BlockKind.TABLE_ROW:
            continue
        stated = statement(piece.text, piece.start, names)
        if stated:
            found.append((piece, stated))
    return tuple(found)


def joined(stated: Sequence[tuple[Piece, Statement]], boxed: Sequence[Seen]) -> tuple[Seen, ...]:
    """Return the judgments of sections: every box, with the statement that says the same, and statements without one.

    A statement joins a box under the same heading, or the box of the same grade that next closes a section. One without
    a box counts where it names the body and opens a section that can be a question, outside every judged section.
    """
    left = list(boxed)
    whole: list[Seen] = []
    alone: list[tuple[Piece, Statement]] = []
    for piece, said in _last_of_each(stated):
        box = _box_of(piece, said, left)
        if box is None:
            alone.append((piece, said))
            continue
        left.remove(box)
        whole.append(_with_statement(box, piece, said))
    judged = {seen.question for seen in (*whole, *left)}
    for piece, said in alone:
        if _stands_alone(piece, said) and not judged & {printed(title) for title in (*piece.path, piece.heading)}:
            judged.add(printed(piece.heading))
            whole.append(_from_statement(piece, said))
    return (*whole, *left)


def _last_of_each(stated: Sequence[tuple[Piece, Statement]]) -> list[tuple[Piece, Statement]]:
    """Return the statements, of those that say the same in the same words only the last."""
    last = {(said.grade, said.at.lower() or said.start): said.start for _, said in stated}
    return [(piece, said) for piece, said in stated if said.start in last.values()]


def _box_of(piece: Piece, said: Statement, boxed: Sequence[Seen]) -> Seen | None:
    heading = printed(piece.heading)
    for box in boxed:
        if box.question == heading and box.sign is Sign.SECTION and abs(box.start - said.start) < NEAR:
            return box
    closing = next((box for box in boxed if box.start > said.start), None)
    if closing is None or closing.sign is not Sign.CLOSING or not is_question(heading):
        return None
    return closing if closing.grade == said.grade else None


def _with_statement(box: Seen, piece: Piece, said: Statement) -> Seen:
    who = said.who if said.named else ""
    if box.grade != said.grade:
        doubt = f"The line of the grade says “{box.grade}”, the sentence beside it “{said.grade}”."
        return Seen(Sign.SECTION, box.question, box.grade, box.start, box.end, box.section, who, 0.6, (doubt,))
    question = printed(piece.heading) if box.sign is Sign.CLOSING else box.question
    doubts = box.doubts if box.sign is Sign.SECTION else ()
    sure = 0.9 if doubts else 0.98
    return Seen(Sign.SECTION, question, said.grade, said.start, said.end, piece.section, who, sure, doubts)


def _stands_alone(piece: Piece, said: Statement) -> bool:
    heading = piece.heading
    return said.named and piece.place <= 2 and is_question(heading) and not _OBSERVED.search(heading)


def _from_statement(piece: Piece, said: Statement) -> Seen:
    return Seen(Sign.SECTION, printed(piece.heading), said.grade, said.start, said.end, piece.section, said.who, 0.85)
