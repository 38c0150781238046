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
from dvrag.training.packages.wording import BASIS, NOTE, SUPPORT, TRUE_OR_FALSE, quoted, sources, truth
from dvrag.training.wording import answer_lines, content_note, how_to_answer, lettered, letters, place

_CHOOSE = "Choose one."
_BLANK = "________"


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
        yield Paragraph((Run(content_note(item), italic=True),))
    yield Paragraph(plain(one_line(item.stem)))
    yield Paragraph((Run(_how(item), italic=True),))
    if item.kind is ItemKind.MATCH:
        rows = tuple((plain(str(n)), plain(one_line(text)), plain(_BLANK)) for n, text in enumerate(item.prompts, 1))
        yield Table(("Number", "What to match", "Letter"), rows, f"What to match in question {number}", (1, 6, 2))
    if truth(item) is None:
        yield from (Paragraph(plain(option)) for option in lettered(item))
    if item.kind is ItemKind.ORDER:
        yield Paragraph(plain(f"The order, in letters: {_BLANK}"))


def _how(item: Item) -> str:
    """Return what to do on paper, where nothing shows that only one option can be chosen."""
    return TRUE_OR_FALSE if truth(item) is not None else how_to_answer(item) or _CHOOSE


def _answer(number: int, item: Item) -> Iterator[Block]:
    yield Heading(f"Answer {number}", 2)
    yield from _right(item)
    if item.rationale.strip():
        yield Paragraph(plain(one_line(item.rationale)))
    for cited in sources(item):
        yield Quote((Run(quoted(cited), notes=(Footnote(plain(f"{place(cited)}.")),)),))


def _right(item: Item) -> Iterator[Block]:
    if truth(item) is not None:
        yield Paragraph((Run(answer_lines(item)[0], bold=True),))
    elif item.kind is ItemKind.MATCH:
        yield Paragraph((Run(letters(item), bold=True),))
        yield Bullets(tuple(plain(line) for line in answer_lines(item)))
    elif item.kind is ItemKind.ORDER:
        yield Paragraph((Run(letters(item), bold=True),))
        yield Bullets(tuple(plain(one_line(item.options[n])) for n in item.answer), numbered=True)
    else:
        yield Paragraph((Run(f"{letters(item)}. {answer_lines(item)[0]}", bold=True),))
