"""The GIFT file of a quiz, read back as Moodle reads it: each question as it was, whatever its texts hold."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterator

import pytest

from dvrag.exports.characters import one_line
from dvrag.model.learning.items import Item, ItemKind
from dvrag.training.packages import PackageKind, packed
from unit.training.packages import scorm_tools
from unit.training.packages.gift_reader import Read, read
from unit.training.packages.quizzes import CREATED, hostile_items, plain_items, quiz_of

ITEMS = (*plain_items(), *hostile_items())


@pytest.fixture(scope="module")
def found() -> list[Read]:
    """What is read of all items."""
    return read(packed(quiz_of(ITEMS), PackageKind.GIFT, "Week 1: $safety/{home}", CREATED))


def of(found: list[Read], *kinds: ItemKind) -> Iterator[tuple[Item, Read]]:
    yield from ((item, got) for item, got in zip(ITEMS, found[2:], strict=True) if item.kind in kinds)


def test_the_category_is_the_title_and_what_stands_first_is_the_content_note(found: list[Read]) -> None:
    assert found[0] == Read("category", "Week 1 safety home")
    assert found[1].kind == "description"
    assert found[1].stem.startswith("Content note:")
    assert len(found) == 2 + len(ITEMS)


def test_a_title_of_steering_characters_only_gives_way_to_the_usual_one() -> None:
    found = read(packed(quiz_of(ITEMS[:1]), PackageKind.GIFT, "{~=} :/<>$", CREATED))
    assert found[0] == Read("category", "Questions from published reviews and inspections")


def test_a_question_with_options_has_one_right_answer_and_all_wrong_ones(found: list[Read]) -> None:
    for item, got in of(found, ItemKind.CHOICE, ItemKind.CLOZE, ItemKind.SCENARIO):
        options = [one_line(option) for option in item.options]
        assert got.kind == "choice"
        assert got.right == [options[item.answer[0]]]
        assert sorted([*got.right, *got.wrong]) == sorted(options)


def test_the_question_stands_whole_after_its_content_note(found: list[Read]) -> None:
    for item, got in zip(ITEMS, found[2:], strict=True):
        lines = got.stem.splitlines()
        note = [f"Content note: {one_line(item.note)}"] if item.note else []
        assert lines[: len(note) + 1] == [*note, one_line(item.stem)]


def test_a_statement_is_true_or_false(found: list[Read]) -> None:
    for item, got in of(found, ItemKind.TRUE_FALSE):
        assert got.kind == item.options[item.answer[0]].lower()


def test_a_true_or_false_item_with_other_words_keeps_its_words() -> None:
    first = plain_items()[1]
    item = Item(first.id, first.kind, "x", "Is it so?", ("Yes", "No"), (1,), "It is not.", first.cited)
    got = read(packed(quiz_of((item,)), PackageKind.GIFT, "", CREATED))[2]
    assert (got.kind, got.right, got.wrong) == ("choice", ["No"], ["Yes"])


def test_a_match_has_its_pairs_and_the_options_left_over(found: list[Read]) -> None:
    for item, got in of(found, ItemKind.MATCH):
        pairs = [(one_line(p), one_line(item.options[n])) for p, n in zip(item.prompts, item.answer, strict=True)]
        spare = [("", one_line(text)) for n, text in enumerate(item.options) if n not in item.answer]
        assert got.pairs == pairs + spare


def test_an_order_becomes_a_match_of_each_event_with_its_place(found: list[Read]) -> None:
    for item, got in of(found, ItemKind.ORDER):
        placed = {one_line(item.options[n]): place for place, n in enumerate(item.answer)}
        assert [text for text, _ in got.pairs] == [one_line(option) for option in item.options]
        by_place = sorted(got.pairs, key=lambda pair: int(pair[1][:-2]))
        assert [placed[text] for text, _ in by_place] == list(range(len(item.options)))
    assert [pair[1] for pair in next(got for _, got in of(found, ItemKind.ORDER)).pairs] == ["3rd", "1st", "2nd"]


def test_the_feedback_says_what_is_right_why_and_where_it_stands(found: list[Read]) -> None:
    assert found[2].feedback.splitlines() == [
        "Right: Housing",
        "The review says so of Housing.",
        "“Housing should train its staff.”",
        "The Pellhaven review, page 7 (9th in the file), paragraph 5.14, under ‘5 Analysis > Housing’, pellhaven.pdf",
    ]


def test_ids_and_themes_stand_in_the_comment_that_newer_versions_read(found: list[Read]) -> None:
    assert found[2].comment == f"// [id:{ITEMS[0].id}] [tag:risk assessment] [tag:multi agency]"


def test_names_tell_questions_apart() -> None:
    content = packed(quiz_of(hostile_items()), PackageKind.GIFT, "", CREATED)
    names = [got.name for got in read(content)[2:]]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) < 100


def test_another_reader_of_gift_reads_the_same(found: list[Read]) -> None:
    scorm_tools.needed()
    script = "const read = require(process.argv[1]); const text = require('fs').readFileSync(0, 'utf8');"
    run = subprocess.run(
        ["node", "-e", f"{script} console.log(JSON.stringify(read.parse(text)));", str(scorm_tools.GIFT)],
        input=packed(quiz_of(ITEMS), PackageKind.GIFT, "Week 1", CREATED),
        capture_output=True,
        check=True,
    )
    theirs = json.loads(run.stdout)
    kinds = {"choice": "MC", "match": "Matching", "true": "TF", "false": "TF", "description": "Description"}
    assert [got["type"] for got in theirs] == ["Category", *(kinds[got.kind] for got in found[1:])]
    assert [got["title"] for got in theirs[1:]] == [got.name for got in found[1:]]
    assert [got["id"] for got in theirs[2:]] == [item.id for item in ITEMS]
    for got, ours in zip(theirs[2:], found[2:], strict=True):
        assert shown(got["stem"]["text"]) == ours.stem
        assert shown(got["globalFeedback"]["text"]) == ours.feedback
        if got["type"] == "MC":
            assert [shown(c["text"]["text"]) for c in got["choices"] if c["isCorrect"]] == ours.right
            assert [shown(c["text"]["text"]) for c in got["choices"] if not c["isCorrect"]] == ours.wrong
        if got["type"] == "TF":
            assert str(got["isTrue"]).lower() == ours.kind


def shown(text: str) -> str:
    return "\n".join(html.unescape(part) for part in re.split(r"</?p>", text) if part)
