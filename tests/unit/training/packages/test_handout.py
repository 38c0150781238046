"""The handout: questions before answers, each answer with its quote and a footnote, as Word, PDF, Markdown."""

from __future__ import annotations

import io
import re

import docx
import pytest
from pypdf import PdfReader

from dvrag.exports.document import Bullets, Heading, Paragraph, Quote, footnotes, text_of
from dvrag.model.learning.items import ItemKind
from dvrag.training.packages import PackageKind, packed
from dvrag.training.packages.handout import handout
from dvrag.training.wording import how_to_answer
from unit.training.packages.quizzes import CREATED, hostile_items, plain_items, quiz_of

ITEMS = (*plain_items(), *hostile_items())


def headings(level: int) -> list[str]:
    blocks = handout(quiz_of(plain_items()), "Week 1", CREATED).blocks
    return [block.text for block in blocks if isinstance(block, Heading) and block.level == level]


def test_all_questions_stand_before_the_first_answer() -> None:
    assert headings(1) == ["Questions", "Answers", "Where to get help"]
    assert headings(2) == [f"{word} {n}" for word in ("Question", "Answer") for n in range(1, 7)]


def test_no_question_shows_its_answer() -> None:
    document = handout(quiz_of(plain_items()), "Week 1", CREATED)
    end = document.blocks.index(Heading("Answers"))
    before = " ".join(
        text_of(runs)
        for block in document.blocks[:end]
        for runs in (
            block.items if isinstance(block, Bullets) else (block.runs,) if isinstance(block, Paragraph) else ()
        )
    )
    assert "The review says so" not in before
    assert not any(isinstance(block, Quote) for block in document.blocks[:end])


def test_each_quote_has_a_footnote_that_says_where_it_stands() -> None:
    document = handout(quiz_of(plain_items()), "Week 1", CREATED)
    quotes = [block for block in document.blocks if isinstance(block, Quote)]
    assert len(quotes) == len(footnotes(document)) == sum(len(item.cited) for item in plain_items())
    assert text_of(footnotes(document)[0].runs) == (
        "The Pellhaven review, page 7 (9th in the file), paragraph 5.14, under ‘5 Analysis > Housing’, pellhaven.pdf."
    )


def test_answers_are_given_in_letters_and_words() -> None:
    document = handout(quiz_of(plain_items()), "Week 1", CREATED)
    bold = [run.text for block in document.blocks if isinstance(block, Paragraph) for run in block.runs if run.bold]
    assert bold == ["B. Housing", "False", "A. plan", "1 C, 2 B", "B, C, A", "A. Ask about safety"]


def test_a_content_note_stands_at_the_start_and_before_its_question() -> None:
    blocks = handout(quiz_of(plain_items()), "Week 1", CREATED).blocks
    assert isinstance(blocks[0], Paragraph)
    assert text_of(blocks[0].runs).startswith("Content note:")
    at = blocks.index(Heading("Question 6", 2))
    note, stem = blocks[at + 1 : at + 3]
    assert isinstance(note, Paragraph)
    assert isinstance(stem, Paragraph)
    assert text_of(note.runs) == "Content note: This question speaks of a call for help."
    assert text_of(stem.runs).startswith("A caller asks")


@pytest.mark.parametrize("kind", [kind for kind in ItemKind if kind is not ItemKind.TRUE_FALSE])
def test_every_kind_shows_its_options(kind: ItemKind) -> None:
    item = next(item for item in plain_items() if item.kind is kind)
    text = packed(quiz_of((item,)), PackageKind.MARKDOWN, "", CREATED).decode()
    questions = text.partition("## Answers")[0]
    assert all(option in questions for option in item.options)
    assert all(prompt in questions for prompt in item.prompts)


def test_no_option_or_answer_has_two_marks() -> None:
    text = packed(quiz_of(plain_items()), PackageKind.MARKDOWN, "", CREATED).decode()
    assert "\n\nA. The visit\n\nB. The call\n\nC. The meeting\n\nThe order, in letters: " in text
    assert "**B, C, A**\n\n1. The call\n2. The meeting\n3. The visit\n" in text
    assert re.findall(r"^ *[-*] +(?:[A-Z]|\d+)\\?[.)].*", text, re.MULTILINE) == []


def test_what_to_do_is_said_in_the_words_of_the_app() -> None:
    for item in plain_items():
        text = packed(quiz_of((item,)), PackageKind.MARKDOWN, "", CREATED).decode()
        told = how_to_answer(item) or ("True or false?" if item.kind is ItemKind.TRUE_FALSE else "Choose one.")
        assert f"\n*{told}*\n" in text


def test_word_opens_it_with_real_headings() -> None:
    content = packed(quiz_of(ITEMS), PackageKind.DOCX, "Week 1", CREATED)
    document = docx.Document(io.BytesIO(content))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Heading 2") == 2 * len(ITEMS)
    assert any("<script>alert(1)</script>" in paragraph.text for paragraph in document.paragraphs)


def test_the_pdf_holds_every_question() -> None:
    content = packed(quiz_of(ITEMS), PackageKind.PDF, "Week 1", CREATED)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert [n for n in range(1, len(ITEMS) + 1) if not re.search(rf"Question {n}\b", text)] == []


def test_markdown_runs_nothing() -> None:
    text = packed(quiz_of(ITEMS), PackageKind.MARKDOWN, "Week 1", CREATED).decode()
    assert "<script" not in text
    assert len(re.findall(r"^\[\^\d+\]: ", text, re.MULTILINE)) == sum(len(item.cited) for item in ITEMS)
