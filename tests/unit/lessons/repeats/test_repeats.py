"""Lessons repeated across reviews, and the matrix of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dvrag.lessons.repeats.groups import LOOSE, repeats
from dvrag.lessons.repeats.matrix import matrix
from dvrag.model.documents import Family
from dvrag.model.findings import FindingKind

ALONE = "GPs should ask patients with low mood about domestic abuse, and see them alone."
AGAIN = "General practice should enquire about domestic abuse when a patient presents with depression, in private."
BAIL = "The force should ensure that bail with conditions is used to protect victims when suspects are released."
BAIL_AGAIN = "Suspects should be released on conditional bail so that victims are protected."
TRACKED = "The partnership should monitor the action plan until every action is complete."


@pytest.fixture
def entries(make_report: Any, make_entry: Any) -> list[Any]:
    first = make_report("a.pdf", area="Oakvale", published="2015-03", title="Review: Rowan")
    second = make_report("b.pdf", area="Elmsford", published="2019", title="Review: Hazel")
    third = make_report("c.pdf", Family.INSPECTION, area="Ashmere", published=None)
    return [
        make_entry(second, AGAIN),
        make_entry(third, BAIL_AGAIN, kind=FindingKind.AREA_FOR_IMPROVEMENT),
        make_entry(first, ALONE),
        make_entry(first, BAIL, start=500),
        make_entry(second, TRACKED, start=500),
    ]


def test_the_same_ask_in_other_words_is_one_group(entries: list[Any], make_vectors: Any, encode: Any) -> None:
    found = repeats(entries, make_vectors(entries), encode=encode)
    texts = {tuple(one.finding.text for one in group.entries) for group in found}
    assert texts == {(ALONE, AGAIN), (BAIL, BAIL_AGAIN)}


def test_a_group_says_where_when_and_to_whom(entries: list[Any], make_vectors: Any, encode: Any) -> None:
    entries[0] = replace(entries[0], finding=replace(entries[0].finding, earlier="It was recommended in 2015."))
    found = repeats(entries, make_vectors(entries), encode=encode)
    group = next(group for group in found if group.entries[0].finding.text == ALONE)
    assert (group.first, group.last, group.years, group.reviews) == ("2015-03", "2019", 4, 2)
    assert group.areas == ("Oakvale", "Elmsford")
    assert group.reports == ("a.pdf", "b.pdf")
    assert group.agencies == ("Police",)
    assert [one.finding.text for one in group.said_before] == [AGAIN]
    assert group.label in {ALONE, AGAIN}
    assert 0.5 <= group.closeness <= 1
    assert group.loose == (group.closeness < LOOSE)
    assert found[0] == group, "the longer span of years comes first"


def test_one_review_alone_is_no_repeat(make_report: Any, make_entry: Any, make_vectors: Any, encode: Any) -> None:
    first = make_report("a.pdf", title="Review: Rowan", died="2019")
    second = make_report("b.pdf", Family.DHR_SUMMARY, title="Summary: Rowan", died="2019")
    entries = [make_entry(first, ALONE), make_entry(second, AGAIN)]
    assert repeats(entries, make_vectors(entries), encode=encode) == ()


def test_copies_stand_apart_and_do_not_count(
    entries: list[Any], make_report: Any, make_entry: Any, make_vectors: Any, encode: Any
) -> None:
    plan = make_report("a-plan.pdf", Family.ACTION_PLAN, area="Oakvale", title="Plan: Rowan")
    copy = replace(make_entry(plan, ALONE), copy_of=entries[2].finding.id)
    found = repeats([*entries, copy], make_vectors([*entries, copy]), encode=encode)
    group = next(group for group in found if group.entries[0].finding.text == ALONE)
    assert group.reviews == 2
    assert group.copies == (copy,)
    assert copy not in group.entries


@pytest.mark.parametrize("kind", [FindingKind.JUDGMENT, FindingKind.FIGURE, FindingKind.PROMISING_PRACTICE])
def test_other_kinds_are_not_compared(
    kind: FindingKind, make_report: Any, make_entry: Any, make_vectors: Any, encode: Any
) -> None:
    entries = [make_entry(make_report(f"{name}.pdf", area=name), BAIL, kind=kind) for name in ("Oakvale", "Elmsford")]
    assert repeats(entries, make_vectors(entries), encode=encode) == ()


def test_what_a_person_took_out_is_not_compared(entries: list[Any], make_vectors: Any, encode: Any) -> None:
    without = [replace(one, kept=one.finding.text != BAIL) for one in entries]
    assert len(repeats(without, make_vectors(without), encode=encode)) == 1


def test_nothing_gives_nothing(entries: list[Any], encode: Any) -> None:
    assert repeats([], {}, encode=encode) == ()
    assert repeats(entries, {}, encode=encode) == ()


def test_order_of_entries_does_not_matter(entries: list[Any], make_vectors: Any, encode: Any) -> None:
    vectors = make_vectors(entries)
    assert repeats(entries, vectors, encode=encode) == repeats(entries[::-1], vectors, encode=encode)


def test_matrix_has_reports_by_date_and_quotes_in_cells(entries: list[Any], make_vectors: Any, encode: Any) -> None:
    groups = repeats(entries, make_vectors(entries), encode=encode)
    made = matrix(groups)
    assert [report.source for report in made.reports] == ["a.pdf", "b.pdf", "c.pdf"]
    assert made.groups == groups
    for group in groups:
        shown = [one for report in made.reports for one in made.cell(group, report)]
        assert sorted(one.finding.id for one in shown) == sorted(one.finding.id for one in group.entries)
    assert matrix(()).reports == ()
