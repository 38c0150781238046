"""The trainer over a small library: items, decisions, quizzes, sittings, answers, progress."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dvrag.config.settings import TrainSettings
from dvrag.errors import LockedError, NotFoundError, SettingsError, UsageError
from dvrag.model.learning.items import Decision, ItemFilters
from dvrag.model.learning.learners import Rating
from dvrag.store.library import Library
from dvrag.trainer import Trainer
from dvrag.training.reviews import shelf
from unit.trained import (
    ALL,
    SetClock,
    build,
    by_source,
    ingest,
    trainer,
    use_simple_items,
)


@pytest.fixture(autouse=True)
def simple_items(monkeypatch: pytest.MonkeyPatch) -> None:
    use_simple_items(monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build(tmp_path)


def first(of: Trainer) -> str:
    return of.items()[0].item.id


def test_items_are_made_and_found_by_their_first_digits(root: Path) -> None:
    made = trainer(root)
    assert len(made.items()) == 5
    assert made.item(first(made)[:12]).item.id == first(made)
    assert made.item(first(made).upper()).decision is Decision.UNSEEN
    for unknown in ("", "abc", "zzzzzz", "000000"):
        with pytest.raises(NotFoundError, match="No question"):
            made.item(unknown)


def test_items_meet_filters(root: Path) -> None:
    made = trainer(root)
    assert len(made.items(ItemFilters(theme=("housing",)))) == 1
    assert len(made.items(ItemFilters(report=("other.txt",)))) == 2


def test_the_same_library_and_seed_give_the_same_quiz(root: Path) -> None:
    one, other = trainer(root).quiz(ALL, 3, seed=7), trainer(root).quiz(ALL, 3, seed=7)
    assert one == other
    assert len(one.items) == 3
    assert {trainer(root).quiz(ALL, 3, seed=n).items for n in range(8)} > {one.items}


def test_a_rejected_item_is_asked_no_more_until_it_is_taken_back(root: Path) -> None:
    made = trainer(root)
    identity = first(made)
    assert made.review(identity, Decision.REJECTED, "Sam", note="unclear").decision is Decision.REJECTED
    assert identity not in {each.item.id for each in made.items()}
    assert [r.item.id for r in made.items(ItemFilters(decision=(Decision.REJECTED,)))] == [identity]
    assert made.item(identity).note == "unclear"
    assert identity not in {item.id for item in made.quiz(ALL, 10).items}
    learner = made.add_learner().id
    assert identity not in {item.id for item in made.session(learner, ALL, 60).items}
    with pytest.raises(UsageError, match="taken out meanwhile"):
        made.answer(learner, identity, (0,))
    made.review(identity, Decision.UNSEEN, "Kim")
    assert identity in {each.item.id for each in made.items()}
    assert [d.who for d in made.history(identity)] == ["Sam", "Kim"]


def test_an_edited_item_is_used_as_it_was_edited_by_all(root: Path) -> None:
    made, other = trainer(root), trainer(root)
    identity = first(other)
    changed = made.review(identity, Decision.EDITED, "Sam", {"stem": "Who should\task? ", "options": ("A", "B", "C")})
    assert (changed.item.stem, changed.item.options, changed.item.answer) == ("Who should ask?", ("A", "B", "C"), (0,))
    assert other.item(identity).item == changed.item
    assert [each.who for each in other.items(ItemFilters(decision=(Decision.EDITED,)))] == ["Sam"]
    reason = f"{changed.item.cited[0].quote} So it is."
    again = other.review(identity, Decision.EDITED, "Kim", {"rationale": reason})
    assert (again.item.stem, again.item.rationale) == ("Who should ask?", reason)


def test_an_edit_that_cannot_be_issued_is_refused_with_the_reasons(root: Path) -> None:
    made = trainer(root)
    with pytest.raises(UsageError, match="An option is true too"):
        made.review(first(made), Decision.EDITED, "Sam", {"options": ("GPs", "true too", "Housing")})
    assert made.history(first(made)) == ()


@pytest.mark.parametrize("decision", [Decision.ACCEPTED, Decision.REJECTED, Decision.EDITED])
def test_changes_go_with_an_edit_only(root: Path, decision: Decision) -> None:
    made = trainer(root)
    changes = None if decision is Decision.EDITED else {"stem": "Another question?"}
    with pytest.raises(UsageError, match="an edited question needs changes"):
        made.review(first(made), decision, "Sam", changes)


def test_a_decision_is_signed_and_its_note_is_not_too_long(root: Path) -> None:
    made = trainer(root)
    with pytest.raises(UsageError, match="Nobody is named"):
        made.review(first(made), Decision.ACCEPTED, " \n")
    with pytest.raises(UsageError, match="note is longer than 2000"):
        made.review(first(made), Decision.ACCEPTED, "Sam", note="x" * 2001)


def test_an_accepted_item_stays_as_it_was_when_the_library_grows(root: Path, tmp_path: Path) -> None:
    made = trainer(root)
    accepted = made.review(first(made), Decision.ACCEPTED, "Sam").item
    (tmp_path / "reports" / "third.txt").write_text("A third\nRecommend that schools listen.")
    ingest(tmp_path)
    assert made.item(accepted.id).item == accepted
    assert len(made.items()) == 6


def test_an_item_whose_report_became_another_is_to_be_looked_at_again(root: Path, tmp_path: Path) -> None:
    made = trainer(root)
    item = by_source(made)["review.txt"][0]
    made.review(item.id, Decision.ACCEPTED, "Sam")
    (tmp_path / "reports" / "review.txt").write_text("A review\nRecommend that schools listen.")
    ingest(tmp_path)
    (waiting,) = made.look_again()
    assert (waiting.item, waiting.who) == (item, "Sam")
    assert waiting.reasons == ("review.txt is not in the library as it was.",)
    assert waiting in made.items()
    assert waiting in made.items(ItemFilters(decision=(Decision.ACCEPTED,)))
    assert item.id not in {each.item.id for each in made.usable()} | {i.id for i in made.quiz(ALL, 10).items}
    with pytest.raises(UsageError, match=r"cannot be used: review\.txt is not in the library"):
        made.review(item.id, Decision.ACCEPTED, "Sam")
    assert made.look_again() == (waiting,)


@pytest.mark.parametrize("decision", [Decision.REJECTED, Decision.UNSEEN])
def test_an_item_whose_report_is_gone_is_rejected_or_its_decision_taken_back(
    root: Path, tmp_path: Path, decision: Decision
) -> None:
    made = trainer(root)
    item = by_source(made)["review.txt"][0]
    made.review(item.id, Decision.ACCEPTED, "Sam")
    (tmp_path / "reports" / "review.txt").write_text("A review\nRecommend that schools listen.")
    ingest(tmp_path)
    after = made.review(item.id, decision, "Kim")
    assert (after.item, after.decision, after.reasons) == (item, decision, ())
    assert made.look_again() == ()
    assert item.id not in {each.item.id for each in made.items(ItemFilters(decision=tuple(Decision)))}


def test_an_item_is_accepted_anew_as_it_is_made_now(root: Path, tmp_path: Path) -> None:
    made = trainer(root)
    item = by_source(made)["review.txt"][0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "checked", lambda *_: ())
        changed = made.review(item.id, Decision.EDITED, "Sam", {"options": ("GPs", "true too", "Probation")})
    made = trainer(root)
    (waiting,) = made.look_again()
    assert (waiting.item.options, waiting.reasons) == (item.options, ("An option is true too.",))
    assert made.review(item.id, Decision.ACCEPTED, "Kim").item == item != changed.item
    assert item in [each.item for each in made.usable()]


def test_an_accepted_item_that_fails_a_rule_now_is_to_be_looked_at_again(root: Path, tmp_path: Path) -> None:
    made = trainer(root)
    made.review(first(made), Decision.ACCEPTED, "Sam")
    (tmp_path / "reports" / "strict.txt").write_text("Strict\nSome words.")
    ingest(tmp_path)
    assert [each.reasons for each in made.look_again()] == [("Strict now.",)]
    waiting, learner = made.look_again()[0].item.id, made.add_learner().id
    asked = (*made.quiz(ALL, 10).items, *made.session(learner, ALL, 60).items)
    assert waiting not in {each.item.id for each in made.usable()} | {item.id for item in asked}
    with pytest.raises(UsageError, match="taken out meanwhile"):
        made.answer(learner, waiting, (0,))
    made.review(made.look_again()[0].item.id, Decision.REJECTED, "Sam")
    assert made.look_again() == ()


def test_a_decision_on_a_library_that_changed_meanwhile_is_not_written(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = trainer(root)
    identity, opened = first(made), Library.open

    def interrupted(*arguments: object, **options: object) -> Library:
        monkeypatch.setattr(Library, "open", opened)
        (tmp_path / "reports" / "third.txt").write_text("A third\nSome words.")
        ingest(tmp_path)
        return opened(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "open", interrupted)
    with pytest.raises(LockedError, match="changed meanwhile"):
        made.review(identity, Decision.ACCEPTED, "Sam")
    assert made.history(identity) == ()


def test_only_accepted_items_are_asked_where_the_settings_say_so(root: Path) -> None:
    made = trainer(root, settings=TrainSettings(only_accepted=True))
    learner = made.add_learner().id
    for ask in (lambda: made.quiz(ALL), lambda: made.session(learner, ALL)):
        with pytest.raises(UsageError, match="No question was accepted yet"):
            ask()
    made.review(first(made), Decision.ACCEPTED, "Sam")
    assert [item.id for item in made.quiz(ALL).items] == [first(made)]
    assert [item.id for item in made.session(learner, ALL, 60).items] == [first(made)]
    assert [each.item.id for each in made.usable()] == [first(made)]
    assert len(made.items()) == 5


@pytest.mark.parametrize("others", [(), (Decision.UNSEEN,)])
def test_no_quiz_is_drawn_of_rejected_questions(root: Path, others: tuple[Decision, ...]) -> None:
    made = trainer(root)
    made.review(first(made), Decision.REJECTED, "Sam")
    with pytest.raises(UsageError, match="Rejected questions are used nowhere"):
        made.quiz(ItemFilters(decision=(Decision.REJECTED, *others)))


def test_its_reports_are_those_of_the_library_now(root: Path, tmp_path: Path) -> None:
    made = trainer(root)
    assert [report.source for report in made.reports()] == ["other.txt", "review.txt"]
    (tmp_path / "reports" / "third.txt").write_text("A third\nSome words.")
    ingest(tmp_path)
    assert len(made.reports()) == 3


def test_an_answer_is_marked_and_comes_again_later_the_better_it_was_known(root: Path) -> None:
    clock = SetClock()
    made = trainer(root, clock)
    learner = made.add_learner("Kim").id
    one, two = (each.item.id for each in made.items()[:2])
    right, wrong = made.answer(learner, one, (0,)), made.answer(learner, two, (2,))
    assert (right.right, right.rating, wrong.right, wrong.rating) == (True, Rating.GOOD, False, Rating.AGAIN)
    assert datetime.fromisoformat(wrong.due) - clock.now() == timedelta(minutes=10)
    assert datetime.fromisoformat(right.due) - clock.now() >= timedelta(days=1)
    clock.pass_by(minutes=11)
    assert made.progress(learner).due == 1
    session = made.session(learner, ALL, 1)
    assert (session.due, session.items[0].id) == (1, two)


def test_a_sitting_holds_what_is_due_then_new_items_and_then_none(root: Path) -> None:
    clock = SetClock()
    made = trainer(root, clock)
    learner = made.add_learner().id
    asked = made.session(learner, ALL, 60).items
    assert len({item.id for item in asked}) == 5
    for item in asked:
        made.answer(learner, item.id, item.answer)
    assert made.session(learner, ALL, 60).items == ()
    clock.pass_by(days=30)
    again = made.session(learner, ALL, 60)
    assert (again.due, len(again.items)) == (5, 5)


def test_a_sitting_keeps_to_its_time_and_its_filters(root: Path) -> None:
    made = trainer(root)
    learner = made.add_learner().id
    short = made.session(learner, ALL, 2, seed=3)
    assert len(short.items) == 2  # of 45 seconds each
    assert short.minutes == 1.5
    assert made.session(learner, ALL, 2, seed=3) == short
    assert len(made.session(learner, ItemFilters(theme=("housing",))).items) == 1
    for minutes in (0, 181, -1, float("nan")):
        with pytest.raises(UsageError, match="1 to 180 minutes"):
            made.session(learner, ALL, minutes)
    with pytest.raises(UsageError, match="No question matches"):
        made.session(learner, ItemFilters(theme=("nothing",)))


@pytest.mark.parametrize("given", [(), (3,), (-1,), (0, 1)])
def test_what_is_no_answer_is_not_stored(root: Path, given: tuple[int, ...]) -> None:
    made = trainer(root)
    learner = made.add_learner().id
    with pytest.raises(UsageError):
        made.answer(learner, first(made), given)
    assert made.progress(learner).answered == 0


@pytest.mark.parametrize("minutes", [0.5, 181, float("nan")])
def test_a_length_of_sittings_that_is_none_is_refused_when_the_library_is_opened(root: Path, minutes: float) -> None:
    with pytest.raises(SettingsError, match=rf"minutes in \[train\] is {minutes:g}\. Give a number from 1 to 180"):
        trainer(root, settings=TrainSettings(minutes=minutes))


@pytest.mark.parametrize("settings", [TrainSettings(desired_retention=0.99), TrainSettings(team_at_least=1)])
def test_settings_out_of_range_are_refused(root: Path, settings: TrainSettings) -> None:
    with pytest.raises(SettingsError):
        trainer(root, settings=settings)


def test_a_briefing_cannot_be_written_as_anything(root: Path) -> None:
    with pytest.raises(UsageError, match="Known: docx, pdf, md, pptx"):
        trainer(root).briefing_file(None, "exe")  # type: ignore[arg-type]
