"""Sentences of report prose."""

from __future__ import annotations

import pytest

from dvrag.text.sentences import sentences

WHOLE = [
    "Mr. Hale spoke to Dr. Osei at 9.30 a.m. on 3 May.",
    "See para. 5.14 and s.9 of the Act.",
    "The panel, e.g. the GP, met i.e. spoke three times.",
    "Report No. 12 was sent to St. Anne Ward.",
    "Risk fell by 2.8 percent (with a confidence interval of +/- 1.1 percent) in the year.",
    "J. R. Okoro wrote to the chair.",
    "“Why did you ring?” she asked.",
    "5.14 The panel met twice.",
    "It was graded under fig. 3 and pp. 12 to 14.",
    "She wrote to www.example.org/help.html for advice.",
    "Smith et al. found the same.",
    "Det. Insp. Marsh took the call.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ilona lived with Adult P. They had a child.", ["Ilona lived with Adult P.", "They had a child."]),
        ("He left at 12 p.m. The police came.", ["He left at 12 p.m.", "The police came."]),
        ("He said: “I know.” Then he left.", ["He said: “I know.”", "Then he left."]),
        ("Was she asked? No one recorded it.", ["Was she asked?", "No one recorded it."]),
        ("No plan was made.1 The review noted it.", ["No plan was made.1", "The review noted it."]),
        ("First line\n\nsecond part", ["First line", "second part"]),
        ("She waited… and then rang. He ran!", ["She waited… and then rang.", "He ran!"]),
        ("It took 5 min. The officer left.", ["It took 5 min.", "The officer left."]),
        ("This is IRIS. It has two meanings.", ["This is IRIS.", "It has two meanings."]),
        ("1. See her alone. 2. Use an interpreter.", ["1. See her alone.", "2. Use an interpreter."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
