"""Dates as printed."""

from __future__ import annotations

import pytest

from dvrag.text.dates import dates, starts_with_date, years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 27 February 2025 and", ["2025-02-27"]),
        ("the 1st of March 2019", ["2019-03-01"]),
        ("01 December 2017", ["2017-12-01"]),
        ("in November 2019.", ["2019-11"]),
        ("May 3, 2020", ["2020-05-03"]),
        ("28/03/2014 05:28", ["2014-03-28"]),
        ("7.5.21", ["2021-05-07"]),
        ("2019-05-02", ["2019-05-02"]),
        ("9 Jan 2020", ["2020-01-09"]),
        ("paragraph 5.14 of 2019", []),
        ("32 March 2019", ["2019-03"]),
        ("between 9 May 2018 and June 2019", ["2018-05-09", "2019-06"]),
    ],
)
def test_dates_are_read(text: str, expected: list[str]) -> None:
    assert [date.iso for date in dates(text)] == expected


def test_spans_hold_the_words_of_the_date() -> None:
    text = "Report published: 24 November 2017."
    (date,) = dates(text)
    assert text[date.start : date.end] == "24 November 2017"


@pytest.mark.parametrize(
    ("text", "expected"), [("3 May 2019. Police", True), ("January to March", True), ("14 July and", True),
                           ("Mayor of", False), ("12 officers", False)]
)  # fmt: skip
def test_entries_of_a_chronology_begin_with_a_date(text: str, expected: bool) -> None:
    assert starts_with_date(text) is expected


def test_years_leave_spans_of_years_out() -> None:
    assert [year.iso for year in years("in 2016, 2018/19 and 2021")] == ["2016", "2021"]
