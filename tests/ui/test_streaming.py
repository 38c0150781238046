"""Sentences while an answer comes about: provisional and settled are told apart in words, and read out politely."""

from __future__ import annotations

import re
from html import unescape

import pytest

from dvrag.model.answers import Claim, Verdict
from dvrag.model.writing import Settled, Wrote
from dvrag.ui.ask import stream
from ui.fake_library import HOSTILE
from ui.fake_writer import LOCAL


def read(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split())


def test_a_sentence_that_is_being_written_says_that_it_is_not_checked() -> None:
    shown = stream.provisional(Wrote(0, "The form was", (1, 2)))
    assert read(shown) == "The form was [1][2] (not checked yet)"
    assert "dv-provisional" in shown
    assert read(stream.provisional(Wrote(0, "The", ()))) == "The (not checked yet)"


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.SUPPORTED, "It was begun. [1] (checked)"),
        (Verdict.PARTLY, "It was begun. [1] (checked: only partly supported)"),
        (Verdict.UNSUPPORTED, "(One sentence was left out. The passages that it cites do not carry it.)"),
    ],
)
def test_a_settled_sentence_says_what_came_of_it(verdict: Verdict, said: str) -> None:
    shown = stream.settled(Settled(0, Claim("It was begun.", (1,), verdict)))
    assert read(shown) == said
    assert 'aria-live="polite"' in shown


def test_what_goes_on_is_said_in_words() -> None:
    assert stream.progress(1, LOCAL) == "Writing… checking… 1 sentence checked so far."
    assert stream.progress(2, None) == "Choosing sentences… 2 sentences checked so far."


def test_words_of_a_model_are_escaped() -> None:
    assert HOSTILE not in stream.provisional(Wrote(0, HOSTILE, ()))
    assert HOSTILE not in stream.settled(Settled(0, Claim(HOSTILE, (), Verdict.SUPPORTED)))
