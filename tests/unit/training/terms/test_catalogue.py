from __future__ import annotations

import pytest

from dvrag.lessons.themes.catalogue import catalogue
from dvrag.training.terms.catalogue import found_in, groups


def names(text: str) -> list[str]:
    return list(dict.fromkeys(each.term.name for each in found_in(text)))


def test_every_group_can_give_enough_wrong_answers() -> None:
    for group in groups().values():
        families = {term.family for term in group.terms}
        assert len(families) > group.least, group.name


def test_no_two_terms_of_a_group_are_the_same() -> None:
    for group in groups().values():
        forms = [form.lower() for term in group.terms for form in (term.one, term.many) if form]
        assert len(forms) == len(set(forms)), group.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A multi-agency risk assessment conference met.", ["multi-agency risk assessment conference"]),
        ("The risk assessments were late.", ["risk assessment"]),
        ("Clare's Law and Clare’s Law are one.", ["Clare’s Law"]),
        ("The dash for the door was no marac.", []),
        ("A pre-DASH form and a non-MARAC case.", []),
    ],
)
def test_terms_are_found_whole_and_as_they_are_written(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_plural_is_told_from_a_singular() -> None:
    found = {each.plural for each in found_in("The midwives asked.")}
    assert found == {True}


def test_every_theme_of_a_term_exists() -> None:
    named = {term.theme for group in groups().values() for term in group.terms if term.theme}
    assert named <= {theme.name for theme in catalogue()}
