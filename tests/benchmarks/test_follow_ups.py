"""The dialogues and how they are judged."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dvrag.model.answers import Answer, Status
from dvrag.model.results import Filters

REPOSITORY = Path(__file__).parents[2]
ONE: dict[str, Any] = {
    "id": "one",
    "asker": "trainer",
    "turns": ("What did the Oakfield review say?", "and in Elmford?"),
    "standalone": "What did the Elmford review say?",
    "required": ("Elmford|Elmsford", "carer's"),
    "forbidden": ("Oakfield",),
    "changes_topic": False,
}


@pytest.fixture
def follow_ups(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(REPOSITORY / "benchmarks"))
    return importlib.import_module("follow_ups")


class Parrot:
    """Answers nothing, and understands every follow-up as the same question."""

    def ask(self, question: str, filters: Filters | None = None, earlier: Sequence[Answer] = ()) -> Answer:
        assert filters is None
        resolved = "What of the carer’s part in Elmford?" if earlier else question
        return Answer(question, Status.NOT_FOUND, resolved_question=resolved)


def test_forty_dialogues_in_two_halves(follow_ups: Any) -> None:
    dialogues = follow_ups.read_dialogues(REPOSITORY / follow_ups.DIALOGUES)
    assert len(dialogues) == len({dialogue.id for dialogue in dialogues}) == 40
    assert min([d.half for d in dialogues].count(half) for half in ("dev", "test")) >= 15
    assert all(
        not follow_ups.wrong_with(replace(d, changes_topic=False), d.standalone, d.standalone) for d in dialogues
    )


@pytest.mark.parametrize(
    ("resolved", "wrong"),
    [
        ("What of the carer's part in Elmsford?", ""),
        ("What of the carers in Elmford?", "lacks carer's"),
        ("What of the carer's part in Oakfield?", "lacks Elmford|Elmsford; has Oakfield"),
    ],
)
def test_required_words_stand_and_forbidden_ones_do_not(follow_ups: Any, resolved: str, wrong: str) -> None:
    assert follow_ups.wrong_with(follow_ups.Dialogue(**ONE), resolved, "") == wrong


def test_a_change_of_topic_is_right_only_where_nothing_was_changed(follow_ups: Any) -> None:
    changed = follow_ups.Dialogue(**{**ONE, "changes_topic": True})
    assert follow_ups.wrong_with(changed, "and in Elmford?", "and in Elmford?") == ""
    assert follow_ups.wrong_with(changed, "and in Oakfield?", "and in Elmford?") != ""


def test_the_last_turn_is_judged_after_the_others(follow_ups: Any) -> None:
    found = follow_ups.outcome(follow_ups.Dialogue(**ONE), Parrot())
    assert (found.wrong, found.same_passage) == ("", True)
    lost = follow_ups.outcome(follow_ups.Dialogue(**{**ONE, "forbidden": ("part",)}), Parrot())
    assert "resolved well         0.500" in list(follow_ups.table([found, lost]))


def test_a_dialogue_of_one_turn_is_refused(follow_ups: Any, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text(
        '{"id": "a", "asker": "b", "turns": ["c"], "standalone": "c", "required": [], "forbidden": [],'
        ' "changes_topic": false}\n'
    )
    with pytest.raises(ValueError, match="two turns"):
        follow_ups.read_dialogues(file)
