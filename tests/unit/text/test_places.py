"""Known places are found in any case, common words only with a capital."""

from __future__ import annotations

from dvrag.text.places import places


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in places(text)]


def test_the_longest_name_wins() -> None:
    assert found("what did devon and cornwall police learn") == ["devon and cornwall"]


def test_a_name_that_is_also_a_word_needs_its_capital() -> None:
    assert found("the officers were reading it") == []
    assert found("the review from Reading") == ["Reading"]


def test_parts_of_words_are_no_places() -> None:
    assert found("the yorker of kentish essexian") == []
