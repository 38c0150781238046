"""What a lesson tells of what happened, and what the same lesson says should happen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dvrag.model.actions import Entry
from dvrag.model.findings import FindingKind
from dvrag.model.learning.items import Item, ItemKind
from dvrag.text.plain import capitalised
from dvrag.text.sentences import sentence_spans
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.build import Asking, about_entry, choice
from dvrag.training.items.missing import called
from dvrag.training.items.pools import Pool, Said
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.alone import is_told_alone, stands_alone
from dvrag.training.prose.people import names
from dvrag.training.prose.victim import spelled_out
from dvrag.training.quality.words import graphic
from dvrag.training.terms.alone import quoted

_TAUGHT = frozenset({FindingKind.LESSON, FindingKind.CAUSE_OF_CONCERN})
_OUGHT = re.compile(r"\b(?:should|must|ought to|needs? to|has to|have to)\b")
_SHORTEST, _MOST, _OPTION = 40, 230, 195
"""Characters of a situation, at least and at most, and of an option, at most."""


@dataclass(frozen=True, slots=True)
class _Taught:
    """What should happen (`said`) and the situation before it, at `[start, end)` of the report."""

    said: Said
    situation: str
    start: int
    end: int


def taught(material: Material) -> Iterator[Item]:
    """Yield, for each lesson that tells a situation and then what should happen, that situation and four answers."""
    desk = desk_of(material)
    found = [each for entry in material.entries for each in _taught(entry, desk)]
    pool = Pool(tuple(each.said for each in found), desk, situated=True)
    for each in found:
        if each.said.entry.copy_of is None:
            wrong = pool.wrong_answers(each.said)
            if len(wrong) == 3:
                yield _item(each, wrong, desk)


def _taught(entry: Entry, desk: Desk) -> Iterator[_Taught]:
    """Yield the first sentence of a finding that says what should happen, with the one or two before it."""
    finding, people = entry.finding, desk.people(entry.report.id)
    spans = sentence_spans(finding.text) if finding.kind in _TAUGHT else []
    for place, (start, end) in enumerate(spans[1:], 1):
        ought = " ".join(finding.text[start:end].split())
        if not _OUGHT.search(ought):
            continue
        for first in (max(0, place - 2), place - 1):
            begin, stop = spans[first][0], spans[place - 1][1]
            told = " ".join(finding.text[begin:stop].split())
            if _can_be_asked(told, ought) and not names(f"{told} {ought}", people) and not graphic(f"{told} {ought}"):
                said = Said(entry, ought, finding.start + start, finding.start + end, "ought")
                yield _Taught(said, told, finding.start + begin, finding.start + stop)
                return
        return


def _can_be_asked(told: str, ought: str) -> bool:
    told = spelled_out(told)
    clear = stands_alone(told, _SHORTEST, _MOST) and stands_alone(ought, _SHORTEST, _OPTION) and is_told_alone(ought)
    return clear and is_told_alone(told) and not _OUGHT.search(told)


def _item(each: _Taught, wrong: tuple[str, ...], desk: Desk) -> Item:
    entry = each.said.entry
    name, report = called(entry, desk), desk.material.report(entry.report.id)
    stem = f"{capitalised(name)} says: “{quoted(each.situation)}” What does it say should happen?"
    why = f"{capitalised(name)} goes on to say this; the other answers come from other reviews or reports."
    cited = cited_at(report, entry.report, (each.said.start, each.said.end))
    asking = Asking(stem, each.said.text, wrong, why, near=True)
    item = choice(about_entry("taught", entry), asking, cited, ItemKind.SCENARIO)
    return replace(item, cited=(cited, cited_at(report, entry.report, (each.start, each.end))))
