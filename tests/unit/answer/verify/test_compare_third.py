"""Denials in other words, the date of each act, whose relative did it, numbers that name or follow from others."""

from __future__ import annotations

import pytest

from dvrag.answer.verify.carried.check import compare
from dvrag.answer.verify.facts.named import names
from dvrag.answer.verify.facts.words import read
from dvrag.answer.verify.syntax.acts import acts
from dvrag.answer.verify.syntax.parser import parse
from dvrag.model.writing import Stated


def _found(claim: str, cited: str) -> list[str]:
    return [finding.why for finding in compare(Stated(claim, (cited,), ("",)))]


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The notice left out the market.", "The notice covered the square. It did not cover the market."),
        ("Nobody repainted the old harbour gate.", "In May the clerk shut the old harbour gate. Nothing was done."),
        (
            "The porter never received a parking badge.",
            "By the rules the porter should have received a parking badge. None was printed.",
        ),
        (
            "The clerk did not hold a spare key.",
            "The tutor believed that the clerk had held a spare key. The key was with the mayor.",
        ),
    ],
)
def test_a_denial_in_other_words_is_not_called_the_opposite(claim: str, cited: str) -> None:
    assert not [why for why in _found(claim, cited) if "opposite" in why]


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The porter did not receive a badge.", "The porter received a badge in June."),
        ("Somebody had counted the parcels.", "Nobody had counted the parcels."),
        ("Nobody had counted the parcels.", "Somebody had counted the parcels."),
    ],
)
def test_the_opposite_is_still_called_so(claim: str, cited: str) -> None:
    assert [why for why in _found(claim, cited) if "opposite" in why]


def test_each_act_has_its_own_date() -> None:
    cited = "In June 2018 the council built the hall. In April 2020 it sold the hall."
    assert [w for w in _found("The hall was built in April 2020 and sold in June 2018.", cited) if "another date" in w]
    assert not _found("The hall was built in June 2018 and sold in April 2020.", cited)


@pytest.mark.parametrize(
    ("true", "false", "cited"),
    [
        (
            "He was charged in June and arrested in May.",
            "He was charged in May and arrested in June.",
            "In May he was arrested, and in June he was charged.",
        ),
        (
            "She was ill in May 2018 and was in hospital in June 2018.",
            "She was ill in June 2018 and was in hospital in May 2017.",
            "In May 2018 she became ill. In June 2018 she was in hospital.",
        ),
        (
            "The hall was built in May 2018 and painted in May 2020.",
            "The hall was built in May 2020 and painted in May 2018.",
            "They built the hall in May 2018, and in May 2020 they painted it.",
        ),
    ],
)
def test_dates_are_not_exchanged(true: str, false: str, cited: str) -> None:
    assert not _found(true, cited)
    assert _found(false, cited)


def test_what_his_aunt_did_he_did_not_do() -> None:
    assert _found("The boy's aunt posted the parcel.", "The boy posted the parcel.")
    assert _found("Robin posted the parcel.", "Robin's aunt posted the parcel. Robin was away.")
    assert not _found("Robin's aunt posted the parcel.", "Robin's aunt posted the parcel.")


def test_two_people_to_whom_one_body_did_it_are_not_exchanged() -> None:
    cited = "Alan was examined by letter by the college in May. Petra read it."
    assert _found("Petra was examined by letter by the college in May.", cited)
    assert not _found("Alan was examined by letter by the college in May.", cited)


def test_a_letter_does_nothing_by_itself() -> None:
    sentence = "Robin was invited by letter by the college."
    nodes = parse(sentence)
    assert [[nodes[i].text for i in act.doers] for act in acts(sentence)] == [["college"]]


def test_he_is_not_the_one_whose_landlord_it_was() -> None:
    cited = "Petra's landlord saw Alan at the gate. He was stopped and fined."
    assert not [why for why in _found("Alan was stopped.", cited) if "Petra" in why]


@pytest.mark.parametrize("first", ["None", "Nobody", "Several", "Both", "Twelve"])
def test_words_of_quantity_are_no_names(first: str) -> None:
    assert not names(read(f"{first} had been asked."), frozenset({first.lower()}))


@pytest.mark.parametrize(
    ("true", "false", "cited"),
    [
        ("The neighbour rang 999.", "The neighbour rang 101.", "A neighbour rang 999 at night."),
        ("The force answered 999 calls.", "The force answered 101 calls.", "The force answered calls to 999."),
        ("The force recorded 112 thefts.", "The force recorded 101 thefts.", "The force recorded 112 thefts."),
        ("57 readers came.", "111 readers came.", "In all 57 readers came."),
        ("Porters were called 12 times.", "Porters were called 101 times.", "Porters were called 12 times. Dial 101."),
        ("The fair had 111 stalls.", "The fair had 101 stalls.", "The fair had 111 stalls. Callers to 101 waited."),
    ],
)
def test_a_number_is_a_service_only_where_it_is_rung(true: str, false: str, cited: str) -> None:
    assert not _found(true, cited)
    assert _found(false, cited)


def test_one_in_eight_is_a_fraction() -> None:
    cited = "A guide came to 5 of the 40 walks."
    assert not _found("A guide came to one in eight of the walks.", cited)
    assert _found("A guide came to one in three of the walks.", cited)
    assert not _found("Three came in twelve months.", "There were three in twelve months.")


def test_before_and_after_are_compared_where_they_are_of_the_same() -> None:
    cited = "Nine weeks after the order was written, the hall was opened."
    assert not _found("Nine weeks passed before anyone opened the hall.", cited)
    assert _found("The gate was painted before the funeral.", "The gate was painted after the funeral.")


def test_said_so_gives_no_cause() -> None:
    cited = "The clerk closed the hall. The mayor had said so in May."
    assert "The cited text does not give this cause." in _found(
        "The clerk closed the hall because the mayor was ill.", cited
    )


def test_where_she_was_to_go_is_no_duty() -> None:
    cited = "The map did not show the harbour, where she was to go later."
    assert not [why for why in _found("The map did not show the harbour.", cited) if "should" in why]
