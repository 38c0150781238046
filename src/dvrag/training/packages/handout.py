"""A quiz on paper: the questions first, then the answers with their quotes, where each stands in a footnote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dvrag.exports.characters import one_line
from dvrag.exports.document import (
    Block,
    Bullets,
    Document,
    Footnote,
    Heading,
    Paragraph,
    Quote,
    Run,
    Table,
    plain,
)
from dvrag.model.learning.items import Item, ItemKind, Quiz
from dvrag.text.plain import counted, date_in_words
from dvrag.training.packages.wording import (
    BASIS,
    NOTE,
    SUPPORT,
    answers,
    letter,
    letters,
    place,
    quoted,
    sources,
    truth,
)

_HOW = {
    ItemKind.CLOZE: "Choose what belongs in the gap.",
    ItemKind.MATCH: "Write the letter that belongs to each.",
    ItemKind.ORDER: "Write the letters in the right order, the first one first.",
}


def handout(quiz: Quiz, title: str, created: datetime) -> Document:
    """Return the questions, then their answers, then where to get help."""
    blocks: list[Block] = [Paragraph(plain(NOTE)), Paragraph(plain(_about(quiz, created)))]
    blocks.append(Heading("Questions"))
    for number, item in enumerate(quiz.items, 1):
        blocks += _question(number, item)
    blocks.append(Heading("Answers"))
    for number, item in enumerate(quiz.items, 1):
        blocks += _answer(number, item)
    blocks.append(Heading("Where to get help"))
    blocks.append(Bullets(tuple(plain(line) for line in SUPPORT)))
    return Document(title, tuple(blocks), created, "Questions for training, with answers and their sources")


def _about(quiz: Quiz, created: datetime) -> str:
    reports = counted(len({cited.report_id for item in quiz.items for cited in item.cited}), "report")
    made = date_in_words(f"{created:%Y-%m-%d}")
    questions = counted(len(quiz.items), "question")
    return f"{questions} from {reports}, made with dvrag on {made}. The answers stand at the end. {BASIS}"


def _question(number: int, item: Item) -> Iterator[Block]:
    yield Heading(f"Question {number}", 2)
    if item.note:
        yield Paragraph((Run(one_line(item.note), italic=True),))
    yield Paragraph(plain(one_line(item.stem)))
    yield Paragraph((Run(_how(item), italic=True),))
    if item.kind is ItemKind.MATCH:
        rows = tuple(
            (plain(str(n)), plain(one_line(text)), plain("________")) for n, text in enumerate(item.prompts, 1)
        )
        yield Table(("Number", "What to match", "Letter"), rows, f"What to match in question {number}", (1, 6, 2))
    if truth(item) is None:
        yield Bullets(tuple(plain(f"{letter(n)}. {one_line(text)}") for n, text in enumerate(item.options)))


def _how(item: Item) -> str:
    return "True or false?" if truth(item) is not None else _HOW.get(item.kind, "Choose one.")


def _answer(number: int, item: Item) -> Iterator[Block]:
    yield Heading(f"Answer {number}", 2)
    yield from _right(item)
    if item.rationale.strip():
        yield Paragraph(plain(one_line(item.rationale)))
    for cited in sources(item):
        yield Quote((Run(quoted(cited), notes=(Footnote(plain(f"{place(cited)}.")),)),))


def _right(item: Item) -> Iterator[Block]:
    if truth(item) is not None:
        yield Paragraph((Run(answers(item)[0], bold=True),))
    elif item.kind in {ItemKind.MATCH, ItemKind.ORDER}:
        yield Paragraph((Run(letters(item), bold=True),))
        yield Bullets(tuple(plain(line) for line in answers(item)))
    else:
        yield Paragraph((Run(f"{letters(item)}. {answers(item)[0]}", bold=True),))
