"""Sentences that state a grade as the first words of a section: "Marlshire Police is good at preventing crime."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.lessons.judged.grades import EARLIER, WORDS, tidy
from dvrag.lessons.judged.headings import is_question, printed
from dvrag.lessons.judged.outline import Piece
from dvrag.lessons.judged.seen import Seen, Sign, key
from dvrag.model.documents import BlockKind
from dvrag.text.sentences import sentence_spans

OPENING = 3
"""Pieces under a heading among which a statement may stand, a grade on its own line not counted."""
LONGEST = 400
"""Characters of a statement, at most."""
NEAR = 1500
"""Characters between a statement and a grade under the same heading that belongs to it, at most."""
WORDY = 16
"""Words of what a statement judges, at most."""
UNBOXED = "Only the first sentence of the section gives this grade."
_IS = (
    r"(?:is|are|has been|have been|was|were)\s+(?:(?:graded|judged|assessed|rated)\s+(?:to be\s+|as\s+(?:being\s+)?)?)?"
)
_GRADED = rf"(?P<grade>{WORDS})"
_TO = r"\s+(?:at|in(?:\s+(?:terms|respect|relation)\s+(?:of|to))?|with\s+(?:regard|respect)\s+to|for|overall)\b"
_BODY = re.compile(r"\b(?:police|constabulary|fire and rescue service|probation service|youth justice service)\b")
_BEFORE_NAME = re.compile(r"^(?:overall,?|in general,?)?\s*(?:the\s+)?", re.I)
_STATEMENT = re.compile(
    rf"(?P<who>[^.;:?!]{{3,90}}?)(?:[’']s?\s+(?P<what>[^.;:?!]{{3,110}}?))?\s+(?:{_IS})?"
    rf"(?:overall\s+)?{_GRADED}(?P<to>{_TO})?",
    re.I,
)
_EXTENT = re.compile(
    rf"the extent to which (?P<who>.{{3,90}}?) (?:is|are|treats?|operates?)\b.{{5,240}}?\b(?:is\s+)?{_GRADED}\W*$", re.I
)
_GLUED = re.compile(rf"(?:{WORDS})\s+(?=[A-Z])", re.I)
"""A grade that a layout has put on the line of the statement."""
_ANY = re.compile(WORDS, re.I)
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
    """Return the statement of a grade in the first sentence of a text that begins at offset `start`; else None.

    `names` are the judged bodies in small letters; other subjects count only where they are a police force or the like.
    """
    glued = _GLUED.match(text)
    skipped = glued.end() if glued else 0
    text, start = text[skipped : skipped + 2 * LONGEST], start + skipped
    left, right = next(iter(sentence_spans(text)), (0, 0))
    sentence = text[left:right]
    if len(sentence) > LONGEST or not _ANY.search(sentence) or EARLIER.search(sentence) or _PAST.search(sentence):
        return None
    found = _EXTENT.match(sentence) or _STATEMENT.match(sentence)
    if not found or not _is_whole(found, sentence):
        return None
    who = found.group("who").strip()
    named = _is_name(who, names)
    if not named and not _GENERIC.fullmatch(who):
        return None
    at = " ".join(sentence[found.end() :].strip(" .").split())
    return Statement(who, named, tidy(found.group("grade")), at, start + left, start + right)


def _is_name(who: str, names: frozenset[str]) -> bool:
    """Return whether a subject names a body, and not some of its people or work."""
    bare = _BEFORE_NAME.sub("", who)
    ends = any(bare.lower().startswith(name) and len(bare.split()) <= len(name.split()) + 2 for name in names)
    police = _BODY.search(bare.lower()) is not None and bare[:1].isupper() and len(bare.split()) <= 6
    return ends or (police and not _GENERIC.match(who))


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
    lone = not any(seen.sign is Sign.SECTION for seen in (*whole, *left))
    judged = {seen.question for seen in (*whole, *left)}
    for piece, said in alone:
        if _stands_alone(piece, said, lone) and not judged & {printed(title) for title in (*piece.path, piece.heading)}:
            judged.add(printed(piece.heading))
            whole.append(_from_statement(piece, said, lone))
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


def _stands_alone(piece: Piece, said: Statement, lone: bool) -> bool:
    """Return whether a statement without a line of its own for the grade is a judgment of its section.

    In a report that prints such lines elsewhere (not `lone`) it must speak of what the heading names.
    """
    heading = piece.heading
    fits = said.named and piece.place <= 2 and is_question(heading) and not _OBSERVED.search(heading)
    return fits and len(said.at.split()) <= WORDY and (lone or not said.at or bool(key(heading) & key(said.at)))


def _from_statement(piece: Piece, said: Statement, lone: bool) -> Seen:
    sure, doubts = (0.85, ()) if lone else (0.7, (UNBOXED,))
    return Seen(
        Sign.SECTION, printed(piece.heading), said.grade, said.start, said.end, piece.section, said.who, sure, doubts
    )


def listed(pieces: Sequence[Piece], names: frozenset[str]) -> tuple[Seen, ...]:
    """Return the statements of a summary that lists them ("Orrin Police is good at …"), the question as they word it.

    For a report that prints its judgments in no other way.
    """
    found = []
    for piece in pieces:
        said = statement(piece.text, piece.start, names) if piece.place and not piece.grade else None
        if (
            said
            and said.named
            and said.at
            and len(said.at.split()) <= WORDY
            and said.end - said.start > len(piece.text) - 3
        ):
            doubt = ("The question is worded by the sentence; no heading or table prints it.",)
            found.append(
                Seen(Sign.PHRASE, said.at, said.grade, said.start, said.end, piece.section, said.who, 0.7, doubt)
            )
    return tuple(found) if len(found) > 1 else ()
