"""Words that count as the same, and those that do not."""

from __future__ import annotations

import pytest

from dvrag.lessons.counting.roots import holds, root, roots, wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [("handlers", "handling"), ("organize", "organise"), ("behavior", "behaviour"), ("interpreters", "interpreting")],
)
def test_forms_of_one_word(one: str, other: str) -> None:
    assert root(one) == root(other)


@pytest.mark.parametrize(
    ("one", "other"), [("order", "ordinary"), ("partner", "partnership"), ("officer", "office space")]
)
def test_different_words(one: str, other: str) -> None:
    assert root(one) != root(other)


def test_an_acronym_is_found_spelled_out_and_the_other_way_round() -> None:
    assert holds(roots("Book an independent domestic violence adviser early."), wanted("IDVAs"))
    assert holds(roots("Two IDVAs were in post."), wanted("independent domestic violence advisers"))
    assert not holds(roots("An independent chair was in post."), wanted("IDVA"))


def test_every_word_must_be_there() -> None:
    assert not holds(roots("Calls were answered."), wanted("call handling"))
    assert holds(roots("Handlers took calls."), wanted("call handling"))
