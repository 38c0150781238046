"""Redaction holds for any text: what was planted is gone, what is done is done, the rest stays."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvrag.text.redaction import redacted

CUED = (
    "my name is ",
    "the victim called ",
    "Mr ",
    "PC 1234 ",
    "her sister ",
    "DOB ",
    "NHS number ",
    "tel: ",
    "[name] ",
)
WORDS = st.sampled_from(
    ("Jane", "Smith", "police", "12/03/1987", "07700 900123", "a@b.org", "LS1 4AP", "and", ", ", "de")
)
LIKELY = st.lists(st.one_of(st.sampled_from(CUED), WORDS, st.text(max_size=6)), max_size=12).map(" ".join)
PLANTED = {
    "07700 900123": "[phone]",
    "jane.smith@example.org": "[e-mail]",
    "LS1 4AP": "[postcode]",
    "AB 12 34 56 C": "[National Insurance number]",
    "943 476 5919": "[NHS number]",
    "Mr Okonkwo": "Mr [name]",
}
PLAIN = st.text(alphabet="abcdefghijklmnopqrstuvwxyz ,;?", max_size=60)


@given(LIKELY)
def test_a_second_time_changes_nothing(text: str) -> None:
    once = redacted(text)
    assert redacted(once) == once


@given(PLAIN, st.sampled_from(sorted(PLANTED)), PLAIN)
def test_what_is_planted_is_gone_and_marked(before: str, planted: str, after: str) -> None:
    found = redacted(f"{before} {planted}. {after}")
    assert planted not in found
    assert PLANTED[planted] in found


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz .,;?", max_size=200).filter(
        lambda t: "name" not in t and "mr" not in t
    )
)
def test_small_letters_without_a_cue_stay(text: str) -> None:
    assert redacted(text) == text


@given(st.text(max_size=300))
@settings(max_examples=50)
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(redacted(text), str)


@pytest.mark.parametrize(
    "piece", ["my name is ", "1 ", "0", "a.", "born on the ", "Jane ", "the victim called ", "+44(", "A-"]
)
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    text = (piece * 2000)[:4000]
    began = perf_counter()
    redacted(text)
    assert perf_counter() - began < 2.0
