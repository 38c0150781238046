"""The CSV file of a quiz: all of an item is in it, and no spreadsheet runs any of it."""

from __future__ import annotations

import csv
import io

from dvrag.lessons.actions.csv_file import unguarded
from dvrag.training.packages import PackageKind, packed
from unit.training.packages.quizzes import CREATED, HOSTILE, hostile_items, plain_items, quiz_of


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_a_row_holds_the_question_its_options_and_its_answer_in_letters_and_words() -> None:
    first = rows(packed(quiz_of(plain_items()), PackageKind.CSV, "", CREATED))[0]
    assert first["question"] == "Which agency was told to train its staff?"
    assert (first["option_a"], first["option_b"], first["option_c"]) == ("Police", "Housing", "GPs")
    assert (first["answer"], first["answer_in_words"]) == ("B", "Housing")
    assert first["quotes"] == "“Housing should train its staff.”"
    assert first["sources"] == (
        "The Pellhaven review, page 7 (9th in the file), paragraph 5.14, under ‘5 Analysis > Housing’, pellhaven.pdf"
    )
    assert (first["themes"], first["roles"], first["agencies"]) == (
        "risk assessment\nmulti agency",
        "Housing officer\nGP",
        "Housing",
    )


def test_a_match_and_an_order_say_what_belongs_where() -> None:
    found = {row["kind"]: row for row in rows(packed(quiz_of(plain_items()), PackageKind.CSV, "", CREATED))}
    assert found["Match"]["prompts"] == "1. DR\n2. NL"
    assert found["Match"]["answer"] == "1 C, 2 B"
    assert found["Match"]["answer_in_words"] == "DR: Domestic review\nNL: National letter"
    assert found["Put in order"]["answer"] == "B, C, A"
    assert found["Put in order"]["answer_in_words"].splitlines() == ["1. The call", "2. The meeting", "3. The visit"]


def test_the_content_note_stands_before_the_question() -> None:
    content = packed(quiz_of(plain_items()), PackageKind.CSV, "", CREATED)
    header = content.decode("utf-8-sig").splitlines()[0].split(",")
    assert header.index("content_note") < header.index("question")
    assert rows(content)[-1]["content_note"] == "This question speaks of a call for help."


def test_no_cell_begins_a_formula_and_each_text_can_be_read_back() -> None:
    found = rows(packed(quiz_of(hostile_items()), PackageKind.CSV, "", CREATED))
    assert len(found) == len(hostile_items())
    assert [cell for row in found for cell in row.values() if cell.lstrip()[:1] in tuple("=+-@")] == []
    assert unguarded(found[0]["option_a"]) == HOSTILE[0]
    assert found[0]["option_b"] == HOSTILE[1]
