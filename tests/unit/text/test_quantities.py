"""Quantities are read with the value they state, however they are written."""

from __future__ import annotations

import pytest

from dvrag.text.quantities import QuantityKind, in_words, quantities


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("called eleven times", QuantityKind.NUMBER, "11"),
        ("called 11 times", QuantityKind.NUMBER, "11"),
        ("twenty-two contacts", QuantityKind.NUMBER, "22"),
        ("assessed twice", QuantityKind.NUMBER, "2"),
        ("1,008 open cases", QuantityKind.NUMBER, "1008"),
        ("cost £2.6m in all", QuantityKind.MONEY, "2.6e+06"),
        ("cost £2,600,000 in all", QuantityKind.MONEY, "2.6e+06"),
        ("about 92.4 percent of crime", QuantityKind.PERCENT, "92.4"),
        ("about 92.4% of crime", QuantityKind.PERCENT, "92.4"),
        ("on 14th November 2019", QuantityKind.DATE, "14 november 2019"),
        ("in 2019", QuantityKind.YEAR, "2019"),
        ("in 2021/22", QuantityKind.YEAR, "2021-22"),
    ],
)
def test_one_quantity(text: str, kind: QuantityKind, value: str) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.value) == (kind, value)


def test_spans_are_ordered_and_hold_what_is_written() -> None:
    text = "Between April 2014 and March 2017 police were called eleven times; 7 of 11 had a DASH."
    found = quantities(text)
    assert [text[q.start : q.end] for q in found] == ["April 2014", "March 2017", "eleven", "7", "11"]


def test_words_that_only_contain_a_number_are_not_quantities() -> None:
    assert quantities("someone often stoned the intention") == []


def test_a_number_in_words_is_read_as_that_number() -> None:
    for value in range(100):
        (read,) = quantities(in_words(value))
        assert read.value == str(value)
    assert in_words(32) == "thirty-two"
    assert in_words(100) == in_words(-1) == ""
