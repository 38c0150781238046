"""Acronyms that mean one thing in this report and another elsewhere: which is it here?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Item
from dvrag.text.acronyms import listed_senses
from dvrag.text.plain import capitalised
from dvrag.training.desk import desk_of
from dvrag.training.items.build import About, Asking, choice, drawn_key
from dvrag.training.material import Material, cited_at
from dvrag.training.terms.glossaries import Meaning, alike, meanings

PATTERN = "acronym_here"
_NUMBERED = re.compile(r" \(\d\)")
"""What marks one of several meanings in the same glossary."""
MOST = 3
"""Wrong answers."""


def acronym_here(material: Material) -> Iterator[Item]:
    """Yield, for each acronym of a report that can mean something else, the question what it means there."""
    names = desk_of(material).names
    glossaries = {identity: material.report(identity).glossary for identity in material.reports}
    for identity in sorted(material.reports, key=lambda each: material.reports[each].source):
        for each in meanings(material.report(identity)):
            item = _item(each, identity, material, (glossaries, names[identity]))
            if item:
                yield item


def _item(
    found: Meaning,
    identity: ReportId,
    material: Material,
    known: tuple[Mapping[ReportId, Mapping[str, str]], str],
) -> Item | None:
    glossaries, name = known
    right = glossaries[identity].get(found.term, "")
    rivals = _rivals(found.term, right, glossaries) if right else []
    report = material.report(identity)
    quote = report.text[found.start : found.end]
    if not rivals or right.lower() not in quote.lower() or _NUMBERED.search(quote[: len(found.term) + 5]):
        return None
    others = [meaning for term, meaning in glossaries[identity].items() if term != found.term]
    drawn = sorted(others, key=lambda meaning: (not _begins(meaning, found.term), drawn_key(identity, meaning)))
    wrong = _apart([*rivals, *drawn], right)
    if len(wrong) < MOST:
        return None
    cited = cited_at(report, material.reports[identity], (found.start, found.end))
    (themes,) = material.themes_of([cited.quote], [cited.section])
    asking = Asking(
        stem=f"In {name}, what does “{found.term}” stand for?",
        right=capitalised(right),
        wrong=wrong,
        rationale=f"{capitalised(name)} explains it so. Elsewhere it can stand for something else.",
        near=True,
    )
    return choice(About(PATTERN, themes, (), found.term), asking, cited)


def _rivals(term: str, right: str, glossaries: Mapping[ReportId, Mapping[str, str]]) -> list[str]:
    """Return what the acronym means in other reports, or in this work at large, but not here."""
    written = [glossary[term] for _, glossary in sorted(glossaries.items()) if term in glossary]
    listed = [sense.wordings[0] for sense in listed_senses() if sense.acronym == term]
    return [meaning for meaning in (*written, *listed) if not alike(meaning, right)]


def _begins(meaning: str, term: str) -> bool:
    """Return whether a meaning begins as an acronym does, or has as many words, so that it is not ruled out at once."""
    return meaning[0].casefold() == term[0].casefold() or len(meaning.split()) == len(term)


def _apart(wanted: Sequence[str], right: str) -> tuple[str, ...]:
    """Return the first wrong answers of which no two are alike."""
    kept: list[str] = []
    for meaning in wanted:
        if len(kept) < MOST and not any(alike(meaning, other) for other in (right, *kept)):
            kept.append(meaning)
    return tuple(capitalised(meaning) for meaning in kept)
