"""Grades are read as the register names them, and only from an inspectorate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.answer.sides.grades import area_in, grade_in, grade_of
from dvrag.model.answers import Source
from dvrag.model.documents import Authority
from dvrag.model.findings import GRADES
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of


@pytest.mark.parametrize("grade", sorted({grade for grades in GRADES.values() for grade in grades}))
def test_every_grade_of_every_scale_is_read(grade: str) -> None:
    assert grade_in(f"The force was {grade.upper()}.") == grade
    assert grade_in(f"Recording crime | {grade.capitalize()}") == grade


@pytest.mark.parametrize(
    ("text", "grade", "area"),
    [
        ("Oakfield is good at recording crime.", "good", "recording crime"),
        ("Oakfield requires improvement at Answering  Calls.", "requires improvement", "answering calls"),
        ("The force requires improvement to be good.", "requires improvement", ""),
        ("Oakfield has good records.", "", ""),
        ("The plan requires improvement of the forms.", "", ""),
    ],
)
def test_a_sentence_states_a_grade_and_what_it_is_for(text: str, grade: str, area: str) -> None:
    assert grade_in(text) == grade
    assert area_in(text) == area


def test_only_an_inspectorate_grades() -> None:
    corpus = MemoryCorpus([report_of("one.pdf", facts_of("One"), {"GP": ["The record keeping was good."]})])
    hit = corpus.hits()[0]
    for authority, grade in ((Authority.INSPECTORATE, "good"), (Authority.STATUTORY_REVIEW, ""), (Authority.NEWS, "")):
        found = replace(hit, report=replace(hit.report, authority=authority))
        assert grade_of(Source.whole(found, 1)) == grade
