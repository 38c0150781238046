"""Terms of themes: what they find, what they leave, and which cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvrag.errors import UsageError
from dvrag.lessons.themes.catalogue import catalogue
from dvrag.lessons.themes.patterns import Patterns, read_words, readable, rules

SHIPPED = Patterns((i, term, True) for i, theme in enumerate(catalogue()) for term in theme.terms)
NAMES = [theme.name for theme in catalogue()]


def said(text: str) -> set[str]:
    """Return the themes that a text names, hints left out."""
    return {NAMES[found.theme] for found in SHIPPED.find(read_words(text)) if not found.hint}


def quoted(term: str, text: str) -> list[str]:
    """Return the words of a text that a term finds."""
    words = read_words(text)
    return [words.quote(found) for found in Patterns([(0, term, True)]).find(words)]


@pytest.mark.parametrize(
    "text",
    [
        "Information was not shared between the two services.",
        "Agencies must share relevant information without delay.",
        "The sharing of intelligence was slow.",
        "Concerns were not passed to the school.",
        "Information held by the force was lost.",
        "The surgery was never notified, and its GP learnt of it later; notify the GP.",
    ],
)
def test_the_wordings_of_information_sharing(text: str) -> None:
    assert "information_sharing" in said(text)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Officers should be trained.", "training"),
        ("Risk was not reassessed.", "risk_assessment"),
        ("The landlord ignored the tenant.", "housing"),
        ("He breached the restraining order.", "perpetrator_management"),
        ("She had no recourse to public funds.", "immigration_nrpf"),
        ("Reports were treated as isolated incidents.", "repeat_victimisation"),
        ("A supervisor must check.", "supervision"),
        ("An interpreter was not used.", "cultural_competence"),
    ],
)
def test_each_theme_is_named_by_its_words(text: str, theme: str) -> None:
    assert theme in said(text)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("A warm house in the next street.", "housing"),
        ("The train was late.", "supervision"),
        ("A dash to the door.", "risk_assessment"),
        ("Suspected of nothing, informed of nothing.", "perpetrator_management"),
    ],
)
def test_words_that_only_look_alike_name_nothing(text: str, theme: str) -> None:
    assert theme not in said(text)


def test_a_phrase_needs_its_words_side_by_side_and_small_words_do_not_count() -> None:
    assert quoted("assess risk", "They assessed the risk.") == ["assessed the risk"]
    assert quoted("assess risk", "They assessed cars at risk.") == []


def test_near_words_stand_in_either_order_within_one_sentence() -> None:
    assert quoted("share~information", "Information must be shared.") == ["Information must be shared"]
    assert quoted("share~information", "They share a desk. Information is old.") == []
    assert quoted("share~information", "share one two three four five six seven eight nine information") == []


def test_capitals_and_forms() -> None:
    assert quoted("GP", "Two GPs met.") == ["GPs"]
    assert quoted("GP", "a gp met") == []
    assert quoted("=housing", "The house of housing.") == ["housing"]
    assert quoted("A&E", "Seen in A&E twice.") == ["A&E"]


@pytest.mark.parametrize(
    "term", ["share ~ information", "~share", "share~", "a~~b", "the", "", "?", "share/", "the/them"]
)
def test_a_term_that_cannot_be_read_is_refused(term: str) -> None:
    with pytest.raises(UsageError):
        rules(term, capitals=False)
    assert not readable(term)


def test_a_term_with_too_many_choices_is_refused() -> None:
    with pytest.raises(UsageError):
        rules("~".join(["a1/b1/c1/d1/e1/f1/g1/h1"] * 4), capitals=False)


def test_every_shipped_term_can_be_read_and_is_no_lone_word_by_accident() -> None:
    for theme in catalogue():
        for term in theme.terms:
            short = [rule for rule in rules(term, capitals=True) if sum(map(len, rule)) == 1]
            assert not (short and " " in term and not term.endswith("?")), f"{theme.name}: {term}"


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_quote_stands_in_it(text: str) -> None:
    words = read_words(text)
    plain = " ".join(text.split())
    assert all(words.quote(found) in plain for found in SHIPPED.find(words))
