"""What a review found, and what it recommended for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dvrag.model.documents import Family, Report
from dvrag.model.findings import FindingKind
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Item, ItemKind
from dvrag.text.plain import capitalised
from dvrag.training.desk import Desk, desk_of
from dvrag.training.items.build import Asking, about_entry, choice
from dvrag.training.items.missing import called, option_of, task
from dvrag.training.items.pools import Pool, Said
from dvrag.training.likeness import farther, unit
from dvrag.training.material import Material, cited_at
from dvrag.training.prose.alone import is_told_alone, points
from dvrag.training.prose.clauses import has_clause
from dvrag.training.prose.making import is_of_making
from dvrag.training.prose.people import names
from dvrag.training.quality.words import graphic
from dvrag.training.terms.alone import clean, quoted
from dvrag.training.terms.leaning import stands_alone

NEAR = 0.46
"""Cosine from which a recommendation answers a finding."""
AHEAD = 0.1
"""How much nearer to the finding the recommendation must be than each wrong answer."""
SHORTEST, LONGEST = 45, 240
"""Characters of a situation."""
MOST = 8
"""Items of one review, at most."""

_PROBLEM = re.compile(
    r"\b(?:no|not|never|nobody|none|without|only|late|later|delay\w*|wait\w*|missed|missing|closed|slow\w*|limited|weak\w*|"
    r"inconsistent\w*|few|fewer|less|backlogs?|unable|gave up|hung up|unaware|absent|lack\w*|hard|difficult\w*|poor\w*|"
    r"too|several|different|separate\w*|variable|alone|unanswered|overlap\w*|cannot|could not)\b|n’t\b",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of something that calls for an answer."""
_MEANS = re.compile(r"^An? (?:[\w’-]+ ){1,4}is (?:a|an|the) ")
"""What explains a word and tells of nothing."""
_ASKS = frozenset({FindingKind.RECOMMENDATION, FindingKind.AREA_FOR_IMPROVEMENT})
_NO_DOING = frozenset({"The", "A", "An", "That", "There", "Training", "Police", "Officers"})
"""Words at the start of what is no doing: a list of matters and not of recommendations."""
_OUGHT = re.compile(r"\b(?:should|must|ought to|needs? to|recommend\w*|has to|have to|will)\b", re.IGNORECASE)
_UNTOLD = frozenset({Family.NEWS, Family.OPINION, Family.GUIDANCE, Family.ACTION_PLAN, Family.QA_LETTER})


@dataclass(frozen=True, slots=True)
class _Situation:
    """What a review says, at `[start, end)` of one of its reports, and how it says it ("found")."""

    report: ReportId
    text: str
    start: int
    end: int
    said: str = "found"


def followed(material: Material) -> Iterator[Item]:
    """Yield what a review found with the recommendation that answers it, among those of other reviews."""
    desk = desk_of(material)
    asking = [entry for entry in material.entries if entry.finding.kind in _ASKS]
    pool = Pool(_doings(option_of(entry, desk) for entry in asking), desk)
    rights = _doings(task(entry, named=True) or option_of(entry, desk) for entry in asking)
    for root in dict.fromkeys(desk.review.values()):
        own = [said for said in rights if desk.review[said.entry.report.id] == root and not said.entry.copy_of]
        told = [each for kin in desk.kin(root) for each in _situations(kin, desk)]
        pairs = _paired(told, own, desk) if told and own else []
        made = 0
        for situation, said in pairs:
            item = _item(situation, said, pool) if made < MOST else None
            if item is not None:
                made += 1
                yield item


def _doings(options: Iterable[Said | None]) -> tuple[Said, ...]:
    """Return the options that say what is to be done: an area for improvement may only name a matter."""
    return tuple(said for said in options if said is not None and _is_doing(said))


def _is_doing(said: Said) -> bool:
    asks = said.form.startswith("task") or said.entry.finding.kind is FindingKind.RECOMMENDATION
    return asks and said.text.split()[0] not in _NO_DOING


def _situations(identity: ReportId, desk: Desk) -> Iterator[_Situation]:
    """Yield the sentences of a report that say what happened, stand alone and name nobody."""
    report, people = desk.material.report(identity), desk.people(identity)
    if report.family in _UNTOLD:
        return
    yield from _lessons(identity, desk)
    asked = [(e.finding.start, e.finding.end) for e in desk.findings_of(identity) if e.finding.kind in _ASKS]
    for each in clean(report):
        text = " ".join(each.text.split())
        inside = any(start <= each.start < end for start, end in asked)
        if not inside and _is_told(text, report) and not names(text, people):
            yield _Situation(identity, text, each.start, each.end)


def _lessons(identity: ReportId, desk: Desk) -> Iterator[_Situation]:
    """Yield the lessons of a report that stand alone and name nobody."""
    for entry in desk.found_in(identity):
        said = option_of(entry, desk) if entry.finding.kind is FindingKind.LESSON else None
        if said is not None and said.form == "lesson:says" and len(said.text) <= LONGEST:
            yield _Situation(identity, said.text, said.start, said.end, "drew this lesson")


def _is_told(text: str, report: Report) -> bool:
    plain = (
        SHORTEST <= len(text) <= LONGEST
        and _PROBLEM.search(text) is not None
        and stands_alone(text)
        and has_clause(text)
        and is_told_alone(text)
    )
    return plain and not (
        _MEANS.match(text) or _OUGHT.search(text) or points(text) or is_of_making(text, "") or graphic(text)
    )


def _paired(told: Sequence[_Situation], own: Sequence[Said], desk: Desk) -> list[tuple[_Situation, Said]]:
    """Return situations with the recommendation nearest to each, where each is the other's nearest; the best first."""
    first = unit(desk.material.encode([each.text for each in told]))
    second = unit(desk.material.encode([said.text for said in own]))
    near = first @ second.T
    best = [
        (float(near[row, column]), row, int(column))
        for row, column in enumerate(np.argmax(near, axis=1))
        if near[row, column] >= NEAR and int(np.argmax(near[:, column])) == row
    ]
    return [(told[row], own[column]) for _, row, column in sorted(best, key=lambda each: (-each[0], each[1]))]


def _item(situation: _Situation, right: Said, pool: Pool) -> Item | None:
    desk, entry = pool.desk, right.entry
    others = pool.wrong_answers(right, most=6)
    wrong = farther(desk.material.encode, (situation.text, right.text), others, ahead=AHEAD)
    if len(wrong) < 3:
        return None
    name = called(entry, desk)
    asking = Asking(
        stem=f"{capitalised(name)} {situation.said}: “{quoted(situation.text)}” What did it recommend?",
        right=right.text,
        wrong=wrong[:3],
        rationale=f"{capitalised(name)} recommends this; the other answers come from other reviews or reports.",
        near=True,
    )
    cited = cited_at(desk.material.report(entry.report.id), entry.report, (right.start, right.end))
    item = choice(about_entry("followed", entry), asking, cited, ItemKind.SCENARIO)
    report = desk.material.report(situation.report)
    told = cited_at(report, desk.material.reports[situation.report], (situation.start, situation.end))
    return replace(item, cited=(cited, told))
