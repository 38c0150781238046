"""What holds of every kind of file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from dvrag.errors import UsageError
from dvrag.training.packages import PackageKind, packed
from unit.training.packages.quizzes import CREATED, hostile_items, plain_items, quiz_of


@pytest.mark.parametrize("kind", PackageKind)
def test_the_same_quiz_gives_the_same_bytes(kind: PackageKind) -> None:
    quiz = quiz_of((*plain_items(), *hostile_items()))
    first = packed(quiz, kind, "A <title> & more", CREATED)
    assert first == packed(quiz, kind, "A <title> & more", CREATED)
    assert len(first) > 1000


@pytest.mark.parametrize("kind", PackageKind)
def test_an_empty_quiz_is_refused(kind: PackageKind) -> None:
    with pytest.raises(UsageError, match="no question"):
        packed(replace(quiz_of(()), available=7), kind, "", CREATED)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        packed(quiz_of(plain_items()), PackageKind.CSV, "", datetime(2024, 1, 1))


def test_each_kind_has_a_name_an_ending_and_a_media_type_of_its_own() -> None:
    assert len({kind.label for kind in PackageKind}) == len({kind.ending for kind in PackageKind}) == len(PackageKind)
    assert all(kind.ending.startswith(".") and "/" in kind.mime for kind in PackageKind)
