"""Gold passages find their place in the reports, whatever the quotation marks and line ends."""

from __future__ import annotations

import pytest

from dvrag.evaluate.gold.place import Placed, place_all
from dvrag.evaluate.gold.questions import GoldPassage, GoldSet
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.evaluate.conftest import REVIEW, question


def place(memory: MemoryCorpus, *passages: GoldPassage) -> tuple[tuple[Placed, ...], list[str]]:
    found, mistakes = place_all(GoldSet("g", "0", (question("q", relevant=passages),)), memory)
    return found, [str(m) for m in mistakes]


def test_a_quote_is_found_by_letters_and_digits_only(memory: MemoryCorpus) -> None:
    (found,), mistakes = place(memory, GoldPassage("oakfield.pdf", 1, "1.2", "nobody at the practice\nasked “Marian”"))
    assert mistakes == []
    start, end = found.places[0].spans[0]
    assert REVIEW.text[start:end] == "Nobody at the practice asked Marian"
    block = REVIEW.text[slice(*found.places[0].paragraph)]
    assert block == "Nobody at the practice asked Marian about abuse in nine visits."


def test_words_left_out_make_two_spans(memory: MemoryCorpus) -> None:
    (found,), _ = place(memory, GoldPassage("oakfield.pdf", 1, None, "Police were called … graded standard."))
    assert [REVIEW.text[a:b] for a, b in found.places[0].spans] == ["Police were called", "graded standard"]


def test_a_paragraph_alone_is_enough(memory: MemoryCorpus) -> None:
    (found,), _ = place(memory, GoldPassage("oakfield.pdf", None, "2.1"))
    assert REVIEW.text[slice(*found.places[0].spans[0])] == "Ask about abuse each time."


def test_nearly_the_same_words_are_one_unit(placed: Placed) -> None:
    assert [place.source for place in placed.places] == ["oakfield.pdf", "summary.pdf"]
    assert placed.units == 1


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        (GoldPassage("other.pdf", 1, None, "x y z"), "row 2, column relevant: the library holds no report 'other.pdf'"),
        (GoldPassage("oakfield.pdf", 1, None, "never said"), "does not hold “never said”"),
        (GoldPassage("oakfield.pdf", 1, "9.9"), "does not hold a paragraph '9.9'"),
        (GoldPassage("oakfield.pdf", 7, None, "Ask about abuse"), "stands on page 2 of oakfield.pdf, not 7"),
    ],
)
def test_what_does_not_fit_the_library_is_named(memory: MemoryCorpus, passage: GoldPassage, said: str) -> None:
    _, mistakes = place(memory, passage)
    assert len(mistakes) == 1
    assert said in mistakes[0]
