"""Grades in tables: an area and its grade in a row, a grade a column, and rows whose cells were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from dvrag.lessons.judged.grades import EARLIER, WORDS, ending_grade, grade_in, is_ungraded
from dvrag.lessons.judged.headings import LONGEST_NAME, printed
from dvrag.lessons.judged.outline import Piece
from dvrag.lessons.judged.seen import Seen, Sign
from dvrag.model.documents import BlockKind

BAR = " | "
_GRADED = re.compile(r"\b(?:grad(?:e|es|ed|ing)|judge?ments?|ratings?|judged|rated|score)\b", re.I)
_BODIES = re.compile(r"\W*(?:police )?(?:force|constabulary|service|local authority|council|authority|forces)\W*", re.I)
_AREA = re.compile(r"\b(?:area|question|standard|aspect|theme|pillar|judged|looked\s+at|inspected)\b", re.I)
_INSPECTORATE = re.compile(
    r"\W*(?:HMICFRS|HMIC|CQC|Care Quality Commission|Ofsted|Estyn|HMI\s?Prob\w*|HMIP|CIW|HIW|HIS)\W*", re.I
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_SENTENCE = re.compile(rf"^\W*{WORDS}\b|\b(?:is|are|was|were|be|been|has|have)\b", re.I)
"""What a name that stands before its grade is not: a list of grades, a sentence."""
_NUMBER = re.compile(r"^\W*(?:[A-Z]{1,2}\s?)?\d+(?:\.\d+)*[.)]?\s+")


def rows(pieces: Sequence[Piece], since: int = 0) -> tuple[Seen, ...]:
    """Return the grades printed in tables, in order of text; none of a column that names only years before `since`."""
    found: list[Seen] = []
    for is_table, group in groupby(pieces, key=lambda piece: bool(piece.place) and piece.kind is BlockKind.TABLE_ROW):
        run = list(group)
        found.extend(_table(run, since) if is_table else ())
    found.extend(_lost_cells(pieces))
    return tuple(sorted(found, key=lambda seen: seen.start))


def _table(run: list[Piece], since: int) -> Iterator[Seen]:
    """Yield what the rows of neighbouring tables say; a row without a grade that names columns is a new header."""
    header: list[str] = []
    for piece in run:
        cells = piece.text.split(BAR)
        if _is_header(cells):
            header = cells
        elif len(header) == len(cells) and sum(bool(grade_in(cell)) for cell in header) >= 3:
            yield from _columns(piece, header, cells)
        elif len(cells) > 1 or grade_in(piece.context.split("\n")[-1]):
            named = piece.context.split("\n")[-1].split(BAR)
            if len(named) == len(cells) and all(map(grade_in, named)) and not any(map(grade_in, cells)):
                yield from _columns(piece, named, cells)
                continue
            names = named if len(named) == len(cells) else header or named
            yield from () if _is_earlier(cells, names, since) else _row(piece, names, cells)


def _is_earlier(cells: Sequence[str], names: Sequence[str], since: int) -> bool:
    """Return whether the only graded column of a row is one of an earlier inspection, by its name."""
    graded = [at for at, cell in enumerate(cells) if grade_in(cell)]
    if len(graded) != 1 or len(names) != len(cells):
        return False
    name = names[graded[0]]
    latest = max(map(int, _YEAR.findall(name)), default=since)
    return bool(EARLIER.search(name)) or latest < since


def _is_header(cells: list[str]) -> bool:
    grades = [grade_in(cell) for cell in cells]
    if sum(map(bool, grades)) >= 3 and (all(grades) or len(set(grades)) == len(grades)):
        return not (grades[0] == "" and _LETTERS.search(cells[0]) and len(cells[0]) > 30)
    return len(cells) > 1 and not any(grades) and not any(map(is_ungraded, cells)) and _names_columns(cells)


def _names_columns(cells: list[str]) -> bool:
    return any(_GRADED.search(cell) for cell in cells) or _BODIES.fullmatch(cells[0]) is not None


def _columns(piece: Piece, header: list[str], cells: list[str]) -> Iterator[Seen]:
    """Yield the areas of a row of a table with a column for each grade."""
    at = piece.start
    for name, cell in zip(header, cells, strict=True):
        if grade_in(name) and _LETTERS.search(cell) and len(cell) <= LONGEST_NAME:
            yield Seen(Sign.ROW, printed(cell), grade_in(name), at, at + len(cell), piece.section, "", 0.85)
        at += len(cell) + len(BAR)


def _row(piece: Piece, header: list[str], cells: list[str]) -> Iterator[Seen]:
    """Yield what a row with an area and one grade, or a grade for each of several columns, says."""
    graded = [at for at, cell in enumerate(cells) if grade_in(cell)]
    area = _area(cells, graded[0], header) if graded else ""
    if not area or len(area) > LONGEST_NAME or EARLIER.search(area):
        return
    names = header if len(header) == len(cells) else []
    if len(graded) > 1 and names and _BODIES.fullmatch(names[0]):
        yield from (_of_body(piece, names[at], cells[: at + 1], area) for at in graded)
        return
    column, doubts = _current(graded, names)
    question = printed(_NUMBER.sub("", area))
    sure = 0.6 if doubts else 0.95 if len(cells) == 2 else 0.9
    yield Seen(Sign.ROW, question, grade_in(cells[column]), piece.start, piece.end, piece.section, "", sure, doubts)


def _area(cells: Sequence[str], graded: int, header: Sequence[str]) -> str:
    """Return the cell before the grade that names what is judged: of the column that says so, else the nearest."""
    named = [
        (name, cell)
        for name, cell in zip_longest(header[: len(cells)], cells[:graded], fillvalue="")
        if _LETTERS.search(cell) and not _INSPECTORATE.fullmatch(cell)
    ]
    said = [cell for name, cell in named if _AREA.search(name)]
    return said[-1] if said else named[-1][1] if named else ""


def _of_body(piece: Piece, question: str, cells: list[str], who: str) -> Seen:
    """Return what the last of some cells says of the body of the row; the span ends with that cell."""
    end = piece.start + len(BAR.join(cells))
    return Seen(Sign.ROW, printed(question), grade_in(cells[-1]), piece.start, end, piece.section, who, 0.85)


def _current(graded: list[int], names: list[str]) -> tuple[int, tuple[str, ...]]:
    """Return the column of this inspection's grade, and a doubt where the header does not tell it from earlier ones."""
    if len(graded) == 1:
        return graded[0], ()
    if names:
        now = [at for at in graded if not EARLIER.search(names[at])] or graded
        years = {at: max(map(int, _YEAR.findall(names[at])), default=0) for at in now}
        latest = max(years.values())
        best = [at for at in now if years[at] == latest]
        if len(best) == 1:
            return best[0], ()
        graded = best
    return graded[0], ("The row prints more than one grade; check which one is of this inspection.",)


def _lost_cells(pieces: Sequence[Piece]) -> Iterator[Seen]:
    """Yield the rows of a table that was read as lines ("Preventing crime Good"), where two or more stand together."""
    for is_row, group in groupby(pieces, key=lambda piece: bool(piece.place) and is_lost_row(piece)):
        run = list(group)
        if not is_row or len(run) < 2:
            continue
        for piece in run:
            grade, at = ending_grade(piece.text)
            if grade:
                question = printed(_NUMBER.sub("", piece.text[:at]))
                yield Seen(Sign.ROW, question, grade, piece.start, piece.end, piece.section, "", 0.8)


def is_lost_row(piece: Piece) -> bool:
    """Return whether a piece reads like a row: a name in one line that a grade with a capital letter follows."""
    if piece.kind is BlockKind.TABLE_ROW or piece.grade or len(piece.text) > LONGEST_NAME:
        return False
    grade, at = ending_grade(piece.text)
    words = piece.text[:at]
    if not grade or not piece.text[at].isupper() or not _LETTERS.search(words):
        return False
    return not EARLIER.search(words) and not _SENTENCE.search(words)
