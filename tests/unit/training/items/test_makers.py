from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from dvrag.model.findings import FindingKind
from dvrag.model.learning.items import Item, ItemKind
from dvrag.training.items.judged import grade, graded_so
from dvrag.training.items.make import make_items
from dvrag.training.items.missing import asked_of, lesson
from dvrag.training.items.scenarios.condition import condition
from dvrag.training.items.scenarios.taught import taught
from dvrag.training.items.statements.asked import asked_agency
from dvrag.training.items.told_to import told_to
from dvrag.training.material import Material
from dvrag.training.quality.check import problems
from unit.training.items.invented import (
    CLOSED,
    INSPECTION,
    LOCKS,
    MOVED,
    ROUTED,
    SEEN,
    entry,
    library,
)
from unit.training.terms.library_of import material_of, report_of


@pytest.fixture(scope="module")
def material() -> Material:
    return library()


def about(items: Iterable[Item], words: str) -> Item:
    return next(item for item in items if words in item.cited[0].quote)


def right(item: Item) -> str:
    return item.options[item.answer[0]]


def test_who_was_told_is_asked_without_naming_them(material: Material) -> None:
    item = about(told_to(material), SEEN)
    assert item.stem == (
        "According to the Arnbury review, who should see each child alone at every incident and write down what the "
        "child says?"
    )
    assert right(item) == "Arn Police"
    assert item.agencies[0].name == "Arn Police"
    assert item.rationale == "The Arnbury review addressed this to Arn Police."


def test_the_date_by_which_it_should_be_done_is_left_out(material: Material) -> None:
    item = about(told_to(material), "one route of referral")
    assert "2031" not in item.stem
    assert right(item) == "Arnbury Community Safety Partnership"
    assert item.cited[0].quote == ROUTED


def test_wrong_answers_are_told_by_the_same_review_first(material: Material) -> None:
    told = {"Arn Police", "Arnbury Homes", "Arnbury Hospitals NHS Trust", "Arnbury Community Safety Partnership"}
    assert set(about(told_to(material), CLOSED).options) == told


def test_an_agency_that_was_told_nearly_the_same_is_no_wrong_answer(material: Material) -> None:
    arn = material.report(next(i for i in material.reports if i == "arn.pdf"))
    again = entry(material, arn, SEEN, FindingKind.RECOMMENDATION, "Arnbury Homes", id="f" * 32)
    twice = replace(material, entries=(*material.entries, again))
    assert "Arnbury Homes" not in about(told_to(twice), SEEN).options


def test_a_copy_is_not_asked_again_but_as_a_statement(material: Material) -> None:
    arn = material.report(next(i for i in material.reports if i == "arn.pdf"))
    original = next(e for e in material.entries if e.finding.text == SEEN)
    copy = replace(
        entry(material, arn, MOVED, FindingKind.RECOMMENDATION, "Arnbury Homes"), copy_of=original.finding.id
    )
    kept = tuple(e for e in material.entries if e.finding.text != MOVED)
    with_copy = replace(material, entries=(*kept, copy))
    assert not [item for item in told_to(with_copy) if item.cited[0].quote == MOVED]
    (item,) = asked_agency(with_copy)
    assert item.kind is ItemKind.TRUE_FALSE
    assert ("Arnbury Homes" in item.stem) == (right(item) == "True")


def test_what_an_agency_should_do_is_asked_among_what_others_should(material: Material) -> None:
    item = about(asked_of(wider(material)), SEEN)
    assert item.stem == "What did the Arnbury review say Arn Police should do?"
    assert right(item) == "See each child alone at every incident and write down what the child says."
    assert len(item.options) == 4


TASKS = (
    "Dee Police should keep a plain note of every referral that was refused and of the reason for it.",
    "Dee Police should answer letters from neighbours within nine days and send a copy to the town hall.",
)


def wider(material: Material) -> Material:
    """Return the library with a third review that asks other things of its police."""
    report = report_of("dee.pdf", "\n".join(("# Recommendations", *TASKS)), area="Deeton", force="Dee Police")
    more = material_of(report)
    merged = replace(
        material,
        reports={**material.reports, **more.reports},
        report=lambda identity: report if identity == "dee.pdf" else material.report(identity),
    )
    added = tuple(entry(merged, report, text, FindingKind.RECOMMENDATION, "Dee Police") for text in TASKS)
    return replace(merged, entries=(*material.entries, *added))


def test_a_grade_is_asked_with_every_grade_of_its_scale(material: Material) -> None:
    items = list(grade(material))
    assert len(items) == 3
    assert all(len(item.options) == 5 and right(item).lower() in item.cited[0].quote for item in items)
    assert items[0].stem == "In the 2030 inspection of Arn Police, which grade was given for “Preventing crime”?"


