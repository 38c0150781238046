"""What a lesson tells of what happened, and which lesson the review drew from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dvrag.model.actions import Entry
from dvrag.model.findings import FindingKind
from dvrag.model.learning.items import Item, ItemKind
from dvrag.text.plain import capitalised
from dvrag.text.sentences import sentence_spans
from dvrag.text.stems import stems
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.build import Asking, about_entry, choice
from dvrag.training.items.missing import called
from dvrag.training.items.pools import Pool, Said
from dvrag.training.likeness import farther
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.alone import points
from dvrag.training.prose.clauses import has_clause
from dvrag.training.prose.people import names
from dvrag.training.prose.victim import spelled_out
from dvrag.training.quality.words import graphic
from dvrag.training.terms.alone import quoted
from dvrag.training.terms.leaning import leans_at_its_start, stands_alone

SHORTEST, LONGEST = 16, 150
"""Characters of a lesson."""
LEAST, MOST = 45, 240
"""Characters of what happened."""
AHEAD, FAR = 0.05, 0.15
"""How much nearer to what happened the right lesson must be than a wrong one, unless that is farther than `FAR`."""
FEWEST = 3
"""Words of a lesson, at least."""

_STRAY = re.compile(r"\d|\b(?:here|case|review|report)\b|^(?:Lesson|Learning)\b")


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A lesson (`said`) and what happened, at `[start, end)` of the report."""

    said: Said
    happened: str
    start: int
    end: int


def drawn(material: Material) -> Iterator[Item]:
    """Yield, for each lesson that is followed by what happened, that and the lesson among those of other reviews."""
    desk = desk_of(material)
    found = [each for entry in material.entries if (each := _drawn(entry, desk)) is not None]
    pool = Pool(tuple(each.said for each in found), desk, situated=True)
    for each in found:
        if each.said.entry.copy_of is not None:
            continue
        others = pool.wrong_answers(each.said, most=6)
        wrong = farther(material.encode, (each.happened, each.said.text), others, ahead=AHEAD, far=FAR)
        if len(wrong) >= 3:
            yield _item(each, wrong[:3], desk)


def _drawn(entry: Entry, desk: Desk) -> _Drawn | None:
    """Return the first sentence of a lesson, and one or two after it, which say what happened in other words."""
    finding = entry.finding
    spans = sentence_spans(finding.text) if finding.kind is FindingKind.LESSON else []
    if len(spans) < 2:
        return None
    (first, until), after = spans[0], spans[1:3]
    said = " ".join(finding.text[first:until].split())
    for start, end in ((after[0][0], after[-1][1]), *after):
        told = " ".join(finding.text[start:end].split())
        given_away = set(stems(said)) & set(stems(told))
        if _is_lesson(said) and _is_told(told) and not given_away and not names(said, desk.people(entry.report.id)):
            form = "drawn:says" if has_clause(said) or " cannot " in said else "drawn:tells"
            right = Said(entry, said, finding.start + first, finding.start + until, form)
            return _Drawn(right, told, finding.start + start, finding.start + end)
    return None


def _is_lesson(said: str) -> bool:
    plain = (
        SHORTEST <= len(said) <= LONGEST and said[0].isupper() and said.endswith(".") and len(said.split()) >= FEWEST
    )
    return plain and not (_STRAY.search(said) or leans_at_its_start(said) or points(said) or graphic(said))


def _is_told(told: str) -> bool:
    clear = LEAST <= len(told) <= MOST and stands_alone(spelled_out(told), FEWEST)
    return clear and not (points(told) or graphic(told))


def _item(each: _Drawn, wrong: tuple[str, ...], desk: Desk) -> Item:
    entry = each.said.entry
    name, report = called(entry, desk), desk.material.report(entry.report.id)
    stem = f"{capitalised(name)} says: “{quoted(each.happened)}” Which lesson does it draw?"
    why = f"{capitalised(name)} has it among its lessons; the other answers are lessons of other reviews."
    cited = cited_at(report, entry.report, (each.said.start, each.said.end))
    item = choice(
        about_entry("drawn", entry), Asking(stem, each.said.text, wrong, why, near=True), cited, ItemKind.SCENARIO
    )
    return replace(item, cited=(cited, cited_at(report, entry.report, (each.start, each.end))))
