"""Paragraphs, numbers and lists of typeset pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.model.documents import BlockKind
from unit.ingest.typesetting import numbered, plain, report_of, texts, typeset

NUMBERED = """
#let np(label, body) = grid(columns: (1.2cm, 1fr), label, body)
#set par(spacing: 1.3em)
= Analysis
#np[5.13][Police attended in April. #lorem(25)]
#np[5.14][The panel asked three questions of the housing team and of the surgery, namely:]
#pad(left: 1.2cm)[#np[(a)][who asked her about abuse;]
#np[(b)][what was then done about it.]]
#np[5.15][In all, 12 recommendations were made, of which
12 recommendations were local. #lorem(20)]
Unnumbered text follows here. #lorem(12)
"""


def test_numbered_paragraphs_carry_their_number_and_not_in_their_text(tmp_path: Path) -> None:
    report = report_of(typeset(tmp_path, NUMBERED))
    found = numbered(report)
    assert list(found) == ["5.13", "5.14", "5.14 (a)", "5.14 (b)", "5.15"]
    assert found["5.14"].startswith("The panel asked three questions")
    assert found["5.14 (a)"] == "who asked her about abuse;"
    assert "5.14 The panel asked" in report.text
    item = next(block for block in report.blocks if block.paragraph == "5.14 (a)")
    assert item.kind is BlockKind.LIST_ITEM
    assert item.context.startswith("The panel asked three questions")
    assert report.blocks[-1].paragraph is None


def test_a_number_that_begins_a_line_of_a_sentence_is_no_paragraph_number() -> None:
    report = report_of(plain("1. First the panel met.", "12 recommendations were made by it.", "2. Then it wrote."))
    assert [(block.paragraph) for block in report.blocks] == ["1", None, "2"]


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (["108. The officer left.", "109. She rang again."], ["108", "109"]),
        (["9.1 a Train staff.", "9.1 b Audit files."], ["9.1 a", "9.1 b"]),
        (["R1. Train staff.", "R2. Audit files."], ["R1", "R2"]),
        (["Lesson 1: Train staff.", "Lesson 2 [to the police]: Audit."], ["Lesson 1", "Lesson 2"]),
        (["(1) The call was closed.", "(2) Nobody rang."], ["(1)", "(2)"]),
        (["10.Leaders track work.", "11.They meet."], ["10", "11"]),
        (["1 February 2017", "The panel met in spring, and wrote."], [None, None]),
        (["2019. The year was hard.", "It went on until spring."], [None, None]),
    ],
)  # fmt: skip
def test_labels_as_printed(lines: list[str], numbers: list[str | None]) -> None:
    report = report_of(plain(*lines))
    assert [block.paragraph for block in report.blocks] == numbers


def test_a_paragraph_runs_on_over_the_page(tmp_path: Path) -> None:
    raw = typeset(tmp_path, f"= One\n{'She rang the police again and nobody came to the house. ' * 60}")
    report = report_of(raw)
    assert len(raw.pages) > 1
    assert len(texts(report, BlockKind.PARAGRAPH)) == 1


def test_paragraphs_are_parted_by_space_and_by_indent(tmp_path: Path) -> None:
    long = "The officer wrote that all was quiet in the house and left again soon after. " * 3
    spaced = report_of(typeset(tmp_path, f"{long}\n\n{long}"))
    indented = report_of(
        typeset(tmp_path, f"#set par(spacing: 0.65em, first-line-indent: (amount: 14pt, all: true))\n{long}\n\n{long}")
    )
    assert len(spaced.blocks) == len(indented.blocks) == 2


@pytest.mark.parametrize(
    ("source", "expected", "absent"),
    [
        ("the infor-\\\nmation was lost; information matters", "the information was lost", "infor-mation"),
        ("a multi-\\\nagency meeting; each multi-agency meeting", "a multi-agency meeting", "multiagency"),
        ("their self-\\\ncare was poor", "their self-care was poor", "selfcare"),
        ("the decision-\\\nmaking; making a decision", "the decision-making", "decisionmaking"),
        ("safeguar-\\\nding was weak", "safeguarding was weak", "safeguar-ding"),
    ],
)
def test_words_broken_at_a_line_end_are_made_whole(tmp_path: Path, source: str, expected: str, absent: str) -> None:
    text = report_of(typeset(tmp_path, source)).text
    assert expected in text
    assert absent not in text


def test_bullets_are_items_with_their_lead_in(tmp_path: Path) -> None:
    report = report_of(
        typeset(tmp_path, "= Needs\nThe force should:\n- ask each victim alone;\n- record the answer.\n")
    )
    assert texts(report, BlockKind.LIST_ITEM) == ["ask each victim alone;", "record the answer."]
    assert report.blocks[-1].context == "The force should:"


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = "The mother rang the school twice in March. " * 6, "The school wrote nothing down in April. " * 6
    report = report_of(typeset(tmp_path, f"#columns(2)[{left}\n\n#colbreak()\n{right}]"))
    assert [" ".join(text.split()) for text in texts(report)] == [left.strip(), right.strip()]


def test_a_second_list_from_one_at_the_same_indent_is_counted_on_its_own() -> None:
    lines = ["1. Men were not seen.", "2. Bruises were not reported."]
    more = ["1. The board should ask.", "2. The council should act.", "3. The trust should see her.", "4. All should."]
    report = report_of(plain(*lines, "The second list follows here, and it is longer than the first one was.", *more))
    assert [block.paragraph for block in report.blocks if block.paragraph] == ["1", "2", "1", "2", "3", "4"]
