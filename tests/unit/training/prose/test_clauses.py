from __future__ import annotations

import pytest

from dvrag.training.prose.clauses import has_clause, has_verb


@pytest.mark.parametrize(
    "sentence",
    [
        "The officer who came was not told.",
        "Officers who attended did not switch on their cameras, which were charged.",
        "Agencies share what they know, which helps.",
        "When Marian told the practice that she was afraid, nobody asked her why.",
        "Officers should ask where possible.",
        "In that year officers were told of the change.",
        "The supervisor who read the form and signed it had not seen the log.",
        "Refer every case to the meeting.",
        "Supervisors listen to some calls to check their quality.",
    ],
)
def test_a_verb_outside_of_a_relative_clause_makes_a_sentence(sentence: str) -> None:
    assert has_clause(sentence)


@pytest.mark.parametrize(
    "words",
    [
        "Officers who came and were told.",
        "A shared service.",
        "An agreement with other landlords for moves between towns, with ten flats set aside.",
        "A process that ensures that officers who attend are told.",
        "A form completed by the officer.",
        "Steps to make sure that staff ask.",
        "The recognition of every child as a victim, whether or not the child saw it.",
        "Patients whose notes were lost and who were not told.",
    ],
)
def test_words_of_a_list_have_no_clause(words: str) -> None:
    assert not has_clause(words)


def test_a_verb_may_stand_in_a_relative_clause() -> None:
    assert has_verb("Officers who came.")
    assert not has_verb("A shared service for the whole county.")
