"""Long text is cut where a reader would cut it."""

from __future__ import annotations

from dvrag.chunk.split import split
from dvrag.testing.fakes import WordTokens


def cut(text: str, limit: int) -> list[str]:
    return [text[start:end] for start, end, _ in split(text, limit, WordTokens())]


def test_parts_end_at_sentences_and_are_of_like_length() -> None:
    text = " ".join(f"Sentence number {i} ends here." for i in range(9))
    parts = cut(text, 20)
    assert all(part.endswith("here.") for part in parts)
    assert {part.count("Sentence") for part in parts} == {3}


def test_a_long_sentence_is_cut_at_clauses_then_between_words() -> None:
    clauses = "alpha beta gamma delta; epsilon zeta eta theta; iota kappa lambda mu"
    assert cut(clauses, 10) == ["alpha beta gamma delta; epsilon zeta eta theta;", "iota kappa lambda mu"]
    words = " ".join(f"w{i}" for i in range(25))
    assert [len(part.split()) for part in cut(words, 10)] == [10, 10, 5]


def test_counts_are_those_of_the_parts() -> None:
    text = "One two three. Four five six seven. Eight."
    for start, end, count in split(text, 4, WordTokens()):
        assert WordTokens().count([text[start:end]]) == [count]
