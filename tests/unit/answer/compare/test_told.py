"""What a side's own reports tell: findings before events, and nothing that only asks or explains."""

from __future__ import annotations

import pytest

from dvrag.answer.compare.side import Side
from dvrag.answer.compare.told import of_side, only_asks, told_of
from dvrag.model.answers import Status
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of

SECTIONS = {
    "2 Terms of reference": ["How was risk assessed? The review will look at risk assessment and at DASH."],
    "4 Chronology": ["In May the DASH was graded standard. In June the DASH was graded medium and filed."],
    "6 Analysis by agency": ["Officers came twice. The DASH was completed through a child. Nobody repeated it."],
    "Glossary": ["DASH is a risk assessment checklist."],
}
CORPUS = MemoryCorpus([report_of("one.pdf", facts_of("One", area="Oakfield"), SECTIONS)])
REPORT = CORPUS.reports()[0]
PASSAGES = [(REPORT, passage) for passage in CORPUS.passages_of(REPORT.id)]
OAKFIELD = Side("Oakfield", 0, 8, reports=frozenset({REPORT.id}))


def test_a_theme_is_read_in_the_findings_by_its_terms() -> None:
    (told,) = told_of("risk assessment", PASSAGES)
    assert told.passage.section == "6 Analysis by agency"
    assert told.text == "The DASH was completed through a child. Nobody repeated it."


def test_events_are_read_where_no_finding_speaks_of_it() -> None:
    events = [pair for pair in PASSAGES if not pair[1].section.startswith("6")]
    assert {told.passage.section for told in told_of("risk assessment", events)} == {"4 Chronology"}


def test_what_is_no_theme_needs_all_its_words_in_one_sentence() -> None:
    assert [told.text for told in told_of("a child completed", PASSAGES)] == [
        "The DASH was completed through a child. Nobody repeated it."
    ]
    assert told_of("the child of officers", PASSAGES) == []
    assert told_of("checklist", PASSAGES) == []


def test_a_side_is_quoted_from_its_own_reports_with_its_sources() -> None:
    answer = of_side("risk assessment", OAKFIELD, [], CORPUS)
    assert [answer.quotes(claim) for claim in answer.claims] == [True]
    assert [source.hit.report.source for source in answer.sources] == ["one.pdf"]
    assert of_side("risk assessment", OAKFIELD, [OAKFIELD], CORPUS).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("section", "text", "asks"),
    [
        ("2 Terms of reference", "The review looks at risk.", True),
        ("Key lines of enquiry", "Housing.", True),
        ("7 Analysis", "(c) How was risk assessed before the separation?", True),
        ("7 Analysis", "How was risk assessed? It was not.", False),
        ("7 Analysis", "Risk was assessed once.", False),
    ],
)
def test_questions_and_terms_of_reference_are_no_findings(section: str, text: str, asks: bool) -> None:
    assert only_asks(section, text) is asks
