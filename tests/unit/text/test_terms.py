"""Queries become terms: function words go, phrases, numbers and acronyms stay."""

from __future__ import annotations

import pytest

from dvrag.text.terms import MAX_TERMS, terms


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("What did the panel say about the GP?", ("panel", "say", "gp")),
        ("no further action", ("no", "action")),
        ('"no further action" by police', ("no further action", "no", "action", "police")),
        ("“professional curiosity”", ("professional curiosity", "professional", "curiosity")),
        ("paragraph 5.14 of the 2021/22 report", ("paragraph", "5 14", "2021 22", "report")),
        ("1,000 victims", ("1 000", "victims")),
        ("the ex-partner's follow-up", ("ex", "partner", "follow")),
        ("Did the IT system fail?", ("it", "system", "fail")),
        ("did it fail", ("fail",)),
        ("MARAC marac", ("marac",)),
        ("what is it about", ("what", "is", "it", "about")),
        ("Zoë's café", ("zoë", "café")),
        ('AND OR NEAR( "*', ("near",)),
        ("risk AND harm", ("risk", "harm")),
        ("???", ()),
        ("", ()),
    ],
)
def test_terms_of_a_query(query: str, expected: tuple[str, ...]) -> None:
    assert terms(query) == expected


def test_a_quoted_name_with_a_possessive_stays_a_phrase() -> None:
    assert terms('"Clare\'s Law"')[0] == "clare s law"


def test_a_pasted_page_is_cut() -> None:
    assert len(terms(" ".join(f"word{i}" for i in range(500)))) == MAX_TERMS
