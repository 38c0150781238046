"""Grades that stand alone on a line: under the heading of their question, beside its name, or closing its section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from dvrag.lessons.judged.grades import OVERALL, ending_grade, is_ungraded, label_in
from dvrag.lessons.judged.headings import GENERAL, LONGEST_NAME, OPEN_END, STATES, is_question, printed
from dvrag.lessons.judged.outline import Piece
from dvrag.lessons.judged.seen import Seen, Sign
from dvrag.model.documents import BlockKind

CARRIED = "The report carries this grade over from an earlier inspection."
_CARRIED = re.compile(r"\bcarried (?:over|forward)\b", re.I)


def runs(pieces: Sequence[Piece]) -> Iterator[tuple[Seen, ...]]:
    """Yield, for each summary printed as a list of short lines, what is seen in it.

    Two layouts: names each followed by its grade, and grades each followed by the names that got it. A run of grades
    alone is the key to a scale and gives nothing.
    """
    for short, group in groupby(pieces, key=lambda piece: bool(piece.place) and _is_short(piece)):
        run = list(group)
        if not short or sum(bool(piece.grade) for piece in run) < 2:
            continue
        grades = [bool(piece.grade) for piece in run]
        if all(grades) or _is_ladder(grades):
            yield tuple(_taken(piece) for piece in run)
        elif grades[0] and not grades[-1] and len(run) > 3:
            yield tuple(_under_grades(run))
        elif not grades[0]:
            yield tuple(_beside_grades(run))


def _is_ladder(grades: list[bool]) -> bool:
    """Return whether three grades follow each other: the header of a table whose columns were lost, or a key."""
    return any(all(grades[at : at + 3]) for at in range(len(grades) - 2))


def _taken(piece: Piece) -> Seen:
    """A mark without a question: the place is used up, nothing is judged in it."""
    return Seen(Sign.PHRASE, "", piece.grade, piece.start, piece.end, piece.section)


def _is_short(piece: Piece) -> bool:
    if piece.kind is BlockKind.TABLE_ROW:
        return False
    text = piece.text
    is_name = len(text) <= LONGEST_NAME and text[-1:] not in ".;," and not STATES.match(text)
    return bool(piece.grade) or (is_name and not ending_grade(text)[0] and not is_ungraded(text))


def _under_grades(run: list[Piece]) -> Iterator[Seen]:
    grade = ""
    for piece in run:
        if piece.grade:
            grade = piece.grade
            yield _taken(piece)
        elif grade:
            doubt = f"It stands in a list under “{grade}”; check that the list was read as it is laid out."
            yield Seen(Sign.ROW, printed(piece.text), grade, piece.start, piece.end, piece.section, "", 0.7, (doubt,))


def _beside_grades(run: list[Piece]) -> Iterator[Seen]:
    for before, piece in pairwise(run):
        if piece.grade and not before.grade and is_question(before.text):
            question = printed(before.text)
            yield Seen(Sign.ROW, question, piece.grade, before.start, piece.end, piece.section, "", 0.85)


def boxes(pieces: Sequence[Piece], used: frozenset[int]) -> tuple[Seen, ...]:
    """Return the grades alone on a line, save those that start at an offset in `used`.

    One right under a heading grades that heading, as a row of a summary where nothing more stands there. One that
    closes a section grades the section that a statement of the same grade has opened (`dvrag.lessons.judged.statements`
    joins the two), else the first heading since the last grade that closed a section, with a doubt. Others grade
    nothing.
    """
    found: list[Seen] = []
    since = ""
    for piece in pieces:
        if not piece.place:
            since = since or (piece.text if is_question(piece.text) else "")
        if not piece.grade or piece.start in used:
            continue
        seen = _under_heading(pieces, piece) or _closing(piece, since)
        if seen:
            found.append(seen)
            since = ""
    return tuple(found)


def _under_heading(pieces: Sequence[Piece], piece: Piece) -> Seen | None:
    label = label_in(piece.text)
    led = piece.place == 2 and GENERAL.fullmatch(pieces[piece.index - 1].text) is not None
    if piece.place > (3 if label else 2 if led else 1):
        return None
    heading = _heading_above(pieces, piece)
    if not is_question(heading):
        if not OVERALL.match(label):
            return None
        heading = label
    sign = Sign.ROW if not label and _is_all(pieces, piece) else Sign.SECTION
    start = piece.start
    if piece.place == 1 and OPEN_END.search(heading) and pieces[piece.index - 1].text == heading:
        start = pieces[piece.index - 1].start
    doubts = (CARRIED,) if _is_carried(pieces, piece) else ()
    return Seen(
        sign, printed(heading), piece.grade, start, piece.end, piece.section, "", 0.85 if doubts else 0.95, doubts
    )


def _is_all(pieces: Sequence[Piece], piece: Piece) -> bool:
    """Return whether a grade is all that stands under its heading, also under the headings below it."""
    if not piece.final or piece.place > 1:
        return False
    below = pieces[piece.index + 1] if piece.index + 1 < len(pieces) else None
    return below is None or not (GENERAL.fullmatch(below.text) or piece.heading in below.path[:-1])


def _is_carried(pieces: Sequence[Piece], piece: Piece) -> bool:
    return any(below.place and _CARRIED.search(below.text[:400]) for below in pieces[piece.index + 1 : piece.index + 3])


def _heading_above(pieces: Sequence[Piece], piece: Piece) -> str:
    """Return the nearest heading above that can name an area, over general ones that directly follow each other."""
    if is_question(piece.heading):
        return piece.heading
    for above in reversed(pieces[max(0, piece.index - 4) : piece.index]):
        if not above.place and is_question(above.text):
            return above.text
        if above.place and not above.grade and above.heading != piece.heading:
            break
    return piece.heading


def _closing(piece: Piece, since: str) -> Seen | None:
    if not piece.final or not since:
        return None
    doubt = "The grade stands at the end of its section; check that it belongs to this heading."
    return Seen(Sign.CLOSING, printed(since), piece.grade, piece.start, piece.end, piece.section, "", 0.6, (doubt,))
