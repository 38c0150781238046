"""What is wrong in a gold set that can be read: its splits, repeated questions, and passages the library lacks."""

from __future__ import annotations

from collections.abc import Iterator

from dvrag.answer.corpus import Corpus
from dvrag.evaluate.gold.place import place_all
from dvrag.evaluate.gold.questions import GoldSet, Mistake
from dvrag.evaluate.gold.split import shared_reports
from dvrag.evaluate.measures.answers import says


def check_gold(gold: GoldSet, corpus: Corpus) -> tuple[Mistake, ...]:
    """Return every mistake; none means that the set can be run on this library and its splits stay apart."""
    _, misplaced = place_all(gold, corpus)
    return (*misplaced, *_repeated(gold), *_never_said(gold), *shared_reports(gold.questions, corpus.reports()))


def _repeated(gold: GoldSet) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for question in gold.questions:
        key = " ".join(question.question.casefold().split())
        if key in seen:
            yield Mistake(question.row, "question", f"is asked already by {seen[key]}")
        seen.setdefault(key, question.id)


def _never_said(gold: GoldSet) -> Iterator[Mistake]:
    """Return vital points that no gold passage makes: no right quotation could say them.

    Types whose feature is not there yet are left out: a number counted from a register stands nowhere.
    """
    for question in gold.questions:
        text = "\n".join(passage.quote for passage in question.relevant)
        if question.gated and all(passage.quote for passage in question.relevant):
            for point in question.points:
                if point.vital and not says(text, point):
                    yield Mistake(question.row, "points", f"no passage of the question says {point.text!r}")
