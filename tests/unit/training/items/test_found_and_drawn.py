"""What was missing, how much and how many, which lesson was drawn, what was recommended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest

from dvrag.model.documents import Family
from dvrag.model.findings import Figure, FindingKind
from dvrag.model.learning.items import GAP, Item, ItemKind
from dvrag.training.items.absent import absent
from dvrag.training.items.counted import counted
from dvrag.training.items.figures import figure, others
from dvrag.training.items.scenarios.drawn import drawn
from dvrag.training.items.statements.polarity import affirmed
from dvrag.training.material import Material
from dvrag.training.prose.absence import is_absence
from dvrag.training.quality.check import problems
from unit.training.items.invented import entry
from unit.training.terms.library_of import material_of, report_of


def right(item: Item) -> str:
    return item.options[item.answer[0]]


def told(texts: Mapping[str, str], kind: FindingKind, family: Family = Family.DHR_OVERVIEW, **more: object) -> Material:
    reports = [report_of(f"{n}.pdf", f"# Part\n{texts[n]}", family, area=n.title(), force="Arn Police") for n in texts]
    material = material_of(*reports)
    found = [entry(material, report, text, kind, **more) for report, text in zip(reports, texts.values(), strict=True)]
    return replace(material, entries=tuple(found))


def test_what_a_review_did_not_find_done_is_asked_among_what_others_did_not() -> None:
    texts = {
        "arn": "No supervisor checked any of the risk assessments before they were filed.",
        "wex": "The landlord did not ask any tenant about the reasons for arrears.",
        "dee": "Nobody at the surgery opened the letters from the hospital pharmacy.",
        "eck": "Call handlers had no means of seeing messages from earlier evenings.",
    }
    material = material_of(*(report_of(f"{n}.pdf", f"# Findings\n{text}", area=n.title()) for n, text in texts.items()))
    items = list(absent(material))
    assert {right(item) for item in items} == set(texts.values())
    assert items[0].stem == "What does the Arn review say was not done, or was not there?"
    assert all(not problems(item, material) for item in items)


@pytest.mark.parametrize(
    "text",
    [
        "The victim did not want the police to come.",
        "The hub has no backlog of notifications at present.",
        "The form should not be closed without a call.",
        "No member of the panel had a conflict of interest.",
        "People who live with fear do not ask at a time that suits.",
    ],
)
def test_what_is_well_or_nobody_s_task_is_no_absence(text: str) -> None:
    assert not is_absence(text)


@pytest.mark.parametrize(
    ("written", "apart"),
    [("61.5 percent", 6.0), ("61.5 percent", 4.0), ("5%", 4.0), ("2 per cent", 4.0), ("9.5%", 4.0), ("97%", 4.0)],
)
def test_other_shares_are_apart_from_the_right_one_and_from_each_other(written: str, apart: float) -> None:
    for key in map(str, range(200)):
        found = others(written, apart, frozenset(), key)
        values = sorted(float(each.rstrip("% percnt")) for each in (written, *found))
        assert len(found) == 3
        assert min(two - one for one, two in pairwise(values)) >= apart - 1e-9


def test_what_is_no_share_has_no_others() -> None:
    assert others("a few", 6.0, frozenset(), "a") == ()


def test_a_share_is_asked_for_without_its_interval() -> None:
    text = "We estimate that the force has recorded 91.5 percent of violent offences (with an interval of +/- 3.9)."
    found = told({"arn": text}, FindingKind.FIGURE, Family.INSPECTION, figure=Figure("it", "91.5 percent", "+/- 3.9"))
    (item,) = figure(found)
    assert f"“The force has recorded {GAP} of violent offences.”" in item.stem
    assert right(item) == "91.5 percent"
    assert item.cited[0].quote == text
    wrong = [float(each.split()[0]) for each in item.options if each != right(item)]
    assert all(abs(each - 91.5) > 3.9 for each in wrong)
    assert not problems(item, found)


def test_a_share_of_something_is_asked_for_as_a_question() -> None:
    text = "In 2031, 43 percent of urgent domestic abuse incidents were attended by officers within an hour."
    (item,) = figure(told({"arn": text}, FindingKind.FIGURE, figure=Figure("it", "43 percent")))
    assert item.kind is ItemKind.CHOICE
    assert "what share of urgent domestic abuse incidents were attended" in item.stem


def test_a_count_is_asked_for_and_no_number_beside_it_is_a_wrong_answer() -> None:
    text = "The surgery made 26 appointments for patients in the first winter. It had 13 rooms, 52 chairs and 39 lamps."
    material = material_of(report_of("arn.pdf", f"# Findings\n{text}", area="Arnbury"))
    (item,) = counted(material)
    assert right(item) == "26"
    assert item.stem.count(GAP) == 1
    assert not {"13", "52", "39"} & set(item.options)


def test_the_lesson_that_was_drawn_is_asked_with_what_happened() -> None:
    texts = {
        "arn": "Missed visits are information. The clinic closed the case after two letters to the old address.",
        "wex": "Debt can be a signal. The landlord treated all the arrears as plain carelessness.",
        "dee": "An interpreter is no luxury. The nurse used a young relative because that was quick and kind.",
        "eck": "Cameras are for the court. The recordings stayed in the car and the magistrates heard nothing.",
    }
    material = told(texts, FindingKind.LESSON)
    items = list(drawn(material))
    assert [right(item) for item in items] == [text.split(". ")[0] + "." for text in texts.values()]
    assert all(item.kind is ItemKind.SCENARIO and item.note and len(item.cited) == 2 for item in items)
    assert "“The clinic closed the case after two letters to the old address.”" in items[0].stem


def test_not_before_an_or_is_not_taken_away() -> None:
    assert affirmed("The call was not graded or passed on.") == ""
    assert affirmed("The call was not passed on.") == "The call was passed on."