def test_a_question_graded_twice_in_a_report_is_not_asked() -> None:
    material = library((INSPECTION,))
    twice = [e for e in material.entries if e.finding.judgment]
    assert not list(grade(replace(material, entries=(*material.entries, *twice))))


def test_what_was_graded_so_needs_three_others(material: Material) -> None:
    assert not list(graded_so(material))


def test_a_lesson_is_asked_among_those_of_other_reviews() -> None:
    texts = {
        "arn.pdf": "A letter that comes back unread says nothing about consent or about fear.",
        "wex.pdf": "Arrears were read as carelessness by four different teams of the landlord.",
        "dee.pdf": "Nurses wrote good notes which nobody at the surgery ever opened afterwards.",
        "eck.pdf": "Cameras that stay in the car cannot help a court to understand a night.",
    }
    reports = [report_of(name, f"# Lessons\n{text}", area=name[:3].title()) for name, text in texts.items()]
    material = material_of(*reports)
    entries = [entry(material, r, texts[r.source], FindingKind.LESSON) for r in reports]
    items = list(lesson(replace(material, entries=tuple(entries))))
    assert len(items) == 4
    assert items[0].stem == "Which of these stands among the lessons of the Arn review?"
    assert all(set(item.options) == set(texts.values()) and right(item) == item.cited[0].quote for item in items)


def test_a_lesson_that_names_somebody_is_no_option() -> None:
    text = "Child A was treated as a helper at incidents that were harming the whole family."
    report = report_of("arn.pdf", f"# Lessons\n{text}", area="Arnbury")
    material = material_of(report)
    assert not list(lesson(replace(material, entries=(entry(material, report, text, FindingKind.LESSON),))))


def test_a_scenario_warns_and_gives_what_the_lesson_says_next() -> None:
    lessons = {
        "arn.pdf": "A letter came back unread to the clinic twice. Staff must find out why before they close a case.",
        "wex.pdf": "Arrears were read as carelessness by teams. Money should be asked about at a first meeting.",
        "dee.pdf": "Cameras stayed in the car throughout the night. Sergeants need to account for each recording.",
        "eck.pdf": "Cousins spoke for the patient at every visit. Interpreters must be booked before the question.",
    }
    reports = [report_of(name, f"# Lessons\n{text}", area=name[:3].title()) for name, text in lessons.items()]
    material = material_of(*reports)
    entries = tuple(entry(material, r, lessons[r.source], FindingKind.LESSON) for r in reports)
    items = list(taught(replace(material, entries=entries)))
    assert [item.kind for item in items] == [ItemKind.SCENARIO] * len(items)
    item = about(items, "Staff must find out")
    assert item.note
    assert (
        item.stem
        == "The Arn review says: “A letter came back unread to the clinic twice.” What does it say should happen?"
    )
    assert right(item) == "Staff must find out why before they close a case."
    assert [cited.quote for cited in item.cited][1] == "A letter came back unread to the clinic twice."


def test_a_rule_for_a_situation_becomes_that_situation() -> None:
    rules = {
        "arn.pdf": "When parents separate, plans should be read again within ten days by a manager.",
        "wex.pdf": "If an officer cannot be sent in time, a sergeant should ring the caller by a safe number.",
        "dee.pdf": "Where a tenant reports damage, the landlord should ask what broke the door and when.",
        "eck.pdf": "A nurse should see the patient alone once more whenever a relative answers for the patient.",
    }
    reports = [report_of(name, f"# Conclusions\n{text}", area=name[:3].title()) for name, text in rules.items()]
    items = list(condition(material_of(*reports)))
    assert {item.stem for item in items} >= {"Parents separate. What does the Arn review say should happen?"}
    item = about(items, "A nurse should")
    assert right(item) == "A nurse should see the patient alone once more."
    assert item.kind is ItemKind.SCENARIO


def test_all_items_are_sound_distinct_and_in_the_order_of_the_reports(material: Material) -> None:
    items = make_items(wider(material))
    assert len({item.id for item in items}) == len(items) >= 10
    assert not [item for item in items if problems(item, wider(material))]
    dates = [
        material.reports[i.cited[0].report_id].facts.published.value for i in items if i.cited[0].source != "dee.pdf"
    ]
    assert dates == sorted(dates, key=str)
    assert items == make_items(wider(material))


def test_the_wrong_answers_do_not_change_the_id(material: Material) -> None:
    before = about(told_to(material), CLOSED)
    fewer = replace(material, entries=tuple(e for e in material.entries if e.finding.text not in {SEEN, LOCKS}))
    after = about(told_to(fewer), CLOSED)
    assert before.id == after.id
    assert before.options != after.options
