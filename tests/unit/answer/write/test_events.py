"""An answer that is whole already comes as settled claims, then as itself."""

from __future__ import annotations

import pytest

from cli.values import ANSWERED
from dvrag.answer.write.events import Quoting, last, quoted_events
from dvrag.model.answers import Answer, Status
from dvrag.model.writing import Settled


def test_each_claim_is_settled_then_the_answer_comes() -> None:
    events = list(quoted_events(ANSWERED))
    assert events == [*(Settled(n, claim) for n, claim in enumerate(ANSWERED.claims)), ANSWERED]


def test_what_gives_whole_answers_also_streams_them() -> None:
    quoting = Quoting(lambda question, *_: Answer(question, Status.NOT_FOUND))
    assert list(quoting.stream("q", None, ())) == [Answer("q", Status.NOT_FOUND)]


def test_the_last_event_is_the_answer() -> None:
    assert last(quoted_events(ANSWERED)) is ANSWERED
    with pytest.raises(ValueError, match="without one"):
        last(iter([]))
