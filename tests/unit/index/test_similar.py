"""Sketches estimate how much of a text stands in another."""

from __future__ import annotations

import random

import pytest

from dvrag.index.similar import Sketch, near_duplicates, share, sketch


def words(count: int, seed: int) -> list[str]:
    generator = random.Random(seed)
    return [f"w{generator.randrange(5000)}" for _ in range(count)]


def test_a_text_shares_all_with_itself_whatever_its_case_and_marks() -> None:
    text = " ".join(words(300, 1))
    assert share(sketch(text), sketch(text.upper().replace(" ", ", "))) == 1.0


def test_different_texts_share_nothing() -> None:
    assert share(sketch(" ".join(words(3000, 1))), sketch(" ".join(words(3000, 2)))) < 0.01


@pytest.mark.parametrize("taken", [0.25, 0.5, 0.9])
@pytest.mark.parametrize("size", [400, 20_000])
def test_the_share_of_the_smaller_text_is_estimated(taken: float, size: int) -> None:
    large = words(size, 1)
    small = large[: int(size * 0.2 * taken)] + words(int(size * 0.2 * (1 - taken)), 2)
    assert share(sketch(" ".join(large)), sketch(" ".join(small))) == pytest.approx(taken, abs=0.08)


def test_a_sketch_of_a_long_text_is_small() -> None:
    found = sketch(" ".join(words(100_000, 1)))
    assert 1000 < len(found.hashes) <= 2048
    assert Sketch.from_bytes(*found.to_bytes()).hashes.tolist() == found.hashes.tolist()
    assert Sketch.from_bytes(*found.to_bytes()).threshold == found.threshold


def test_too_few_known_sequences_say_nothing() -> None:
    large = words(100_000, 1)
    assert share(sketch(" ".join(large)), sketch(" ".join(large[:60]))) == 0.0


def test_pairs_name_a_new_report_each() -> None:
    text = words(400, 1)
    sketches = {name: sketch(" ".join(part)) for name, part in {"c": text, "a": text[:200], "b": words(300, 5)}.items()}
    assert [(a, b) for a, b, _ in near_duplicates(["c"], sketches)] == [("a", "c")]
    assert near_duplicates(["b"], sketches) == []
    assert near_duplicates([], sketches) == []


def test_empty_texts_are_no_duplicates() -> None:
    assert near_duplicates(["a"], {"a": sketch(""), "b": sketch("")}) == []
