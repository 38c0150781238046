"""One value of an action: what is taken, how it is kept, and when an action is overdue."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvrag.errors import UsageError
from dvrag.lessons.actions.change import (
    LONGEST_EVIDENCE,
    LONGEST_OWNER,
    checked_value,
    due_of,
    lateness,
    overdue,
    standing,
)
from dvrag.lessons.actions.dates import printed_date
from dvrag.model.actions import Action, ActionStatus
from unit.lessons.actions.action_values import entry

TODAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    "typed",
    [
        *("2026-03-31", "31/03/2026", "31.3.2026", "31-03-2026", "31 March 2026", "31st march 2026", "31 Mar 2026"),
        *("31-Mar-2026", "31st of March, 2026", " 31  March\n2026 ", "2026-03-31 00:00:00", "2026-03-31T00:00"),
    ],
)
def test_a_whole_date_is_kept_as_iso(typed: str) -> None:
    assert checked_value("due", typed) == "2026-03-31"


def test_the_day_comes_before_the_month() -> None:
    assert checked_value("due", "03/04/2026") == "2026-04-03"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "31/03/26",
            "31 March 26",
            "2026-W13-2",
            "20260331",
            "2026-090",
            "31/02/2026",
            "2026-02-30",
            "29 February 2025",
        ),
        *(
            "13/13/2026",
            "March 2026",
            "2026",
            "soon",
            "2026-03-31 14:30",
            "٣١/٠٣/٢٠٢٦",
            "31 March 1066",
            "0/1/2026",
            "=1+1",
        ),
        *("3/31/2026", "31/03-2026", "31 March 2026 or so", "46112"),
    ],
)
def test_a_doubtful_date_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked_value("due", typed)
    assert "\n" not in str(caught.value)
    assert "2026-03-31" in str(caught.value)


@given(st.dates(date(1990, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_in_each_way_of_writing(day: date) -> None:
    ways = (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} {day:%B} {day.year}")
    assert {checked_value("due", way) for way in ways} == {day.isoformat()}


@pytest.mark.parametrize("status", list(ActionStatus))
def test_a_status_is_read_by_value_or_label_in_any_case(status: ActionStatus) -> None:
    for typed in (
        status.value,
        status.label,
        status.label.upper(),
        f"  {status.value} ",
        status.value.replace("_", "-"),
    ):
        assert checked_value("status", typed) == status.value


def test_an_unknown_status_names_those_that_exist() -> None:
    with pytest.raises(UsageError, match="not started, in progress, complete, not accepted, superseded"):
        checked_value("status", "done")


def test_empty_values_take_away() -> None:
    assert [checked_value(f, " \n ") for f in ("owner", "due", "status", "evidence")] == ["", "", "not_started", ""]


def test_control_characters_are_dropped_and_line_breaks_kept() -> None:
    assert checked_value("evidence", " a\x00b\x1b\u202e\ud800\r\nc\rd\te ") == " ab\nc\nd e "
    assert checked_value("owner", "\ufeff Ada \x07\n Byron ") == "Ada Byron"


def test_joined_emoji_stay_joined() -> None:
    assert checked_value("evidence", "👩\u200d👧 done ✅") == "👩\u200d👧 done ✅"


@pytest.mark.parametrize(("field", "most"), [("owner", LONGEST_OWNER), ("evidence", LONGEST_EVIDENCE)])
def test_lengths_are_capped_with_an_error(field: str, most: int) -> None:
    assert checked_value(field, "x" * most) == "x" * most
    with pytest.raises(UsageError, match=f"{most + 1} characters"):
        checked_value(field, "x" * (most + 1))


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(UsageError, match="owner, due, status, evidence"):
        checked_value("colour", "red")


@given(st.text(max_size=60), st.sampled_from(("owner", "evidence")))
def test_a_kept_value_is_kept_again_as_it_is(text: str, field: str) -> None:
    kept = checked_value(field, text)
    assert checked_value(field, kept) == kept
    kept.encode()


@pytest.mark.parametrize(
    ("printed", "last"),
    [
        ("31 March 2022", "2022-03-31"),
        ("March 2022", "2022-03-31"),
        ("By July 2021", "2021-07-31"),
        ("Feb 2024", "2024-02-29"),
        ("31.03.22", "2022-03-31"),
        ("Mar-22", "2022-03-31"),
        ("by the end of 2021", "2021-12-31"),
        ("Between January and March 2022", "2022-03-31"),
        ("31 March 2022 (first 30 June 2021)", "2022-03-31"),
        ("Ongoing from March 2020", None),
        ("within six months", None),
        ("31 February 2022", None),
        ("2021/22", None),
        ("", None),
        (None, None),
    ],
)
def test_a_printed_deadline_ends_on_the_last_day_it_allows(printed: str | None, last: str | None) -> None:
    assert printed_date(printed) == (date.fromisoformat(last) if last else None)


def test_the_persons_date_goes_before_the_printed_one() -> None:
    both = entry(action=Action(due="2026-05-01"), deadline="March 2022")
    assert due_of(both) == (date(2026, 5, 1), "set")
    assert due_of(entry(deadline="March 2022")) == (date(2022, 3, 31), "printed")
    assert due_of(entry(deadline="soon")) == (None, "")
    assert not overdue(both, TODAY)


def test_nothing_is_called_overdue_or_not_started_of_which_nothing_was_recorded() -> None:
    blank, owned = entry(deadline="By July 2021"), entry(action=Action(owner="Ada", version=1), deadline="By July 2021")
    begun = entry(action=Action(status=ActionStatus.IN_PROGRESS, version=2), deadline="By July 2021")
    assert [standing(e) for e in (blank, owned, begun)] == ["Not recorded", "Not started", "In progress"]
    assert [lateness(e, TODAY) for e in (blank, owned, begun)] == [
        "printed date has passed, nothing recorded",
        "printed date has passed",
        "overdue",
    ]
    assert lateness(entry(), TODAY) == ""


def test_only_open_actions_whose_day_has_passed_are_overdue() -> None:
    def late(due: str, status: ActionStatus = ActionStatus.NOT_STARTED) -> bool:
        return overdue(entry(action=Action(due=due, status=status)), TODAY)

    assert late("2026-03-31")
    assert not late("2026-04-01")
    assert not late("")
    assert [status for status in ActionStatus if late("2026-03-31", status)] == [
        ActionStatus.NOT_STARTED,
        ActionStatus.IN_PROGRESS,
    ]
    assert overdue(entry(deadline="By July 2021"), TODAY)
