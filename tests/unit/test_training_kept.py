"""What is kept of training: profiles, answers and decisions; written, erased, and brought back after damage."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.errors import LockedError, NotFoundError, UsageError
from dvrag.model.learning.items import Decision
from dvrag.model.learning.learners import LearnerId
from dvrag.store.library import Library
from dvrag.testing.fakes import Listener
from dvrag.testing.small import small_parts
from dvrag.trainer import Trainer
from unit.trained import (
    ALL,
    LONG,
    OTHER,
    REVIEW,
    build,
    by_source,
    files_with,
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


def test_while_another_writes_nothing_is_stored_and_it_is_said(root: Path) -> None:
    made = trainer(root)
    learner = made.add_learner().id
    with Library.open(root):
        with pytest.raises(LockedError, match="The answer was not stored"):
            made.answer(learner, first(made), (0,))
        with pytest.raises(LockedError, match="The decision was not stored"):
            made.review(first(made), Decision.ACCEPTED, "Sam")
    assert made.progress(learner).answered == 0


def test_a_whole_class_answers_at_once(root: Path) -> None:
    made = trainer(root)
    ids = [each.item.id for each in made.items()]
    people = [made.add_learner().id for _ in range(12)]
    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(lambda one: [made.answer(one, item, (0,)) for item in ids], people))
    assert [made.progress(one).answered for one in people] == [5] * 12


def test_what_people_do_in_training_leaves_the_search_index_as_it_is(root: Path) -> None:
    made = trainer(root)
    with Library.open(root, read_only=True) as library:
        before = library.transaction(), library.fingerprint()
        learner = made.add_learner("Kim").id
        made.answer(learner, first(made), (0,))
        made.review(first(made), Decision.ACCEPTED, "Sam")
        assert (library.transaction(), library.fingerprint()) == before


def test_unknown_learners_are_refused(root: Path) -> None:
    made, nobody = trainer(root), LearnerId(9)
    for act in (
        lambda: made.answer(nobody, first(made), (0,)),
        lambda: made.progress(nobody),
        lambda: made.session(nobody, ALL),
        lambda: made.rename_learner(nobody, "Kim"),
        lambda: made.remove_learner(nobody),
    ):
        with pytest.raises(NotFoundError, match="No learner 9"):
            act()


def test_names_of_learners_are_their_own(root: Path) -> None:
    made = trainer(root)
    kim, nameless = made.add_learner("  Kim \n Lee "), made.add_learner()
    assert (kim.name, nameless.shown) == ("Kim Lee", "Learner 2")
    made.add_learner()  # any number without a name
    with pytest.raises(UsageError, match="called kim lee already"):
        made.rename_learner(nameless.id, "kim lee")
    assert made.rename_learner(kim.id, "KIM LEE").name == "KIM LEE"
    assert made.rename_learner(kim.id, "").shown == "Learner 1"
    with pytest.raises(UsageError, match="longer than 120"):
        made.add_learner("x" * 121)


def test_a_removed_learner_takes_everything_along_and_the_number_is_not_given_again(root: Path) -> None:
    made = trainer(root)
    learner = made.add_learner("Quillon Zebra").id
    made.answer(learner, first(made), (0,))
    assert files_with(root, "Quillon Zebra")
    assert made.remove_learner(learner) == 1
    assert made.learners() == ()
    assert files_with(root, "Quillon Zebra") == []
    with Library.open(root, read_only=True) as library:
        for table in ("answers", "cards"):
            assert library.query(lambda c, name=table: c.execute(f"SELECT count(*) FROM {name}").get) == 0
    assert made.add_learner().id == 2


def test_a_removed_report_takes_the_words_of_decisions_along(root: Path) -> None:
    made = trainer(root)
    told = by_source(made)
    ours, theirs = told["review.txt"], told["other.txt"]
    made.review(ours[0].id, Decision.EDITED, "Sam", {"options": ("GPs", "Schools", LONG)})  # of the other report
    made.review(ours[1].id, Decision.ACCEPTED, "Sam", note="as it is")
    made.review(theirs[0].id, Decision.REJECTED, "Sam", note="Odd words zyxwv")
    made.review(theirs[1].id, Decision.ACCEPTED, "Sam")
    learner = made.add_learner().id
    made.answer(learner, theirs[1].id, (0,))
    Builder(root, small_parts()).remove("other.txt")
    assert [len(made.history(item.id)) for item in ours[:2]] == [0, 1]
    assert made.look_again() == ()
    for words in (LONG, OTHER[0], OTHER[1], "zyxwv"):
        assert files_with(root, words) == []
    assert files_with(root, REVIEW[0])
    assert (made.progress(learner).answered, made.progress(learner).due) == (1, 0)


@pytest.mark.parametrize("changed", [f"{LONG.rstrip('.')} and stairwell.", f"Perhaps: {LONG.lower()}"])
def test_words_of_a_removed_report_go_also_where_a_reviewer_changed_some(root: Path, changed: str) -> None:
    made = trainer(root)
    item = by_source(made)["review.txt"][0].id
    made.review(item, Decision.EDITED, "Sam", {"options": ("GPs", "Schools", changed)})
    Builder(root, small_parts()).remove("other.txt")
    assert made.history(item) == ()
    assert files_with(root, "posters about help") == []


def test_words_that_another_report_has_too_stay_with_the_decision(root: Path, tmp_path: Path) -> None:
    (tmp_path / "reports" / "third.txt").write_text(f"A third review\n{LONG}")
    ingest(tmp_path)
    made = trainer(root)
    item = by_source(made)["review.txt"][0].id
    made.review(item, Decision.EDITED, "Sam", {"options": ("GPs", "Schools", LONG)})
    Builder(root, small_parts()).remove("other.txt")
    assert len(made.history(item)) == 1


def test_a_removed_report_takes_decisions_on_its_earlier_version_along(root: Path, tmp_path: Path) -> None:
    made = trainer(root)
    made.review(by_source(made)["review.txt"][0].id, Decision.ACCEPTED, "Sam")
    (tmp_path / "reports" / "review.txt").write_text("A review\nRecommend that schools listen.")
    ingest(tmp_path)
    assert len(made.look_again()) == 1
    Builder(root, small_parts()).remove("review.txt")
    assert made.look_again() == ()
    assert files_with(root, REVIEW[0]) == []


def test_a_damaged_library_gives_back_what_people_did(root: Path) -> None:
    made = trainer(root)
    identity = first(made)
    learner = made.add_learner("Kim").id
    made.answer(learner, identity, (0,), seconds=12.5)
    edited = made.review(identity, Decision.EDITED, "Sam", {"stem": "Who should ask?"})
    before = made.progress(learner)
    with Library.open(root) as library, library.writing() as (connection, _):
        connection.execute("UPDATE passages SET text = 'Something else'")
    builder = Builder(root, small_parts())
    builder.rebuild(Listener())
    assert any("4 changes and themes of people" in notice for notice in builder.notices)
    after = trainer(root)
    assert after.item(identity) == edited
    assert after.progress(learner) == before


def test_answers_whose_profile_was_lost_get_one_without_a_name(root: Path) -> None:
    made = trainer(root)
    learner = made.add_learner("Kim").id
    made.answer(learner, first(made), (0,))
    with Library.open(root) as library, library.writing() as (connection, _):
        connection.execute("UPDATE learners SET name = 'Someone'")  # differs from its hash
        connection.execute("UPDATE passages SET text = 'Something else'")
    builder = Builder(root, small_parts())
    builder.rebuild(Listener())
    assert any("1 or more changes of people could not be read" in notice for notice in builder.notices)
    assert [each.shown for each in trainer(root).learners()] == ["Learner 1"]
    assert trainer(root).progress(learner).answered == 1
