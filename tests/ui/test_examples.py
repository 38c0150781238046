"""Example questions fit the library and are safe as labels."""

from __future__ import annotations

import pytest

from dvrag.model.documents import Authority, Facts, Family
from dvrag.ui.ask.examples import MOST, examples
from ui.fake_library import FakeLibrary, report, sample_reports, stated, summary


def inspection_of(force: str) -> FakeLibrary:
    facts = Facts(force=stated(force), published=stated("2022"))
    return FakeLibrary([report("x.pdf", Family.INSPECTION, Authority.INSPECTORATE, facts, [])])


def test_reviews_and_inspections_give_questions_of_their_own() -> None:
    found = examples(FakeLibrary(sample_reports()).reports())
    assert "Were the children spoken to?" in found
    assert "How good is Marlshire Police at protecting vulnerable people?" in found
    assert len(found) <= MOST


def test_any_library_gets_at_least_one() -> None:
    assert len(examples(())) == 1


@pytest.mark.parametrize(
    "force", ["**Bold** Police", "A [x](y)", "$math$", ":red[x]", "`code`", "a_b_c", "<b>", "1. List"]
)
def test_a_name_that_could_be_formatting_is_left_out(force: str) -> None:
    assert not any(force in question for question in examples(inspection_of(force).reports()))


@pytest.mark.parametrize("force", ["Avon and Somerset Police", "Dyfed-Powys Police", "King's Lynn", "Sûreté"])
def test_a_plain_name_is_used(force: str) -> None:
    named = inspection_of(force)
    assert summary(next(iter(named.by_id.values())), named).facts.force.value == force
    assert f"How good is {force} at protecting vulnerable people?" in examples(named.reports())
