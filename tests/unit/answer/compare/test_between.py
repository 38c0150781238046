"""What differs between the sides of a row is shown; what only looks so is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.answer.compare.between import differences
from dvrag.model.answers import Answer, Claim, ComparedRow, Count, Source, Status, Verdict
from dvrag.model.documents import Authority
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of


def row(about: str, *cells: str) -> ComparedRow:
    return ComparedRow(
        about, tuple((Claim(text, (n,), Verdict.SUPPORTED),) if text else () for n, text in enumerate(cells, start=1))
    )


def sources(found: ComparedRow, authority: Authority) -> list[Source]:
    cited = {claim.citations[0]: claim.text for cell in found.cells for claim in cell}
    corpus = MemoryCorpus([report_of(f"{n}.pdf", facts_of(str(n)), {"F": [text]}) for n, text in cited.items()])
    hits = [replace(hit, report=replace(hit.report, authority=authority)) for hit in corpus.hits()]
    return [Source.whole(hit, n) for hit, n in zip(hits, cited, strict=True)]


def shown(
    found: ComparedRow,
    question: str = "Compare",
    *answers: Answer,
    authority: Authority = Authority.INSPECTORATE,
) -> list[list[tuple[str, int]]]:
    given = answers or tuple(Answer("", Status.ANSWERED) for _ in found.cells)
    differing = differences(found, given, question, sources(found, authority))
    return [[(value.value, value.n) for value in item.values] for item in differing]


@pytest.mark.parametrize(
    ("about", "one", "other", "wanted"),
    [
        (
            "Answering 999 calls",
            "It answered 88.1 percent of 999 calls within ten seconds.",
            "The force answered 78.6 percent of 999 calls within ten seconds.",
            [[("88.1 percent", 1), ("78.6 percent", 2)]],
        ),
        (
            "Caseloads of advisers",
            "There were 112 open cases for each adviser.",
            "Each adviser had 95 open cases on average, so 95 open cases for each adviser.",
            [[("112 open cases", 1), ("95 open cases", 2)]],
        ),
        (
            "Costs",
            "They would cost £2.6 million in the first full year.",
            "Together they would cost £1,023,000 in their first year.",
            [[("£2.6 million", 1), ("£1,023,000", 2)]],
        ),
    ],
)
def test_figures_of_one_thing_are_set_against_each_other(
    about: str, one: str, other: str, wanted: list[list[tuple[str, int]]]
) -> None:
    assert shown(row(about, one, other)) == wanted


@pytest.mark.parametrize(
    ("about", "one", "other"),
    [
        ("Share of 101 callers", "It answered 88.1 percent of 999 calls.", "They answered 78.6 percent of 999 calls."),
        ("Calls", "It took 11 calls to the police.", "The police took eleven calls."),
        ("Training", "There were 41 refuge spaces with training.", "It has 27 refuge spaces with training."),
        (
            "Answering calls within ten seconds",
            "Calls were answered in ten seconds.",
            "Calls took 11 seconds to answer.",
        ),
        ("Calls", "There were 14 calls from neighbours at night.", ""),
        ("Visits", "She made 3 visits to her doctor.", "Police made 4 arrests at the home."),
    ],
)
def test_figures_of_different_things_are_not(about: str, one: str, other: str) -> None:
    assert shown(row(about, one, other)) == []


def test_grades_that_differ_are_shown_and_those_alike_are_not() -> None:
    one, other = (
        "Oakfield Police is inadequate at recording crime.",
        "Elmford Police requires improvement at recording.",
    )
    assert shown(row("Recording crime", one, other)) == [[("inadequate", 1), ("requires improvement", 2)]]
    assert shown(row("Recording crime", "Recording crime | Good", "Elmford Police is good at recording.")) == []
    assert shown(row("Recording crime", one, "Recording took place.")) == []


def test_praise_in_a_review_is_no_grade() -> None:
    found = row("Record keeping", "The GP's record keeping was good.", "The force was inadequate at record keeping.")
    assert shown(found) == [[("good", 1), ("inadequate", 2)]]
    assert shown(found, authority=Authority.STATUTORY_REVIEW) == []


def test_counts_of_the_register_are_set_against_each_other() -> None:
    found = row("Recommendations", "Thirteen were found.", "Twelve were found.")
    many, few = (Answer("", Status.ANSWERED, count=Count(n, (), f"{n} recommendations")) for n in (13, 12))
    assert shown(found, "Compare", many, few) == [[("13 recommendations", 1), ("12 recommendations", 2)]]
    assert shown(found, "Compare", many, many) == []


def test_a_denial_on_one_side_is_shown_for_a_question_of_yes_or_no() -> None:
    found = row("MARAC referral", "There was no MARAC referral by any agency.", "A MARAC referral was made in May.")
    asked = "Did Marian have a MARAC referral?"
    assert shown(found, asked) == [
        [("There was no MARAC referral by any agency.", 1), ("A MARAC referral was made in May.", 2)]
    ]
    assert shown(found, "What is said of a MARAC referral?") == []
    alike = row("MARAC referral", "There was no MARAC referral.", "No MARAC referral was made.")
    assert shown(alike, asked) == []
    aside = row("MARAC referral", "A MARAC referral was made.", "A MARAC referral was made without delay by them.")
    assert shown(aside, asked) == []
