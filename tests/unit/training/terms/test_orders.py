from __future__ import annotations

import pytest

from dvrag.model.documents import Family
from dvrag.model.learning.items import Item, ItemKind
from dvrag.training.terms.definitions import definitions, says_of
from dvrag.training.terms.orders import which_order
from unit.training.terms.library_of import material_of, report_of


def orders(text: str) -> list[Item]:
    return list(which_order(material_of(report_of("arn.pdf", text, area="Arnbury"))))


def right(item: Item) -> str:
    return item.options[item.answer[0]]


def test_an_order_that_was_not_sought_is_asked_for() -> None:
    (item,) = orders("Warren was sentenced. No restraining order was applied for.")
    assert item.stem == "Which order or power does the Arnbury review say was not applied for?"
    assert right(item) == "Restraining order"
    assert item.cited[0].quote == "No restraining order was applied for."
    assert len(item.options) == 4


def test_an_order_that_should_be_considered_is_asked_for() -> None:
    (item,) = orders("Officers should decide whether to apply for a stalking protection order in each case.")
    assert item.stem == "Which order or power does the Arnbury review say that agencies should consider?"
    assert right(item) == "Stalking protection order"


def test_an_order_that_was_made_is_asked_for_as_one_that_was_made() -> None:
    (item,) = orders("A restraining order was made. He might apply for a community order.")
    assert item.stem == "Which order or power does the Arnbury review say was made?"
    assert right(item) == "Restraining order"


@pytest.mark.parametrize(
    ("sentence", "done"),
    [
        ("No agency considered a restraining order when the messages went on.", "was not considered"),
        ("The force did not apply for a restraining order.", "was not applied for"),
        ("A restraining order was not sought.", "was not sought"),
        ("A restraining order could have been sought.", "could have been sought"),
    ],
)
def test_an_order_left_unused_is_asked_for_however_it_is_said(sentence: str, done: str) -> None:
    (item,) = orders(sentence)
    assert item.stem == f"Which order or power does the Arnbury review say {done}?"
    assert right(item) == "Restraining order"


def test_no_order_that_the_report_names_is_a_wrong_answer() -> None:
    named = "An occupation order, a care order, a hospital order and a community order were spoken of."
    (item,) = orders(f"No restraining order was sought.\n{named}")
    assert not {"Occupation order", "Care order", "Hospital order", "Community order"} & set(item.options)


def test_a_definition_is_asked_the_other_way_round() -> None:
    text = "DASH is a list of questions about domestic abuse, stalking and honour-based violence."
    (item,) = definitions(material_of(report_of("g.pdf", text, Family.GUIDANCE, area="Arnbury")))
    assert item.kind is ItemKind.CHOICE
    assert item.stem == (
        "According to the Arnbury guidance, what “is a list of questions about domestic abuse, stalking and "
        "honour-based violence”?"
    )
    assert right(item) == "DASH"


def test_what_happened_once_defines_nothing() -> None:
    assert says_of("DASH was completed at seven of the eleven calls to the house.") is None
    assert says_of("Officers know that DASH is a list of questions about abuse.") is None
    assert says_of("Stalking is a crime, and stalking is what the messages were.") is None
    assert says_of("Stalking is a pattern of unwanted and repeated behaviour.") is not None
