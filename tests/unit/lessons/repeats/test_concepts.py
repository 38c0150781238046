"""Concepts by the words that name them."""

from __future__ import annotations

from collections import defaultdict

import pytest

from dvrag.lessons.repeats.concepts import _read, implied, said, thing_names
from dvrag.text.stems import stem, words


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("GPs were not told", "gp"),
        ("every surgery in the county", "gp"),
        ("Family doctors did not enquire", "ask"),
        ("a routine enquiry by nurses", "ask"),
        ("the victim withdrew her statement", "withdrawal"),
        ("people with no recourse to public funds", "immigration"),
        ("domestic violence protection notices", "dvpn"),
        ("a professional interpreter", "interpreter"),
        ("the voice of the child", "child_voice"),
        ("body-worn cameras", "body_worn"),
    ],
)
def test_words_name_a_concept(text: str, concept: str) -> None:
    assert f"thing:{concept}" in said(text).things


def test_the_longest_phrase_counts() -> None:
    things = said("a stalking protection order").things
    assert "thing:stalking_order" in things
    assert "thing:dvpn" not in things
    assert "thing:stalking" in implied("thing:stalking_order")


def test_words_that_no_concept_names_stay_as_stems() -> None:
    assert "word:chronolog" in " ".join(said("one chronology for each pupil").things)


def test_filler_says_nothing() -> None:
    assert said("should ensure that improvements are made").things == ()


def test_no_phrase_names_two_concepts() -> None:
    named: dict[str, set[str]] = defaultdict(set)
    for section in ("thing", "who"):
        for concept, phrases in _read()[section].items():
            for phrase in phrases:
                named[" ".join(stem(word) for word in words(phrase.replace("-", " ")))].add(concept)
    assert {phrase: concepts for phrase, concepts in named.items() if len(concepts) > 1} == {}
    assert "" not in named


def test_implied_concepts_exist() -> None:
    for name in _read()["implies"]:
        assert f"thing:{name}" in thing_names()
        assert all(other in thing_names() for other in implied(f"thing:{name}"))
