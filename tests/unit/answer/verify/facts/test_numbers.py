"""Numbers with units and bounds, dates with what they leave out."""

from __future__ import annotations

import pytest

from dvrag.answer.verify.facts.items import Item, ItemKind
from dvrag.answer.verify.facts.numbers import lone_units, numbers, same_number, worked_out
from dvrag.answer.verify.facts.when import found_dates, same_date
from dvrag.answer.verify.facts.words import read


def one(text: str) -> Item:
    (found,) = [*numbers(read(text)), *lone_units(read(text))]
    return found


def day(text: str) -> Item:
    (found,) = found_dates(read(text))
    return found


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("twelve calls", ItemKind.NUMBER, "12"),
        ("six hundred staff", ItemKind.NUMBER, "600"),
        ("1,234,567 people", ItemKind.NUMBER, "1234567"),
        ("sixty per cent", ItemKind.PERCENT, "60"),
        ("£4.1m", ItemKind.MONEY, "4100000"),
        ("two thirds of calls", ItemKind.SHARE, "0.667"),
        ("the third call", ItemKind.ORDINAL, "3"),
    ],
)
def test_what_a_number_states(text: str, kind: ItemKind, value: str) -> None:
    assert (one(text).kind, one(text).value) == (kind, value)


@pytest.mark.parametrize("text", ["one of them", "on 3 May", "the IL-6 level"])
def test_pronouns_days_and_parts_of_names_count_nothing(text: str) -> None:
    assert numbers(read(text)) == []


@pytest.mark.parametrize(
    ("claimed", "cited", "same"),
    [
        ("12 months", "a year", True),
        ("24 hours", "a day", True),
        ("12 months", "12 weeks", False),
        ("about 340 calls", "341 calls", True),
        ("more than 300 calls", "341 calls", True),
        ("more than 300 calls", "290 calls", False),
        ("more than 100 calls", "341 calls", False),
        ("12 percent", "12 calls", False),
        ("half of calls", "51 percent", True),
        ("£4.1m", "£4.1 million", True),
        ("1,234,567 people", "1,234,568 people", False),
    ],
)
def test_when_two_numbers_are_the_same(claimed: str, cited: str, same: bool) -> None:
    assert same_number(one(claimed), one(cited)) is same


def test_a_percentage_may_be_worked_out_of_two_counts() -> None:
    assert worked_out(one("64 percent"), [("231", "360")])
    assert not worked_out(one("74 percent"), [("231", "360")])


@pytest.mark.parametrize(
    ("claimed", "cited", "same"),
    [
        ("in May 2021", "on 3 May 2021", True),
        ("on 3 May 2021", "in May 2021", False),
        ("in October", "on 11 October 2020", True),
        ("on 11 October 2020", "on 11 October", True),
        ("in 2020", "in June 2020", True),
        ("in June 2020", "in June 2021", False),
        ("in 2018/19", "in 2018/19", True),
    ],
)
def test_when_two_dates_are_the_same(claimed: str, cited: str, same: bool) -> None:
    assert same_date(day(claimed), day(cited)) is same


def test_a_year_and_month_are_no_year_of_account() -> None:
    assert [found.value for found in found_dates(read("Published 2022-03-04."))] == ["2022-03-04"]
