"""Quotations are verbatim but for white space and the shape of quotation marks."""

from __future__ import annotations

import pytest

from dvrag.answer.verify.quotes import misquoted, verbatim

TEXT = "She said, “I told  my doctor’s\nnurse.” Nobody knows whether officers were told. It was May."


@pytest.mark.parametrize(
    "sentence",
    [
        "She said 'I' and “I told my doctor's nurse.”",
        'The report says "officers were told".',
        "It says “Nobody knows … officers were told.”",
        "It says “Nobody [in the team] knows”.",
        "She was told.",
    ],
)
def test_words_that_stand_there_are_no_misquotation(sentence: str) -> None:
    assert misquoted(sentence, (TEXT,)) is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It says “officers are told”.", "officers are told"),
        ("It says “officers were told … Nobody knows”.", "officers were told … Nobody knows"),
        ("It says “fficers were told”.", "fficers were told"),
    ],
)
def test_other_words_are_returned(sentence: str, words: str) -> None:
    assert misquoted(sentence, (TEXT,)) == words


def test_only_whole_sentences_are_taken_word_for_word() -> None:
    assert verbatim("Nobody knows whether officers were told.", (TEXT,))
    assert verbatim("“It was May.”", (TEXT,))
    assert verbatim("Nobody knows whether officers were told. It was May.", (TEXT,))
    assert verbatim(" ".join(TEXT.split()), (TEXT,))
    assert not verbatim("officers were told.", (TEXT,))
    assert not verbatim("", (TEXT,))
