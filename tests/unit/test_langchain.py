"""The text of an answer in LangChain's chain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel

from cli.values import ANSWERED
from dvrag.answer.write.events import Quoting
from dvrag.assistant import Assistant
from dvrag.langchain import answer_text, chain
from dvrag.model.answers import Answer, ComparedRow, Comparison, Reason, Status
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.answer.conftest import INSPECTION, NEWS, OVERVIEW
from unit.answer.write.drafts import writing


def test_quotes_disagreements_and_what_is_missing() -> None:
    assert answer_text(ANSWERED).splitlines() == [
        "Police were called eleven times. [1] Police were called 14 times in three years. [2]",
        "The sources disagree about number of calls: 11 [1], 14 [2].",
        "Not in these reports: Cornwall.",
    ]


def test_what_differs_between_sides_is_worded_so() -> None:
    one, other = ANSWERED.claims
    sides = Comparison(("Review", "News"), (ComparedRow("Calls", ((one,), (other,))),))
    lines = answer_text(replace(ANSWERED, comparison=sides)).splitlines()
    assert lines[1] == "The sides differ on number of calls: 11 [1], 14 [2]."


def test_a_declined_question_is_worded_and_followed_by_support() -> None:
    answer = Answer("q", Status.DECLINED, reason=Reason.PERSON_AT_RISK, support=("Emergency: 999",))
    assert answer_text(answer).splitlines() == [Reason.PERSON_AT_RISK.sentence, "Emergency: 999"]


def test_a_question_that_is_not_answered_says_why() -> None:
    answer = Answer("q", Status.NOT_FOUND, reason="Nothing about Cornwall.", missing=("Cornwall", "GPs"))
    assert answer_text(answer).splitlines() == ["Nothing about Cornwall.", "Not in these reports: GPs."]


def test_why_an_answer_quotes_is_said() -> None:
    answer = Answer("q", Status.NOT_FOUND, reason="Nothing.", note="The model cannot be reached.")
    assert answer_text(answer).splitlines() == ["Nothing.", "The model cannot be reached."]


def test_a_chat_model_of_langchain_writes_what_its_passages_carry() -> None:
    corpus = MemoryCorpus([OVERVIEW, INSPECTION, NEWS])
    text = "Police were called to Marian's home eleven times [1]. They were called 99 times [1]."
    quoting = Quoting(lambda q, *_: Answer(q, Status.NOT_FOUND), lambda model: writing(corpus, model))  # type: ignore[arg-type]
    library = Assistant(None, None, quoting, tuple)  # type: ignore[arg-type]
    found = chain(library, model=FakeListChatModel(responses=[text])).invoke("How often?")
    assert found["answer"] == "Police were called to Marian's home eleven times. [1]"
    assert [document.metadata["page"] for document in found["context"]] == [1]
    assert [claim.text for claim in found["result"].dropped] == ["They were called 99 times."]
    assert chain(library).invoke("How often?")["result"].status is Status.NOT_FOUND


@pytest.mark.slow
def test_the_example_of_the_guide_runs(
    repository: Path, sample_library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = (repository / "docs" / "writing.md").read_text("utf-8")
    example = guide.split("```python\n")[1].split("```")[0]
    monkeypatch.chdir(sample_library.parent)
    exec(compile(example.replace('"index"', repr(str(sample_library))), "docs/writing.md", "exec"), {})
    shown = capsys.readouterr().out.splitlines()
    expected = guide.split("```text\n")[1].split("```")[0].splitlines()
    assert shown == expected
