"""Values in plain words."""

from __future__ import annotations

import pytest

from dvrag.text.plain import capitalised, counted, date_in_words, named_or_numbered, ordinal


@pytest.mark.parametrize(("n", "said"), [(0, "0 reports"), (1, "1 report"), (2, "2 reports"), (1234, "1,234 reports")])
def test_a_count_has_its_noun_in_the_right_number(n: int, said: str) -> None:
    assert counted(n, "report") == said


def test_a_noun_with_a_plural_of_its_own() -> None:
    assert (counted(1, "copy", "copies"), counted(2, "copy", "copies")) == ("1 copy", "2 copies")


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (22, "22nd"), (113, "113th")],
)
def test_a_place_in_a_row(n: int, said: str) -> None:
    assert ordinal(n) == said


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2019-11-14", "14 November 2019"),
        ("2019-11", "November 2019"),
        ("2019", "2019"),
        ("2019-13", "2019-13"),
        ("11-14", "11-14"),
        ("spring 2019", "spring 2019"),
        ("2019-11-14-1", "2019-11-14-1"),
    ],
)
def test_a_date_of_any_precision_and_what_is_none_stays(iso: str, said: str) -> None:
    assert date_in_words(iso) == said


def test_a_paragraph_that_is_printed_by_name_keeps_it() -> None:
    assert named_or_numbered("Recommendation 4", "paragraph") == "Recommendation 4"
    assert named_or_numbered("5.14", "paragraph") == "paragraph 5.14"
    assert named_or_numbered("R1", "para") == "para R1"


def test_only_the_first_letter_is_changed() -> None:
    assert (capitalised("dASH form"), capitalised("")) == ("DASH form", "")
