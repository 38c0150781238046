"""`dvrag train practise` and `learners` over a small library: whose profile is meant, and none made in vain."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from dvrag.assembly import training
from dvrag.cli.main import run
from dvrag.config.settings import TrainSettings
from dvrag.trainer import Trainer
from unit.trained import build, trainer, use_simple_items

Train = Callable[..., str]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trainer:
    use_simple_items(monkeypatch)
    made = trainer(build(tmp_path), settings=TrainSettings(minutes=2.0))
    monkeypatch.setattr(training, "open_trainer", lambda library: made)
    return made


@pytest.fixture
def train(small: Trainer, capsys: pytest.CaptureFixture[str]) -> Train:
    """Return a function that runs `dvrag train …` and returns what it prints; `code` is how it should end."""

    def ran(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert run(["train", *arguments]) == code
        found = capsys.readouterr()
        return " ".join(f"{found.out} {found.err}".split())

    return ran


@pytest.mark.parametrize("arguments", [("remove", "", "--yes"), ("rename", " ", "Kim")])
def test_no_name_means_nobody_where_a_profile_is_changed(small: Trainer, train: Train, arguments: list[str]) -> None:
    robin = small.add_learner("Robin")
    assert "No profile is called" in train("learners", *arguments, code=2)
    assert small.learners() == (robin,)


def test_the_only_profile_need_not_be_named_to_practise(
    small: Trainer, train: Train, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.add_learner("Robin")
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nstop\n"))
    assert "Robin: 1 answer" in train("practise")
    small.add_learner("Sam")
    assert "There are several profiles: Robin (1), Sam (2)." in train("practise", code=2)


def test_a_name_that_is_the_number_of_another_is_not_guessed_at(small: Trainer, train: Train) -> None:
    small.add_learner("2")
    small.add_learner("Sam")
    assert "There are several profiles" in train("learners", "remove", "2", "--yes", code=2)


def test_no_profile_is_made_where_no_question_fits(small: Trainer, train: Train) -> None:
    assert "No question matches." in train("practise", "--kind", "order", code=2)
    assert small.learners() == ()


def test_a_name_that_is_taken_away_leaves_the_number(small: Trainer, train: Train) -> None:
    small.add_learner("Robin")
    assert "Robin is now called Learner 1." in train("learners", "rename", "Robin", "")
    assert "Learner 1 is now called Sam Hill." in train("learners", "rename", "1", " Sam  Hill")


@pytest.mark.parametrize("command", [("quiz",), ("export", "q.csv")])
def test_rejected_questions_make_no_quiz(train: Train, command: tuple[str, ...]) -> None:
    assert "Rejected questions are used nowhere." in train(*command, "--decision", "rejected", code=2)


def test_a_session_is_as_long_as_the_settings_say_unless_it_is_said(
    train: Train, monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments, asked in (((), 2), (("--minutes", "180"), 5)):
        monkeypatch.setattr("sys.stdin", io.StringIO("stop\n"))
        assert f"Question 1 of {asked}" in train("practise", *arguments)
    assert "180" in train("practise", "--minutes", "181", code=2)
