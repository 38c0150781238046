"""The tables of training: brought up from format 4, checked row by row, and never a number twice."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from dvrag.builder import Builder
from dvrag.errors import DamagedError, MismatchError
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Decision, ItemId
from dvrag.model.learning.learners import Card, LearnerId
from dvrag.store.library import Library
from dvrag.store.register import read
from dvrag.store.register.tables import TRAINING
from dvrag.store.tables import FORMAT
from dvrag.store.training import decisions, learners
from dvrag.store.training.decisions import Decided
from dvrag.store.verify import verify
from dvrag.store.write import put_meta
from dvrag.testing.fakes import Listener
from dvrag.testing.small import small_parts
from unit.trained import NOON, answered, build, ingest

AT = NOON.isoformat()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build(tmp_path)


def fill(root: Path) -> None:
    """Store a row in each table."""
    with Library.open(root) as library:
        one = learners.add(library, "Kim", AT)
        card = Card(one.id, ItemId("a"), 2, None, 2.5, 5.25, AT, AT)
        learners.answer(library, answered(0, learner=one.id, item=ItemId("a"), seconds=9.0), card)
        refused = Decided(0, ItemId("a"), ReportId("r"), "r.txt", Decision.REJECTED, None, "Sam", AT, "no")
        assert decisions.append(library, refused) == 1


def everything(connection: apsw.Connection) -> None:
    for question in (learners.answers, learners.cards, learners.learners, decisions.latest):
        question(connection)


def to_format_4(root: Path) -> None:
    with Library.open(root) as library, library.writing() as (connection, _):
        for table in TRAINING:
            connection.execute(f"DROP TABLE {table}")
        put_meta(connection, format="4")


def test_a_row_comes_back_as_it_was_written(root: Path) -> None:
    fill(root)
    with Library.open(root, read_only=True) as library:
        (given,) = library.query(learners.answers)
        assert (given.n, given.right, given.seconds, given.themes) == (1, True, 9.0, ("asking",))
        assert library.query(lambda c: learners.answers(c, LearnerId(2))) == ()
        (card,) = library.query(learners.cards)
        assert (card.stability, card.step, card.due) == (2.5, None, AT)
        assert library.query(decisions.latest)[ItemId("a")].note == "no"
        assert library.query(decisions.last_number) == 1
    assert verify(root) == ()


def test_a_library_of_format_4_is_brought_up_and_loses_nothing(root: Path) -> None:
    with Library.open(root, read_only=True) as library:
        before = library.reports(), library.query(read.findings), library.fingerprint()
    to_format_4(root)
    with pytest.raises(MismatchError, match="dvrag library rebuild"):
        Library.open(root, read_only=True)
    assert verify(root) == ()
    Builder(root, small_parts()).rebuild(Listener())
    with Library.open(root, read_only=True) as library:
        assert (library.reports(), library.query(read.findings), library.fingerprint()) == before
        assert library.meta()["format"] == str(FORMAT)
    fill(root)
    assert verify(root) == ()


def test_an_ingest_or_an_answer_brings_a_library_of_format_4_up_too(root: Path, tmp_path: Path) -> None:
    to_format_4(root)
    ingest(tmp_path)
    fill(root)
    to_format_4(root)
    fill(root)
    assert verify(root) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answers SET right = 0",
        "UPDATE answers SET seconds = NULL",
        "UPDATE cards SET due = '2020-01-01T00:00:00+00:00'",
        "UPDATE learners SET name = 'Lee'",
        "UPDATE item_decisions SET decision = 'accepted'",
    ],
)
def test_a_changed_row_is_noticed(root: Path, statement: str) -> None:
    fill(root)
    connection = apsw.Connection(str(root / "library.sqlite"))
    connection.execute(statement)
    connection.close()
    assert any("differs from what was written" in damage.what for damage in verify(root))
    with Library.open(root, read_only=True) as library, pytest.raises(DamagedError):
        library.query(everything)


def test_numbers_are_never_given_twice(root: Path) -> None:
    fill(root)
    with Library.open(root) as library:
        learners.remove(library, LearnerId(1))
        assert learners.add(library, "", AT).id == 2
        card = Card(LearnerId(2), ItemId("a"), 2, None, 2.5, 5.25, AT, AT)
        assert learners.answer(library, answered(0, learner=LearnerId(2)), card).n == 2
