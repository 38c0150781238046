"""Rows for a comparison that names only its sides: areas graded in each, else themes of each side's lessons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from dvrag.answer.compare.side import Side, agency_named, heads
from dvrag.answer.compare.table import Answered, quoted
from dvrag.answer.compare.told import LONGEST, Told, different, quoting, theme_of, told_of
from dvrag.answer.compare.wording import without_acts
from dvrag.answer.corpus import Corpus
from dvrag.answer.planted.orders import is_planted
from dvrag.answer.sides.grades import area_in
from dvrag.lessons.themes.catalogue import catalogue
from dvrag.lessons.themes.patterns import Patterns, read_words
from dvrag.model.documents import Authority, BlockKind, Passage
from dvrag.model.results import ReportSummary
from dvrag.text.sentences import sentence_spans
from dvrag.text.stems import stems

MOST = 6
"""Rows at most."""
EARLY = 8
"""Words, small ones not counted, among which a paragraph names what it is about."""
FEW = 3
"""Lessons from which conclusions are not read too."""
BEGINNING = 2
"""Paragraphs of an agency's section that are quoted where nothing more is asked of it."""
READING = "how the grades can be read"
"""The row that quotes what the reports say of comparing their grades."""
_LESSONS = re.compile(r"\blessons?\b|\blearning\b", re.IGNORECASE)
_CONCLUSIONS = re.compile(rf"{_LESSONS.pattern}|\bconclusions?\b|\bmain\s+findings?\b|\bkey\s+issues\b", re.IGNORECASE)
_NOT_ALIKE = re.compile(
    r"\bgrades?\b[^.]*\b(?:can(?:['’]t|not)|not\s+to|should\s+not|shouldn['’]t)\s+be\s+compared\b", re.I
)
_Passage: TypeAlias = tuple[ReportSummary, Passage]


def facets(sides: Sequence[Side], corpus: Corpus) -> tuple[Answered, ...]:
    """Return a row for each facet that every side speaks of, most spoken of first; none where they share no facet."""
    if not all(side.reports for side in sides):
        return ()
    if all(side.agency for side in sides):
        row = of_agencies("", [side.agency for side in sides], sides, corpus)
        return (row,) if row else ()
    read = [list(passages) for passages in _read(sides, corpus)]
    graded = _shared([_by_area(passages) for passages in read])
    found = graded if len(graded) > 1 else _shared([_by_theme(passages) for passages in read])
    rows = [quoted(name, [quoting([quote], corpus) for quote in row], sides) for name, row in found[:MOST]]
    if len(graded) > 1 and all(side.year for side in sides):
        cautions = [quoting(_cautions(passages), corpus) for passages in read]
        rows += [quoted(READING, cautions, sides)] if any(answer.claims for answer in cautions) else []
    return tuple(rows)


def _shared(by_side: Sequence[dict[str, list[Told]]]) -> list[tuple[str, tuple[Told, ...]]]:
    """Return the facets of all sides with the best quote of each side; no quote stands in two rows."""
    names = [name for name in by_side[0] if all(name in found for found in by_side)]
    names.sort(key=lambda name: -sum(found[name][0].weight for found in by_side))
    taken: set[tuple[str, int]] = set()
    rows = []
    for name in names:
        free = [[q for q in found[name] if (q.report.id, q.start) not in taken] for found in by_side]
        if all(free):
            row = tuple(quotes[0] for quotes in free)
            taken |= {(quote.report.id, quote.start) for quote in row}
            rows.append((name, row))
    return rows


def _by_area(passages: Sequence[_Passage]) -> dict[str, list[Told]]:
    """Return the sentences that grade a side, by the area graded."""
    found: dict[str, list[Told]] = defaultdict(list)
    for report, passage in passages:
        if report.authority is not Authority.INSPECTORATE:
            continue
        for start, end in sentence_spans(passage.text):
            area = area_in(passage.text[start:end])
            if area:
                found[area].append(Told(report, passage, passage.start + start, passage.start + end))
    return found


def _cautions(passages: Sequence[_Passage]) -> list[Told]:
    """Return the sentence with which reports say whether their grades can be compared, one at most."""
    for report, passage in passages:
        for start, end in sentence_spans(passage.text):
            if _NOT_ALIKE.search(passage.text, start, end):
                return [Told(report, passage, passage.start + start, passage.start + end)]
    return []


