"""Answers in words, and lines that a learner types in the terminal."""

from __future__ import annotations

import io

import pytest

from dvrag.cli.terminal import out_console
from dvrag.cli.training.sitting import asked, places, prompt, told
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Item, ItemKind, item_id
from dvrag.training.wording import answer_lines, how_to_answer, lettered


def item(kind: ItemKind, answer: tuple[int, ...], prompts: tuple[str, ...] = ()) -> Item:
    identity = item_id("made", ReportId("r"), (0, 1))
    return Item(identity, kind, "made", "What?", ("ash", "elm", "oak"), answer, "So it is.", (), prompts)


CHOICE, MATCH = item(ItemKind.CHOICE, (1,)), item(ItemKind.MATCH, (2, 0), ("tall", "grey"))
ORDER = item(ItemKind.ORDER, (2, 0, 1))


def test_answers_in_words() -> None:
    assert lettered(CHOICE) == ("A. ash", "B. elm", "C. oak")
    assert answer_lines(CHOICE) == ("elm",)
    assert answer_lines(MATCH) == ("tall: oak", "grey: ash")
    assert answer_lines(ORDER, (0, 1, 2)) == ("1. ash", "2. elm", "3. oak")
    assert answer_lines(CHOICE, (7,)) == ()
    assert [bool(how_to_answer(one)) for one in (CHOICE, MATCH, ORDER)] == [False, True, True]


@pytest.mark.parametrize(
    ("line", "kind", "chosen"),
    [
        ("b", CHOICE, (1,)),
        (" B ", CHOICE, (1,)),
        ("d", CHOICE, ()),
        ("a b", CHOICE, ()),
        ("", CHOICE, ()),
        ("C, A", MATCH, (2, 0)),
        ("ca", MATCH, (2, 0)),
        ("a", MATCH, ()),
        ("cab", ORDER, (2, 0, 1)),
        ("c c a", ORDER, ()),
    ],
)
def test_typed_letters_become_options_or_nothing(line: str, kind: Item, chosen: tuple[int, ...]) -> None:
    assert places(line, kind) == chosen


@pytest.mark.parametrize(
    ("typed", "given"), [("x\nb\n", (1,)), ("skip\n", ()), ("stop\n", None), ("", None), ("SKIP\n", ())]
)
def test_a_question_is_answered_skipped_or_left(typed: str, given: tuple[int, ...] | None) -> None:
    lines = io.StringIO(typed)
    assert asked(out_console(), CHOICE, lambda: lines.readline() or None) == given


def test_the_prompt_and_the_end_name_what_can_be_done() -> None:
    assert "such as B A;" in prompt(MATCH)
    assert "such as C B A;" in prompt(ORDER)
    assert prompt(CHOICE) == "Type a letter; or skip, or stop."
    assert told(0, 0, "Sam") == "No question was answered."
    assert told(2, 1, "Sam") == "Sam: 2 answers, 1 right."
