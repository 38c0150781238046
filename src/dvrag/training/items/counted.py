"""How many: a sentence of any report with a number taken out, among other numbers of its form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvrag.model.documents import Family, Report
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import GAP, Item, ItemKind
from dvrag.text.plain import capitalised
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.build import About, Asking, choice, drawn_key, says
from dvrag.training.items.statements.number import asked_for
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.alone import is_told_alone, points
from dvrag.training.prose.clauses import has_clause
from dvrag.training.prose.making import is_of_making
from dvrag.training.prose.people import labelled
from dvrag.training.prose.victim import spelled_out
from dvrag.training.quality.words import graphic
from dvrag.training.terms.alone import Alone, clean, quoted
from dvrag.training.terms.leaning import stands_alone

MOST, OF_SHORT = 2, 4
"""Items of one report, at most, and of a report of a family that gives little else."""
LONGEST = 240
"""Characters of a sentence."""
FEWEST, OF_SHORT_FEWEST = 9, 7
"""Words of a sentence, at least, and of one of such a report."""
AROUND = 500
"""Characters before and behind a sentence whose numbers are no wrong answers."""

_DEATH = re.compile(r"\b(?:died|death|killed|murder\w*|suicide)\b", re.IGNORECASE)
_SHORT = frozenset({Family.NEWS, Family.OPINION, Family.QA_LETTER, Family.PREVENTION_REPORT})


def counted(material: Material) -> Iterator[Item]:
    """Yield, for each report, a few of its sentences with a gap for a number; none that a report before it had."""
    desk, told = desk_of(material), set[str]()
    for identity in material.reports:
        report, made = material.report(identity), 0
        for each in sorted(clean(report), key=lambda sentence: drawn_key(identity, sentence.text)):
            text = " ".join(each.text.split())
            most, fewest = (OF_SHORT, OF_SHORT_FEWEST) if report.family in _SHORT else (MOST, FEWEST)
            wanted = made < most and text not in told and _is_clear(text, fewest)
            item = _item(each, text, identity, desk) if wanted else None
            if item is not None:
                told.add(text)
                made += 1
                yield item


def _is_clear(text: str, fewest: int) -> bool:
    known = spelled_out(text)
    clear = len(text) <= LONGEST and stands_alone(known, fewest) and is_told_alone(known) and has_clause(text)
    return clear and not (
        points(text) or labelled(text) or is_of_making(text, "") or graphic(text) or _DEATH.search(text)
    )


def _item(each: Alone, text: str, identity: ReportId, desk: Desk) -> Item | None:
    report = desk.material.report(identity)
    found = asked_for(text, report.id, report.text[max(0, each.start - AROUND) : each.end + AROUND])
    if found is None:
        return None
    start, end, wrong = found
    name, verb = desk.names[identity], says(report.family)
    right = text[start:end]
    asking = Asking(
        stem=f"{capitalised(name)} {verb}: “{quoted(f'{text[:start]}{GAP}{text[end:]}')}”",
        right=right,
        wrong=wrong,
        rationale=f"The number in the gap is {right}: so {name} {verb}.",
        near=True,
    )
    cited = cited_at(report, desk.material.reports[identity], (each.start, each.end))
    return choice(About("counted", _themes(each, report, desk)), asking, cited, ItemKind.CLOZE)


def _themes(each: Alone, report: Report, desk: Desk) -> tuple[str, ...]:
    heading = " > ".join(report.sections[each.block.section].path)
    return tuple(desk.material.themes_of([each.text], [heading])[0])