def _by_theme(passages: Sequence[_Passage]) -> dict[str, list[Told]]:
    """Return the paragraphs of a side's lessons by theme, those that speak of it most first."""
    found: dict[str, list[Told]] = defaultdict(list)
    for report, passage in _learnt(passages):
        quote = _quote(report, passage)
        terms: dict[int, set[int]] = defaultdict(set)
        for term in _patterns().find(read_words(passage.text[: quote.end - quote.start])):
            if not term.hint:
                terms[term.theme].add(term.at)
        weights = {theme: len(said) + (min(said) < EARLY) for theme, said in terms.items()}
        for theme, weight in weights.items():
            if weight > 1:
                leads = weight == max(weights.values())
                found[catalogue()[theme].label].append(replace(quote, weight=weight + leads))
    for quotes in found.values():
        quotes.sort(key=lambda quote: -quote.weight)
    return found


def _learnt(passages: Sequence[_Passage]) -> list[_Passage]:
    """Return the paragraphs under a heading that speaks of lessons; of conclusions and key issues, where few do."""
    told = [pair for pair in passages if pair[1].kind is not BlockKind.TABLE_ROW]
    lessons = [pair for pair in told if _LESSONS.search(pair[1].section)]
    return lessons if len(lessons) >= FEW else [pair for pair in told if _CONCLUSIONS.search(pair[1].section)]


def of_matter(about: str, sides: Sequence[Side], corpus: Corpus) -> Answered | None:
    """Return the row of a matter that is an agency or a theme of lessons, read where each side's reports treat it.

    None for any other matter, for sides that are agencies or years, and where a side does not treat it so.
    """
    if any(side.agency or side.year or (side.held and not side.reports) for side in sides):
        return None
    agency, more = agency_named(about)
    if agency:
        return of_agencies(about, [agency for _ in sides], sides, corpus, without_acts(more))
    return of_theme(about, sides, corpus)


def of_agencies(
    about: str, agencies: Sequence[str], sides: Sequence[Side], corpus: Corpus, more: str = ""
) -> Answered | None:
    """Return a row with how the section on an agency begins, the kind of agency given for each side.

    `more`: words that a paragraph must hold. None where a side of which the library holds reports has none such.
    """
    wanted = set(stems(more))
    cells = []
    for agency, side, passages in zip(agencies, sides, _read(sides, corpus), strict=True):
        told = [pair for pair in passages if pair[1].kind is BlockKind.PARAGRAPH and heads(agency, pair[1].section)]
        told = [pair for pair in told if wanted <= set(stems(pair[1].text))]
        cells.append([_quote(report, passage) for report, passage in told[:BEGINNING]])
        if side.held and not told:
            return None
    return quoted(about, [quoting(cell, corpus) for cell in cells], sides)


def of_theme(about: str, sides: Sequence[Side], corpus: Corpus) -> Answered | None:
    """Return a row with each side's lessons on the theme that a matter names, else its other findings on it.

    None where it names none, or where a side of which the library holds reports does not speak of it.
    """
    theme = theme_of(about)
    if theme is None:
        return None
    label = catalogue()[theme].label
    cells = []
    for side, passages in zip(sides, _read(sides, corpus), strict=True):
        read = list(passages)
        lessons = different(_by_theme(read).get(label, []))[:BEGINNING]
        cells.append(lessons or told_of(about, read))
        if side.held and not cells[-1]:
            return None
    return quoted(about, [quoting(cell, corpus) for cell in cells], sides)


def _read(sides: Sequence[Side], corpus: Corpus) -> Iterator[Iterator[_Passage]]:
    """Yield the passages of each side: of reviews where all have one, else of inspections, else of all its reports.

    The newest stand first, of one year the longest.
    """
    own = [[report for report in corpus.reports() if report.id in side.reports] for side in sides]
    held = [place for place, side in enumerate(sides) if side.held]
    for authority in (Authority.STATUTORY_REVIEW, Authority.INSPECTORATE):
        alike = [[report for report in reports if report.authority is authority] for reports in own]
        if all(alike[place] for place in held):
            own = alike
            break
    for reports in own:
        first = sorted(reports, key=lambda report: (-(report.facts.year or 0), -report.passages, report.source))
        read = ((report, passage) for report in first for passage in corpus.passages_of(report.id))
        yield (pair for pair in read if not is_planted(pair[1].text))


def _quote(report: ReportSummary, passage: Passage) -> Told:
    """Return the first sentences of a passage that together are short enough to be quoted."""
    end = 0
    for _, further in sentence_spans(passage.text):
        if end and further > LONGEST:
            break
        end = further
    return Told(report, passage, passage.start, passage.start + (end or len(passage.text)))


@cache
def _patterns() -> Patterns:
    """Return the terms of the themes that are matters of their own; curiosity is asked for in every lesson."""
    themes = [(place, theme) for place, theme in enumerate(catalogue()) if theme.name != "professional_curiosity"]
    terms = ((place, term, True) for place, theme in themes for term in theme.terms)
    return Patterns(terms)
