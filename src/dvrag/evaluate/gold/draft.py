"""Drafts of gold questions: passages worth asking about, with their points, for a person to write the questions."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from dvrag.answer.corpus import Corpus
from dvrag.evaluate.gold.askable import Askable, Content, askables
from dvrag.evaluate.gold.questions import GoldPassage, GoldQuestion, Point, QuestionType
from dvrag.evaluate.gold.read import DRAFT
from dvrag.evaluate.gold.split import SEED
from dvrag.model.answers import Status
from dvrag.model.documents import Report
from dvrag.text.locate import locate

TYPES = {
    Content.RECOMMENDATION: QuestionType.RECOMMENDATION,
    Content.LESSON: QuestionType.LESSON,
    Content.FIGURE: QuestionType.FACT,
    Content.BODY: QuestionType.FACT,
    Content.TABLE_ROW: QuestionType.FACT,
    Content.ACRONYM: QuestionType.ACRONYM,
}
HINTS = {
    Content.RECOMMENDATION: "ask for the recommendation in this sentence",
    Content.LESSON: "ask for the lesson in this sentence",
    Content.FIGURE: "ask for the figure in this sentence",
    Content.BODY: "ask what this body did",
    Content.TABLE_ROW: "ask for what this table row says",
    Content.ACRONYM: "ask what this acronym means",
}


class _Stock:
    """What is left to ask about in one report, by kind of content, in a seeded order."""

    def __init__(self, report: Report, seed: int) -> None:
        self.report = report
        self.left: dict[Content, list[Askable]] = {}
        for found in sorted(askables(report), key=lambda a: _seeded(seed, f"{report.id}:{a.start}:{a.answer}")):
            self.left.setdefault(found.content, []).append(found)

    def take(self, content: Content, said: set[str]) -> Askable | None:
        """Return the next one whose words were not taken before from any report; None where there is none."""
        while self.left[content]:
            found = self.left[content].pop()
            words = "".join(c for c in self.report.text[found.start : found.end].casefold() if c.isalnum())
            if words not in said:
                said.add(words)
                return found
        return None


def draft(corpus: Corpus, count: int, seed: int = SEED) -> tuple[GoldQuestion, ...]:
    """Return at most `count` drafted questions, spread evenly over the reports, then over the kinds of content.

    Each has its passage, a vital point and, where there is one, its figure; its question begins with DRAFT and says
    what to ask. All are of the split "dev", so that no report stands in two splits. They come in order of file name and
    text, the same for a seed on any machine; fewer where the library holds less to ask about.
    """
    stocks = _stocks(corpus, count, seed)
    slots = [(number, content) for number, stock in enumerate(stocks) for content in stock.left]
    slots.sort(key=lambda slot: _seeded(seed, f"{stocks[slot[0]].report.id}:{slot[1]}"))
    of_report: Counter[int] = Counter()
    of_kind: Counter[Content] = Counter()
    said: set[str] = set()
    taken: list[tuple[Report, Askable]] = []
    while slots and len(taken) < count:
        slot = min(slots, key=lambda s: (of_report[s[0]], of_kind[s[1]]))
        number, content = slot
        found = stocks[number].take(content, said)
        if found is None:
            slots.remove(slot)
            continue
        taken.append((stocks[number].report, found))
        of_report[number] += 1
        of_kind[content] += 1
    taken.sort(key=lambda pair: (pair[0].source, pair[1].start))
    return tuple(_question(f"draft-{seed}-{n:03}", *pair) for n, pair in enumerate(taken, start=1))


def _stocks(corpus: Corpus, count: int, seed: int) -> Sequence[_Stock]:
    """Return at most `count` reports with something to ask about, in a seeded order; file names that stand twice, or
    could not be written into a cell, are left out.
    """
    summaries = corpus.reports()
    times = Counter(summary.source for summary in summaries)
    stocks: list[_Stock] = []
    for summary in sorted(summaries, key=lambda summary: _seeded(seed, summary.id)):
        if len(stocks) == count:
            break
        if times[summary.source] == 1 and "|" not in summary.source:
            stock = _Stock(corpus.report(summary.id), seed)
            stocks += [stock] if stock.left else []
    return stocks


def _question(identity: str, report: Report, found: Askable) -> GoldQuestion:
    where = locate(report, found.start)
    quote = " ".join(report.text[found.start : found.end].split())
    about = f" ({found.about})" if found.about else ""
    under = f", under {' '.join(found.under.split())}" if found.under else ""
    return GoldQuestion(
        id=identity,
        question=f"{DRAFT}: {HINTS[found.content]}{about}",
        type=TYPES[found.content],
        subtype="",
        split="dev",
        expected=Status.ANSWERED,
        relevant=(GoldPassage(report.source, where.page, where.paragraph, quote),),
        points=(Point(found.answer, True, found.wordings),),
        figures=found.figures,
        note=f"drafted: {found.content.value}{under}",
    )


def _seeded(seed: int, text: str) -> bytes:
    return hashlib.sha256(f"{seed}:{text}".encode()).digest()
