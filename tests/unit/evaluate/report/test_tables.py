"""What stands in the tables is what the summary and the comparison say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.evaluate.measures.catalogue import BY_KEY
from dvrag.evaluate.report import tables, wording
from dvrag.evaluate.report.beside import Beside, beside
from dvrag.evaluate.report.cases import case, cases
from dvrag.evaluate.report.contents import contents, headline
from dvrag.evaluate.report.tables import bins
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import Figure, Summary, failures


def test_every_measure_has_a_row_with_its_figures(summary: Summary) -> None:
    table = tables.measures(summary)
    assert [row[0] for row in table.rows] == [wording.title(BY_KEY[f.key]) for f in summary.figures]
    for row, figure in zip(table.rows, summary.figures, strict=True):
        assert (row[2], row[5]) == (f"{figure.value:.3f}", str(figure.n))
        assert row[3] == (f"{figure.interval[0]:.3f} to {figure.interval[1]:.3f}" if figure.interval else "–")


@pytest.mark.parametrize(
    ("key", "value", "target", "met"),
    [
        ("vital", 0.80, "at least 0.80", True),
        ("vital", 0.799, "at least 0.80", False),
        ("risk_area", 0.5, "none set", None),
    ],
)
def test_a_target_is_met_from_its_value_on(key: str, value: float, target: str, met: bool | None) -> None:
    assert wording.target(BY_KEY[key]) == target
    assert wording.met(BY_KEY[key], Figure(key, 1, value)) is met


def test_where_less_is_better_a_target_is_met_up_to_its_value() -> None:
    measure = replace(BY_KEY["risk_area"], target=0.1)
    assert wording.target(measure) == "at most 0.10"
    assert [wording.met(measure, Figure("risk_area", 1, value)) for value in (0.1, 0.11)] == [True, False]


def test_types_without_their_feature_are_marked(summary: Summary) -> None:
    marks = {row[0]: row[-1] for row in tables.types(summary).rows}
    assert marks["Count"] == "reported, not gated: the feature is not there yet"
    assert marks["Fact"] == "yes"
    assert set(marks) == {"Count", "Fact", "Unanswerable: absent"}


def test_families_are_named_as_their_readers_call_them(summary: Summary) -> None:
    assert [row[0] for row in tables.families(summary).rows] == ["DHR overview report"]
    assert wording.family("of another version") == "of another version"


def test_every_difference_has_a_row(others: Beside) -> None:
    rows = {row[0]: row for row in tables.comparison(others).rows}
    for item in others.comparison.differences:
        row = rows[BY_KEY[item.key].title]
        assert row[2:4] == (f"{item.first:.3f}", f"{item.second:.3f}")
        assert row[6:8] == (f"{item.p:.4f}", f"{item.p_holm:.4f}")
        assert sum(map(int, row[9:12])) == item.n
        assert row[12] == item.verdict


def test_questions_lost_and_won_come_with_what_changed(run: Run, others: Beside) -> None:
    lost, won = tables.changed(run, others)
    assert [row[0] for row in lost.rows] == ["h1"]
    assert "Vital points said" in lost.rows[0][2]
    assert [row[0] for row in won.rows] == ["c1", *(f"q{i}" for i in range(8))]
    assert won.caption == "Questions won: 9 questions"


def test_long_lists_of_questions_end_with_how_many_more(
    monkeypatch: pytest.MonkeyPatch, run: Run, others: Beside
) -> None:
    monkeypatch.setattr(tables, "LISTED", 4)
    won = tables.changed(run, others)[1]
    assert (len(won.rows), won.note) == (4, "5 more questions: see report.json.")


def test_a_run_beside_one_of_the_same_name_is_told_apart(run: Run) -> None:
    assert beside(run, run).names == ("dvrag (before)", "dvrag (after)")


def test_the_bins_are_those_of_the_calibration_error(run: Run, summary: Summary) -> None:
    found = bins(run)
    total = sum(b.n for b in found)
    assert sum(b.n * abs(b.confidence - b.right) for b in found) / total == pytest.approx(
        summary.value("calibration_error")
    )


def test_the_headline_counts_outcomes_and_targets(run: Run, summary: Summary, others: Beside) -> None:
    found = headline(run, summary, others)
    text = " ".join(found.sentences)
    assert "dvrag was asked the 12 development questions of gold <b>.csv." in text
    helped = sum(r.scores["right"] for r in run.records)
    assert f"The outcome helps in {helped:.0f} of 12" in text
    assert "It answered 11, found nothing for 1 and declined 0." in text
    assert "Against lexical, dvrag is better in" in text
    assert len(found.met) + len(found.missed) == sum(BY_KEY[f.key].target is not None for f in summary.figures)


def test_a_question_worth_reading_says_what_is_wrong(run: Run) -> None:
    found = {c.id: c for c in cases(run)}
    assert [c.id for c in cases(run)] == [r.id for r in failures(run)]
    assert found["u2"].problem == "Answered, though it has no answer in these reports."
    assert "fewer than half of the vital points are said" in found["h1"].problem
    facts = dict(found["h1"].facts)
    assert facts["Where it stands"] == "oakfield.pdf, page 1"
    assert facts["Found in the search"] == "at rank 2"
    quote = found["h1"].quotes[0]
    assert (quote.place, quote.judged) == ("oakfield.pdf, page 1, paragraph 1.1", "not a gold passage")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"status": "not_found", "scores": {"right": 0.0}}, "Not answered, though the reports answer it."),
        ({"scores": {"right": 1.0}, "missed": ("a",)}, "Helpful, but 1 vital point is not said."),
        (
            {"scores": {"right": 0.0, "vital": 1.0, "right_page": 0.0}},
            "Answered, but none of the first three citations stands on a right page.",
        ),
        ({"expected": "declined"}, "Answered, though it should be declined."),
    ],
)
def test_each_kind_of_failure_has_its_sentence(run: Run, changes: dict, said: str) -> None:
    assert case(replace(run.by_id()["q0"], **changes)).problem == said


def test_a_run_without_an_answer_has_a_report(run: Run) -> None:
    from dvrag.evaluate.summary import summarise

    silent = replace(run, records=tuple(r for r in run.records if r.id == "u1"))
    titles = {section.title: section for section in contents(silent, summarise(silent)).sections}
    assert titles["Questions worth reading"].text == ("Every outcome helps and no vital point is left out.",)
    assert "no confidence was stated" in titles["Whether stated confidence can be believed"].text[0]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0%"), (1.0, "100%"), (0.9996, "99.9%"), (0.0001, "0.1%"), (0.873, "87.3%")]
)
def test_all_and_nothing_are_said_only_where_they_are_true(value: float, shown: str) -> None:
    assert wording.percent(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0.12, "+0.120"), (-0.031, "−0.031"), (-0.0001, "0.000"), (float("-inf"), "−∞")]
)
def test_differences_have_their_sign(value: float, shown: str) -> None:
    assert wording.signed(value) == shown


def test_times_are_in_words_and_others_as_they_are() -> None:
    assert wording.time("2026-03-03T14:05:00+00:00") == "3 March 2026, 14:05 UTC"
    assert wording.time("yesterday") == "yesterday"
