"""Quizzes of the sample library as files: every question that the library gives comes out of each file again."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from dvrag.assembly.training import open_trainer
from dvrag.model.learning.items import ItemFilters, Quiz
from dvrag.training.packages import PackageKind, packed
from dvrag.training.packages.scorm.contents import contents
from dvrag.training.quiz import LONGEST
from unit.training.packages.gift_reader import read
from unit.training.packages.quizzes import CREATED

pytestmark = pytest.mark.slow
WITHIN = LONGEST
ROOM = 4096
"""Characters in which SCORM 1.2 keeps where a learner was (cmi.suspend_data)."""


@pytest.fixture(scope="module")
def quiz(sample_library: Path) -> Quiz:
    """A long quiz of the sample library, with questions of every kind."""
    found = open_trainer(sample_library).quiz(ItemFilters(), count=WITHIN, seed=1)
    assert len(found.items) == WITHIN
    return found


def test_every_question_is_a_row_of_the_table(quiz: Quiz) -> None:
    text = packed(quiz, PackageKind.CSV, "", CREATED).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["item_id"] for row in rows] == [item.id for item in quiz.items]
    assert [row["number"] for row in rows if not (row["answer"] and row["quotes"] and row["sources"])] == []


def test_every_question_is_read_back_from_gift(quiz: Quiz) -> None:
    found = read(packed(quiz, PackageKind.GIFT, "", CREATED))[2:]
    assert len(found) == len(quiz.items)
    kinds = {"choice": "choice", "cloze": "choice", "scenario": "choice", "match": "match", "order": "match"}
    for item, got in zip(quiz.items, found, strict=True):
        assert got.kind in {kinds.get(item.kind.value), "true", "false"}
        assert got.kind != "choice" or (len(got.right) == 1 and len(got.wrong) == len(item.options) - 1)
        assert item.kind.value != "true_false" or got.kind == item.options[item.answer[0]].lower()


def test_the_longest_quiz_fits_into_one_course(quiz: Quiz) -> None:
    found = contents(quiz, "Week 1")
    assert [item["id"] for item in found["items"]] == [item.id for item in quiz.items]
    assert all(item["sources"] and item["says"] and item["answer"] for item in found["items"])


def test_what_scorm_keeps_has_room_for_the_longest_quiz(quiz: Quiz) -> None:
    kept = ["2", "0" * 8, ";".join(item["answer"] for item in contents(quiz, "Week 1")["items"])]
    assert len("|".join(kept)) <= ROOM // 2, "an answer to a question of the longest quiz has too many letters"


def test_the_handout_has_a_question_and_an_answer_for_each(quiz: Quiz) -> None:
    text = packed(quiz, PackageKind.MARKDOWN, "", CREATED).decode()
    for word in ("Question", "Answer"):
        assert [int(n) for n in re.findall(rf"^### {word} (\d+)$", text, re.MULTILINE)] == list(range(1, WITHIN + 1))


def test_the_words_of_the_reports_stand_in_word_as_they_are(quiz: Quiz) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(quiz, PackageKind.DOCX, "", CREATED))) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    text = " ".join("".join(tree.itertext()).split())
    missing = [item.id for item in quiz.items if " ".join(item.cited[0].quote.split()) not in text]
    assert missing == []
