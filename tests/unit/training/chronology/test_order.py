from __future__ import annotations

from math import factorial

import pytest

from dvrag.model.learning.items import ItemKind
from dvrag.training.chronology.events import events
from dvrag.training.chronology.order import APART, put_in_order, shuffled
from dvrag.training.items.build import NOTE
from unit.training.terms.library_of import material_of, report_of

ENTRIES = """
# 5 Chronology
@ 9 January 2020. Officers spoke to Marian and Keith at the door. They left.
@ 27 June 2020. Marian told an officer by text that she did not want to go to court.
@ 20 August 2020. The practice prescribed an antidepressant to Marian.
@ 8 November 2020. The council took an application for housing from Marian.
"""


def told(text: str) -> list[str]:
    return [event.text for event in events(report_of("arn.pdf", text))]


def test_events_are_put_in_the_order_of_their_dates() -> None:
    (item,) = put_in_order(material_of(report_of("arn.pdf", ENTRIES, area="Arnbury")))
    assert item.kind is ItemKind.ORDER
    assert item.stem == "In which order did these events in the Arnbury review happen?"
    assert [item.options[index] for index in item.answer] == [
        "Officers spoke to Marian and Keith at the door",
        "Marian told an officer by text that she did not want to go to court",
        "The practice prescribed an antidepressant to Marian",
        "The council took an application for housing from Marian",
    ]
    assert item.cited[0].quote == "9 January 2020. Officers spoke to Marian and Keith at the door."
    assert "9 January 2020, 27 June 2020, 20 August 2020, 8 November 2020" in item.rationale
    assert item.note == NOTE


@pytest.mark.parametrize("told", [("one", "two", "three"), ("one", "two", "three", "four")])
def test_the_order_shown_is_never_the_right_one(told: tuple[str, ...]) -> None:
    shown = [shuffled(f"{n:032x}", told) for n in range(3000)]
    assert told not in shown
    assert {tuple(sorted(each)) for each in shown} == {tuple(sorted(told))}
    assert len(set(shown)) == factorial(len(told)) - 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Marian asked again for a move to another town.",
        "The second request to move was made by Marian.",
        "Keith was arrested eleven days later at the flat.",
        "She told her GP that she was tearful and tired.",
        "Keith punched the door and then threatened Marian.",
        "The council replied on 4 May to the letter from Marian.",
        "Consultation about poor sleep and tiredness at home.",
        "Marian was found to have died at her mother’s house.",
        "Officers spoke to both at the door of the flat.",
        "The referral was closed without an enquiry by the team.",
    ],
)
def test_what_betrays_its_place_or_leans_or_is_too_much_is_no_event(sentence: str) -> None:
    assert told(f"@ 3 March 2020. {sentence}") == []


def test_an_entry_that_ends_in_a_death_gives_no_event() -> None:
    assert told("@ 3 March 2020. Keith telephoned the police in the night. Marian had died.") == []


def test_a_row_takes_its_year_from_the_heading() -> None:
    text = "# 4.3 2021\n@ 8 March | School | Theo told a teaching assistant about the calls. A note was made. | Nobody"
    (event,) = events(report_of("arn.pdf", text))
    assert event.on.isoformat() == "2021-03-08"
    assert event.written == "8 March 2021"
    assert event.text == "Theo told a teaching assistant about the calls"
    assert told(text.replace("2021", "")) == []


def test_a_numbered_row_is_read_with_its_place() -> None:
    text = "@ 2 | 4 April 2020 | Jodie | Marian rang the police from a house in the street."
    report = report_of("arn.pdf", text)
    (event,) = events(report)
    assert report.text[event.start : event.end] == text[len("@ 2 | ") :]


def test_a_long_sentence_is_cut_at_a_clause() -> None:
    sentence = (
        "Marian went to the housing desk of the council with a friend, and was given a map of advice centres that "
        "were open on weekdays to everybody who came from the town or from one of the villages around it."
    )
    assert told(f"@ 3 March 2020. {sentence}") == ["Marian went to the housing desk of the council with a friend"]


def test_days_with_two_events_and_ranges_are_left_out() -> None:
    same = "@ 3 March 2020. Marian rang the helpline of the charity.\n@ 3 March 2020. Keith rang the practice in town."
    assert told(same) == []
    assert told("@ May to July 2015. Marian rang the helpline of the charity.") == []
    assert told("@ 31 June 2015. Marian rang the helpline of the charity.") == []


def test_events_too_near_to_each_other_are_not_set_against_each_other() -> None:
    days = [f"@ {day} May 2020. {name} rang the {place} at noon." for day, name, place in (
        (1, "Marian", "council"), (1 + APART - 2, "Keith", "practice"), (28, "Edith", "charity"),
    )]  # fmt: skip
    assert not list(put_in_order(material_of(report_of("arn.pdf", "\n".join(days)))))
