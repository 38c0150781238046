"""Batches keep within their budget of padded tokens and lose no text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dvrag.embed.tokens import ModelTokens, batches, padded
from dvrag.embed.weights import default_model, verify


@given(st.lists(st.integers(1, 300), max_size=60), st.integers(1, 1000))
def test_every_text_is_in_one_batch_within_the_budget(lengths: list[int], budget: int) -> None:
    groups = batches(lengths, budget)
    assert sorted(i for group in groups for i in group) == list(range(len(lengths)))
    for group in groups:
        longest = max(lengths[i] for i in group)
        assert longest * len(group) <= budget or len(group) == 1


def test_padding_is_masked() -> None:
    tokens, mask = padded([[5, 6, 7], [8]])
    assert tokens.tolist() == [[5, 6, 7], [8, 0, 0]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0]]


def test_the_default_model_is_the_published_one_and_cuts_long_texts_at_its_limit() -> None:
    files = default_model()
    verify(files)
    tokens = ModelTokens(files.folder)
    long = "risk " * 400
    (ids,) = tokens.ids([long], files.max_tokens)
    assert len(ids) == files.max_tokens
    assert tokens.count(["risk risk"]) == [2]
    assert ids[-1] == tokens.ids(["risk"], 10)[0][-1]
