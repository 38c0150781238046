"""Terms and acronyms to match with what a report says that they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dvrag.model.documents import Report
from dvrag.model.learning.items import Item, ItemKind, item_id
from dvrag.model.results import ReportSummary
from dvrag.training.desk import desk_of
from dvrag.training.items.build import drawn_key, mixed
from dvrag.training.material import Material, cited_at
from dvrag.training.quality.words import graphic
from dvrag.training.roles.assign import roles_of
from dvrag.training.roles.difficulty import difficulty_of
from dvrag.training.terms.glossaries import Meaning, alike, meanings

PATTERN = "acronyms"
PAIRS = 4
"""Pairs to match in one item."""
MOST = 2
"""Items of one report, at most."""


def match_terms(material: Material) -> Iterator[Item]:
    """Yield, for each report that explains enough of its terms, items that match four of them with their meanings.

    Terms that other reports' items ask for come last, so that the items differ.
    """
    names, asked = desk_of(material).names, Counter[str]()
    for identity, summary in sorted(material.reports.items(), key=lambda each: each[1].source):
        report = material.report(identity)
        left = [each for each in meanings(report) if not graphic(each.meaning)]
        for _ in range(MOST):
            chosen = _chosen(left, asked, report.id)
            if len(chosen) == PAIRS:
                asked.update(each.term for each in chosen)
                left = [each for each in left if each not in chosen]
                yield _item(sorted(chosen, key=lambda each: each.term), material, names[identity], (report, summary))


def _chosen(left: Sequence[Meaning], asked: Counter[str], key: str) -> list[Meaning]:
    """Return up to four meanings of which no two are alike, those asked least before."""
    kept: list[Meaning] = []
    for each in sorted(left, key=lambda m: (asked[m.term], drawn_key(key, m.term))):
        if len(kept) < PAIRS and not any(alike(each.meaning, other.meaning) for other in kept):
            kept.append(each)
    return kept


def _item(chosen: Sequence[Meaning], material: Material, name: str, source: tuple[Report, ReportSummary]) -> Item:
    report, summary = source
    cited = tuple(cited_at(report, summary, (each.start, each.end)) for each in chosen)
    prompts = tuple(each.term for each in chosen)
    identity = item_id(PATTERN, report.id, (cited[0].start, cited[0].end), ", ".join(prompts))
    options = mixed(identity, [each.meaning for each in chosen])
    texts = " ".join(f"{each.term} {each.meaning}." for each in chosen)
    (themes,) = material.themes_of([texts], [cited[0].section])
    stem = f"Match each term with what it means in {name}."
    return Item(
        id=identity,
        kind=ItemKind.MATCH,
        pattern=PATTERN,
        stem=stem,
        options=options,
        answer=tuple(options.index(each.meaning) for each in chosen),
        rationale=f"These are the meanings that {name} gives.",
        cited=cited,
        prompts=prompts,
        difficulty=difficulty_of(ItemKind.MATCH, stem, len(options), familiar=True),
        roles=roles_of(texts, (), themes),
        themes=themes,
    )
