"""What a report says of a term in so many words: "DASH is …", asked the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dvrag.model.documents import Report
from dvrag.model.learning.items import Item
from dvrag.model.results import ReportSummary
from dvrag.text.plain import capitalised
from dvrag.training.desk import desk_of
from dvrag.training.items.build import About, Asking, choice
from dvrag.training.material import Material, cited_at
from dvrag.training.terms.alone import Alone, alone, quoted
from dvrag.training.terms.catalogue import Found, found_in, groups
from dvrag.training.terms.gaps import wrong_terms

PATTERN = "definition"
LONGEST = 220
"""Characters of what is said of a term."""
_BEFORE = re.compile(r"^(?:(?:A|An|The) )?$")
_SAYS = re.compile(
    r"^(?: \([A-Z]{2,7}\))? (?=(?:is (?:an?|the|any|when|where|meant|not an?)|means|covers|includes|lasts|can|may|must"
    r"|should be)\b)"
)
_OF_PEOPLE = frozenset({"people", "places", "services", "bodies", "boards", "help", "missed", "money"})
_WHEN = re.compile(r"\bthe (?:two|three|both|other)\b|\b(?:19|20)\d\d\b|£|\d per ?cent|\bnow\b|\bhere\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of the term that it begins with: `[start, end)` of the sentence, from its verb on."""

    found: Found
    start: int
    end: int


def definitions(material: Material) -> Iterator[Item]:
    """Yield, for each sentence that says what a term is or does, the question of what it is said."""
    names = desk_of(material).names
    for identity, summary in material.reports.items():
        report = material.report(identity)
        for sentence in alone(report):
            said = says_of(sentence.text)
            item = _item(sentence, said, material, names[identity], (report, summary)) if said else None
            if item:
                yield item


def says_of(sentence: str) -> Said | None:
    """Return what a sentence says of a term in the present tense, as always so; None where it does not."""
    for found in found_in(sentence):
        verb = _SAYS.match(sentence[found.end :])
        if found.term.group in _OF_PEOPLE or found.plural or not verb or not _BEFORE.match(sentence[: found.start]):
            continue
        start, end = found.end + verb.end(), len(sentence.rstrip(".!?"))
        kindred = [each for each in found_in(sentence[start:]) if each.term.family == found.term.family]
        if not kindred and end - start <= LONGEST and not _WHEN.search(sentence[start:end]):
            return Said(found, start, end)
    return None


def _item(
    sentence: Alone, said: Said, material: Material, name: str, source: tuple[Report, ReportSummary]
) -> Item | None:
    report, summary = source
    predicate = sentence.text[said.start : said.end]
    term = said.found.term
    wrong = wrong_terms(term, report.text[sentence.block.start : sentence.block.end], f"{report.id}{sentence.start}")
    if len(wrong) < groups()[term.group].least:
        return None
    cited = cited_at(report, summary, (sentence.start, sentence.end))
    (themes,) = material.themes_of([sentence.text], [cited.section])
    asking = Asking(
        stem=f"According to {name}, what “{' '.join(quoted(predicate).split())}”?",
        right=capitalised(" ".join(sentence.text[said.found.start : said.found.end].split())),
        wrong=wrong,
        rationale=f"{capitalised(name)} says this of {term.one}.",
    )
    return choice(About(PATTERN, themes, (), term.one), asking, cited)
