"""Scores of extracted findings: pairs, misses, extras and fields, counted by hand."""

from __future__ import annotations

from dvrag.evaluate.lessons.findings import Extracted, score
from dvrag.evaluate.lessons.labels import Label
from dvrag.model.findings import Draft, FindingKind, Judgment, Plan, Scale, Scope

REC, FIGURE, JUDGED = FindingKind.RECOMMENDATION, FindingKind.FIGURE, FindingKind.JUDGMENT
TEXT = "1. The Trust should see each patient alone. By May 2020. 2. The Board should publish a yearly audit of it all."
FIRST = Label(
    "a.pdf", REC, "The Trust should see", "patient alone.", "1", "the Trust", scope="local|", deadline="May 2020"
)
SECOND = Label("a.pdf", REC, "The Board should publish", "of it all.", "2", "the Board")


def draft(words: str, number: str | None = None, addressee: str | None = None, plan: Plan | None = None) -> Draft:
    start = TEXT.index(words)
    return Draft(REC, start, start + len(words), number=number, addressee=addressee, plan=plan or Plan())


def test_pairs_misses_and_extras() -> None:
    given = draft("The Trust should see each patient alone.", "1.", "Trust", Plan(deadline="by May 2020"))
    invented = draft("By May 2020.")
    scores = score((FIRST, SECOND), {"a.pdf": Extracted(TEXT, (given, invented))})
    assert [(pair.label, pair.draft, pair.whole) for pair in scores.pairs] == [(FIRST, given, 1.0)]
    assert scores.missed == (SECOND,)
    assert scores.extra == (("a.pdf", invented),)
    assert (scores.recall(REC), scores.precision(REC)) == (0.5, 0.5)
    assert [scores.field(name, REC) for name in ("addressee", "number", "scope", "deadline")] == [1.0, 1.0, 1.0, 1.0]


def test_fields_that_differ_are_wrong() -> None:
    given = draft(
        "The Board should publish a yearly audit of it all.", "3", None, Plan(scope=Scope.LOCAL, deadline="May")
    )
    scores = score((SECOND,), {"a.pdf": Extracted(TEXT, (given,))})
    assert [scores.field(name, REC) for name in ("addressee", "number", "scope", "deadline")] == [0.0, 0.0, 0.0, 0.0]


def test_one_finding_over_two_labels_is_paired_once() -> None:
    scores = score((FIRST, SECOND), {"a.pdf": Extracted(TEXT, (draft(TEXT),))})
    assert len(scores.pairs) == 1
    assert len(scores.missed) == 1


def test_a_repeated_finding_is_extra() -> None:
    twice = (draft("The Trust should see each patient alone."), draft("The Trust should see each patient alone."))
    scores = score((FIRST,), {"a.pdf": Extracted(TEXT, twice)})
    assert (scores.recall(REC), scores.precision(REC)) == (1.0, 0.5)


def test_half_of_a_text_in_common_is_not_enough() -> None:
    given = draft("each patient alone. By May 2020. 2. The Board")
    assert score((FIRST,), {"a.pdf": Extracted(TEXT, (given,))}).pairs == ()


def test_a_finding_cut_short_says_so() -> None:
    (pair,) = score((SECOND,), {"a.pdf": Extracted(TEXT, (draft("The Board should publish"),))}).pairs
    assert 0 < pair.whole < 0.8


def test_optional_labels_count_nowhere() -> None:
    optional = Label("a.pdf", REC, "The Board should publish", "of it all.", optional=True)
    given = draft("The Board should publish a yearly audit of it all.")
    found = score((optional,), {"a.pdf": Extracted(TEXT, (given,))})
    assert (found.recall(REC), found.precision(REC), found.extra) == (None, None, ())
    assert score((optional,), {"a.pdf": Extracted(TEXT, ())}).missed == ()


def test_key_figures_are_left_out_and_absent_reports_are_missed() -> None:
    figure = Draft(FIGURE, 0, 5)
    scores = score((FIRST,), {"b.pdf": Extracted(TEXT, (figure,))})
    assert (scores.missed, scores.extra) == ((FIRST,), ())


def test_words_that_stand_nowhere_are_named_and_missed() -> None:
    lost = Label("a.pdf", REC, "No such words", "at all.")
    scores = score((lost,), {"a.pdf": Extracted(TEXT, ())})
    assert (scores.unplaced, scores.missed) == ((lost,), (lost,))


def judged(question: str, grade: str, scale: Scale = Scale.PEEL_5) -> Draft:
    return Draft(JUDGED, 0, 1, judgment=Judgment("Oakfield Police", "Oakfield Police", question, grade, scale))


def test_judgments_are_paired_by_question_and_grade() -> None:
    whole = Label("a.pdf", JUDGED, "Effectiveness", grade="good", scale="peel-4")
    part = Label("a.pdf", JUDGED, "Investigating crime", grade="good", scale="peel-4")
    other = Label("a.pdf", JUDGED, "Preventing crime", grade="good", scale="peel-4")
    given = (
        judged("Effectiveness: investigating crime", "good", Scale.PEEL_4),
        judged("Effectiveness", "good"),
        judged("Preventing crime", "adequate", Scale.PEEL_4),
    )
    scores = score((whole, part, other), {"a.pdf": Extracted(TEXT, given)})
    assert {(pair.label.start, pair.draft) for pair in scores.pairs} == {
        ("Effectiveness", given[1]),
        ("Investigating crime", given[0]),
    }
    assert scores.missed == (other,)
    assert scores.field("scale", JUDGED) == 0.5
