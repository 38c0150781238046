"""What is searched for a query besides its own words."""

from __future__ import annotations

from collections import Counter

import pytest

from dvrag.retrieve.expansion import Speller, plan
from dvrag.text.acronyms import Acronyms, listed_senses
from dvrag.text.spelling import Vocabulary
from dvrag.text.stems import stem
from dvrag.text.terms import words

TEXTS = [
    "The GP did not receive the letter about safeguarding in Brackenford",
    "Burnley was not visited; professional curiosity was missing",
    "The family received the review",
]


def texts(word: str) -> list[str]:
    return [text for text in TEXTS if stem(word) in map(stem, words(text))]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(Vocabulary(Counter(stem(word) for text in TEXTS for word in words(text))), texts)


@pytest.mark.parametrize(
    ("query", "corrected"),
    [
        ("did she recieve it", {"recieve": "receive"}),
        ("the brakenford review", {"brakenford": "brackenford"}),
        ("what of Brakenford?", {"Brakenford": "brackenford"}),
        ("proffesional curiosity", {"proffesional": "professional"}),
        ("safegarding letters", {"safegarding": "safeguarding"}),
        ("receiving the letters", {}),
        ("what about Barnsley", {}),
        ("barnsley", {}),
        ("PEELX and safeGarding", {}),
        ("zzzzzz lettr", {"lettr": "letter"}),
        ("gp of xyz", {}),
    ],
)
def test_only_words_that_no_passage_holds_are_corrected(speller: Speller, query: str, corrected: dict) -> None:
    assert speller.corrections(query) == corrected


def test_a_word_of_english_that_no_passage_holds_is_not_taken_for_another() -> None:
    held = ["the panel would ask", "a letter"]
    speller = Speller(
        Vocabulary({"would": 9, "letter": 2}), lambda word: [text for text in held if word in text.split()]
    )
    assert speller.corrections("Who won the football world cup?") == {}
    assert speller.corrections("a lettr that woukd") == {"lettr": "letter", "woukd": "would"}


def test_a_name_may_be_one_edit_off_only() -> None:
    vocabulary = Vocabulary({stem("chesterfield"): 3})
    far = Speller(vocabulary, lambda word: ["Chesterfield"] if word.startswith(stem("chesterfield")[:9]) else [])
    assert far.corrections("the chestarfeild case") == {"chestarfeild": "chesterfield"}
    assert far.corrections("the Chestarfeild case") == {}


def test_a_plan_holds_corrections_expansions_and_what_to_announce(speller: Speller) -> None:
    found = plan("Did the MARAC recieve it?", Acronyms(listed_senses(), {}), speller)
    assert found.terms == ("marac", "recieve", "receive")
    assert [item.added for item in found.expansions] == [("multi-agency risk assessment conference",)]
    assert found.text == "Did the MARAC (multi-agency risk assessment conference) receive it?"
    assert found.announced == ("recieve → receive", "MARAC → multi-agency risk assessment conference")


def test_an_acronym_of_two_senses_is_not_spelled_out_for_the_model() -> None:
    found = plan("NFA cases", Acronyms(listed_senses(), {}), None)
    assert len(found.expansions) == 2
    assert found.text == "NFA cases"


def test_a_plain_query_is_searched_as_it_stands(speller: Speller) -> None:
    found = plan("the family letter", Acronyms(listed_senses(), {}), speller)
    assert (found.terms, found.expansions, found.announced) == (("family", "letter"), (), ())
    assert found.text == "the family letter"
