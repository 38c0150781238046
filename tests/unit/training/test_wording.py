"""Places and content notes in words, the same wherever a question is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.training.wording import content_note, lettered, place, place_parts
from unit.training.packages.quizzes import cited, plain_items


def test_a_place_names_report_page_paragraph_section_and_file() -> None:
    assert place_parts(cited()) == (
        "The Pellhaven review",
        "page 7 (9th in the file)",
        "paragraph 5.14",
        "under ‘5 Analysis > Housing’",
        "pellhaven.pdf",
    )
    assert place(cited()) == ", ".join(place_parts(cited()))


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"page_label": "9"}, "page 9"),
        ({"page_label": None}, "page 9"),
        ({"paragraph": "Recommendation 4"}, "Recommendation 4"),
        ({"paragraph": None, "paragraph_index": 3}, "3rd paragraph of the section"),
        ({"section": "5\u202e\nAnalysis"}, "under ‘5 Analysis’"),
    ],
)
def test_a_part_is_said_as_it_is_known(change: dict[str, object], part: str) -> None:
    assert part in place_parts(replace(cited(), **change))  # type: ignore[arg-type]


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(cited(), page=None, page_label=None, paragraph=None, section="", source="The Pellhaven review")
    assert place_parts(bare) == ("The Pellhaven review",)


def test_a_note_has_its_label_and_none_has_none() -> None:
    noted = plain_items()[-1]
    assert content_note(noted) == "Content note: This question speaks of a call for help."
    assert content_note(replace(noted, note=" ")) == ""


def test_an_option_stays_on_one_line() -> None:
    assert lettered(replace(plain_items()[0], options=("a\n b", "c"))) == ("A. a b", "B. c")
