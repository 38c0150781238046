from __future__ import annotations

import pytest

from dvrag.model.documents import Family
from dvrag.training.terms.alone import alone
from dvrag.training.terms.leaning import stands_alone, too_much
from unit.training.terms.library_of import report_of

GOOD = "Officers should complete a DASH whenever they attend a report of domestic abuse."


@pytest.mark.parametrize(
    "sentence",
    [
        GOOD,
        "When Marian told the practice that she was afraid, nobody asked her why.",
        "In 20 records of parents from abroad an interpreter had been used in nine.",
        "The Trust should end discharge on the basis of missed appointments alone.",
        "A victim who is afraid may not say so when her partner is in the room.",
    ],
)
def test_what_stands_alone(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "She was not asked whether anybody at home was frightening her again.",
        "This was the third time that officers had graded the risk as medium.",
        "The second meeting was held in April and it set seven actions in all.",
        "On 3 December 2021 he was made subject to a hospital order with restrictions.",
        "The man was given a community order in January for assaulting her at home.",
        "Officers did so in each of the cases that the inspectors had read for it.",
        "The panel returns to the matter in section 13 and in appendix A of it.",
        "Report 6 was closed by a sergeant who had not watched the recording of it.",
        "Too short to stand.",
        "In the table of actions, of which nine are “overdue, the lead is named.",
        "Reference to the meeting of agencies about people at very high risk of harm.",
        "Fictional document, written to test software that officers may not rely on.",
        "The officer wrote down that he had been strangled in the flat that evening.",
        "A referral to the monthly meeting of agencies had been made in six of the 31.",
        "A fresh assessment of the danger to the victim is on the record in four.",
        "The doctor asked about her medicines and her balance at the last visit.",
        "D6: officers should complete a DASH whenever they attend a report of abuse.",
    ],
)
def test_what_leans_on_other_sentences_or_says_too_much(sentence: str) -> None:
    assert not stands_alone(sentence)


def test_harm_is_told_by_the_beginning_of_words() -> None:
    assert too_much("It described the strangulation.")
    assert not too_much("Non-fatal strangulation is an offence.")
    assert not too_much("The neckties were skilled work.")


def test_words_broken_by_the_layout_are_left() -> None:
    sound = "Officers recorded the behaviour of the partner as controlling and as coercive behaviour."
    broken = sound.replace("controlling", "control-ling")
    assert [each.text for each in alone(report_of("a.txt", f"{sound}\n{broken}"))] == [sound]


def test_who_speaks_is_known() -> None:
    said = "In October I asked the police whether there was anything that the family should know."
    assert not list(alone(report_of("a.txt", said)))
    assert list(alone(report_of("a.txt", said, Family.PREVENTION_REPORT)))


def test_labels_and_marks_of_notes_are_left_out() -> None:
    report = report_of(
        "a.txt",
        f"# Findings\n[to Arn Police]: {GOOD}\n{GOOD}²\n# Glossary\n{GOOD}\n# Actions\n| 1 | {GOOD} | March 2020",
        Family.DHR_OVERVIEW,
    )
    assert [each.text for each in alone(report)] == [GOOD, GOOD, GOOD]
    assert all(report.text[each.start : each.end] == GOOD for each in alone(report))
