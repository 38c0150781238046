"""Questions for a list ("what recommendations did the review make to the police?"): a whole section, item by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dvrag.answer.choose import Choice
from dvrag.answer.corpus import Corpus
from dvrag.answer.evidence import Evidence, pieces
from dvrag.answer.question.parse import Kind, Question
from dvrag.answer.question.topic import Topic
from dvrag.model.documents import Authority
from dvrag.model.ids import ReportId
from dvrag.model.results import Hit
from dvrag.text.stems import stem, stems

LISTED = frozenset(
    stem(word)
    for word in """recommendations lessons learning areas improvement causes concerns themes strengths actions findings
    chronology contributors""".split()
)
"""Stems of what a section may list."""

MOST = 60
"""Items of one list at most; no section of the reports seen so far lists more."""

ENOUGH = 0.3
"""A section is considered when its evidence weighs at least this share of the weightiest section's."""

LEAST = 0.5
"""A list is quoted with the items whose topic coverage is at least this share of the best item's."""


def listing(question: Question, topic: Topic, found: Sequence[Evidence], corpus: Corpus) -> tuple[Choice, ...]:
    """Return the items of the section that the question asks to list, in order; empty where it asks for none.

    The section is one whose heading names what is asked for.
    """
    asked = LISTED & {word.stem for word in question.words}
    if question.kind is not Kind.LIST or not asked or not found:
        return ()
    section = _best_section(asked, found)
    if section is None:
        return ()
    items = _items(*section, corpus)
    wanted = _about(topic, asked, items, section[1])
    return tuple(wanted[:MOST]) if len(wanted) > 1 else ()


def _best_section(asked: frozenset[str], found: Sequence[Evidence]) -> tuple[Hit, str] | None:
    """Return a hit in the section whose heading names what is asked, and that section's heading path.

    Among sections that hold enough of the evidence, that of the weightiest authority is chosen.
    """
    weight: dict[tuple[ReportId, str], float] = defaultdict(float)
    hits: dict[tuple[ReportId, str], Hit] = {}
    for item in found:
        path = _named_part(item.hit.passage.section, asked)
        if path:
            key = (item.hit.report.id, path)
            weight[key] += max(item.score, 0.0)
            hits.setdefault(key, item.hit)
    enough = [key for key in weight if weight[key] >= ENOUGH * max(weight.values())]
    order = list(Authority)
    best = min(enough, key=lambda k: (order.index(hits[k].report.authority), -weight[k], k), default=None)
    return (hits[best], best[1]) if best else None


def _named_part(section: str, asked: frozenset[str]) -> str:
    """Return the heading path down to the outermost heading that names what is asked, or nothing."""
    parts = section.split(" > ")
    for depth, part in enumerate(parts):
        if asked & set(stems(part)):
            return " > ".join(parts[: depth + 1])
    return ""


def _items(hit: Hit, path: str, corpus: Corpus) -> list[Choice]:
    items = []
    for passage in corpus.passages_of(hit.report.id):
        if passage.section == path or passage.section.startswith(f"{path} > "):
            made = Hit(hit.rank, hit.score, passage, hit.report)
            items += [_whole(made)] if pieces(made) else []
    return items


def _whole(hit: Hit) -> Choice:
    passage = hit.passage
    item = Evidence(
        hit, passage.start, passage.end, passage.text, 0.0, 0.0, 0.0, 0.0, form=False, bonus=0.0, short=False
    )
    return Choice(item, passage.start, passage.end)


def _about(topic: Topic, asked: frozenset[str], items: Sequence[Choice], path: str) -> list[Choice]:
    """Return the items that speak of the rest of the topic, or all where nothing else is asked."""
    rest = Topic(tuple(w for w in topic.words if w.word.stem not in asked and w.word.weight >= 1.0))
    if not rest.words:
        return list(items)
    covered = [rest.coverage(_own_words(item, path)) for item in items]
    best = max(covered, default=0.0)
    return [item for item, share in zip(items, covered, strict=True) if share > 0 and share >= LEAST * best]


def _own_words(item: Choice, path: str) -> str:
    """Return what an item says of itself: text, context, and its headings below the list's own."""
    passage = item.best.hit.passage
    return f"{passage.section.removeprefix(path)} {passage.context} {passage.text}"
