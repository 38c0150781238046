"""Sorting findings by theme: reasons, limits, headings, themes of users."""

from __future__ import annotations

import pytest

from dvrag.errors import UsageError
from dvrag.lessons.themes.assign import LEAST, MOST, QUOTED, Sorter
from dvrag.lessons.themes.catalogue import catalogue, own_theme
from dvrag.model.findings import Theme, ThemeMark
from dvrag.testing.fakes import HashingEmbedder

PETS = own_theme("pets", "", ["The dog was hurt.", "Nobody asked about the dog.", "She stayed because of her cat."], [])


def marks(text: str, heading: str = "", *own: Theme) -> tuple[ThemeMark, ...]:
    """Return the themes of one text."""
    embedder = HashingEmbedder(64)
    return Sorter((*catalogue(), *own), embedder).sort([text], embedder.encode([text]), [heading])[0]


def test_the_catalogue_holds_the_themes_of_the_domain_each_with_examples_and_terms() -> None:
    themes = catalogue()
    assert len(themes) == len({theme.name for theme in themes}) == 21
    assert all(len(theme.examples) >= 4 and theme.terms and theme.label and not theme.own for theme in themes)


def test_a_term_gives_a_theme_and_its_words_are_the_reason() -> None:
    found = {mark.theme: mark for mark in marks("Information was not shared.")}
    assert found["information_sharing"].reason == "says “Information was not shared”"
    assert LEAST <= found["information_sharing"].score <= 1


def test_a_text_as_an_example_is_near_it() -> None:
    theme = next(theme for theme in catalogue() if theme.name == "supervision")
    found = marks(theme.examples[0])
    assert found[0].theme == "supervision"


def test_a_text_of_nothing_has_no_theme() -> None:
    assert marks("Publish the plan by May.") == ()
    assert marks("") == ()


def test_the_strongest_come_first_and_not_too_many() -> None:
    names = ["alpha", "bravo", "delta", "gamma", "omega"]
    own = [own_theme(name, "", [f"It speaks of {name}."], [name]) for name in names]
    found = [mark for mark in marks(" and ".join(names), "", *own) if mark.theme in names]
    assert len(found) == MOST
    assert [mark.score for mark in found] == sorted((mark.score for mark in found), reverse=True)


def test_a_long_reason_is_cut() -> None:
    far = "information " + " ".join(["extraordinarilylongword"] * 5) + " shared"
    assert all(len(mark.reason) <= QUOTED + len("says “”") for mark in marks(far) if mark.reason.startswith("says"))


def test_a_short_heading_counts_and_a_long_one_does_not() -> None:
    text = "This should be put right by May."
    reasons = [mark.reason for mark in marks(text, "Findings > Housing")]
    assert all(reason == "stands under a heading that says “Housing”" for reason in reasons)
    long = "Findings > What the panel heard about housing and about a great many other matters of local life"
    assert not any(mark.theme == "housing" for mark in marks(text, long))


def test_the_examples_are_encoded_only_when_a_finding_comes() -> None:
    embedder = HashingEmbedder(32)
    sorter = Sorter(catalogue(), embedder)
    assert sorter.sort([], embedder.encode([]), []) == []
    assert embedder.encoded == 0
    sorter.sort(["Train staff."], embedder.encode(["Train staff."]), [""])
    once = embedder.encoded
    sorter.sort(["Train staff."], embedder.encode(["Train staff."]), [""])
    assert embedder.encoded == once + 1


def test_a_users_theme_works_from_its_examples() -> None:
    found = {mark.theme: mark for mark in marks("Staff should have asked about the dog.", "", PETS)}
    assert found["pets"].reason.startswith("close to the example “")
    assert "pets" not in {mark.theme for mark in marks("The council should publish its rent policy.", "", PETS)}


def test_a_users_term_is_found_in_any_case() -> None:
    theme = own_theme("gamblers", "Gambling", ["He lost the rent on bets."], ["GAMBLING"])
    assert "gamblers" in {mark.theme for mark in marks("Ask about gambling.", "", theme)}


def test_a_users_theme_moves_no_other() -> None:
    text = "Information was not shared with the school, and the dog was hurt."
    assert [m for m in marks(text, "", PETS) if m.theme != "pets"] == list(marks(text))


def test_a_users_term_that_cannot_be_read_is_refused_but_an_old_one_stops_nothing() -> None:
    with pytest.raises(UsageError):
        own_theme("pets", "", ["The dog was hurt."], ["dog ~ cat"])
    old = Theme("pets", "Pets", ("dog ~ cat",), ("The dog was hurt.",), own=True)
    assert isinstance(marks("The dog.", "", old), tuple)


@pytest.mark.parametrize("name", ["", "1", "housing", "x" * 50, "a!"])
def test_a_bad_or_taken_name_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        own_theme(name, "", ["The dog was hurt."], [])


def test_no_themes_no_marks() -> None:
    embedder = HashingEmbedder(8)
    assert Sorter((), embedder).sort(["x"], embedder.encode(["x"]), [""]) == [()]


def test_a_passage_has_the_themes_of_a_finding_in_the_same_words_and_no_limit() -> None:
    names = ["alpha", "bravo", "delta", "gamma", "omega"]
    own = [own_theme(name, "", [f"It speaks of {name}."], [name]) for name in names]
    embedder = HashingEmbedder(64)
    sorter = Sorter((*catalogue(), *own), embedder)
    texts = [" and ".join(names), "Information was not shared.", "Publish the plan by May.", ""]
    found = sorter.themes_of(texts, embedder.encode(texts), [""] * len(texts))
    marked = sorter.sort(texts, embedder.encode(texts), [""] * len(texts))
    assert [name for name in found[0] if name in names] == names
    assert [set(of) for of in found[1:]] == [{mark.theme for mark in of} for of in marked[1:]]
    assert Sorter((), embedder).themes_of(["a"], embedder.encode(["a"]), [""]) == [()]
