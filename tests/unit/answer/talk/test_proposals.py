"""A model's wording of a follow-up is taken where it adds nothing, and the rules' otherwise."""

from __future__ import annotations

import pytest

from dvrag.answer.talk.follow import Conversation
from dvrag.answer.talk.proposed import acceptable, proposed
from dvrag.answer.write.reading import Reading
from dvrag.errors import WriterError
from dvrag.model.answers import Answer, Claim, Status, Verdict
from dvrag.model.results import Filters
from dvrag.ports import ChatModel
from dvrag.testing.chat import ScriptedChat
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.answer.talk.test_resolving_follow_ups import GPS, answered

RULED = "What did the Oakfield review recommend for health?"


@pytest.mark.parametrize(
    ("follow", "proposal", "taken"),
    [
        ("what about health?", "What about health, in what the Oakfield review did recommend?", True),
        ("what about health?", "What about health?", False),
        ("what about health?", "What did the Oakfield review recommend for health and zebras?", False),
        ("what about health?", "Why did the Oakfield review not recommend health?", False),
        ("what about health?", "The Oakfield review did recommend health.", False),
        ("what about health?", "What did the Oakfield review recommend for health?\nIt was about health.", False),
        ("and in Northmere?", "What did the Oakfield review recommend?", False),
        ("and in 2019?", "What did the Oakfield review recommend for the police in 2018?", False),
        ("and in 2019?", "What did the Oakfield review recommend for the police in 2019?", True),
        ("what about health?", "What about the health of Keith, in the Oakfield review?", False),
    ],
)
def test_what_is_taken(corpus: MemoryCorpus, follow: str, proposal: str, taken: bool) -> None:
    told = Answer(GPS, Status.ANSWERED, (Claim("Keith was told of zebras in 2018.", (1,), Verdict.SUPPORTED),))
    assert acceptable(proposal, follow, (told,)) is taken
    model = ScriptedChat(proposal)
    assert proposed(lambda: model, follow, RULED, (told,)) == (proposal if taken else RULED)
    assert "Keith" not in " ".join(message.text for message in model.asked[0])


def test_a_model_that_fails_leaves_it_to_the_rules(corpus: MemoryCorpus) -> None:
    earlier = (answered(GPS, corpus, "oakfield.pdf"),)
    assert proposed(lambda: ScriptedChat("What", fails_after=0), "what about health?", RULED, earlier) == RULED

    def closed() -> ChatModel:
        raise WriterError("No model.")

    assert proposed(closed, "what about health?", RULED, earlier) == RULED


def test_a_model_is_asked_about_follow_ups_only(corpus: MemoryCorpus) -> None:
    asked: list[str] = []
    read: list[str] = []

    def found(text: str, _: Filters | None) -> Reading:
        read.append(text)
        return Reading(Answer(text, Status.NOT_FOUND))

    def propose(text: str, ruled: str, _: object) -> str:
        asked.append(text)
        return ruled.replace("for health", "about health")

    talk = Conversation(found, corpus)
    earlier = (answered(GPS, corpus),)
    talk("what about health?", None, (), propose)
    talk("What does outcome 16 mean?", None, earlier, propose)
    assert talk("and when my husband hits me?", None, earlier, propose).answer.status is Status.DECLINED
    assert asked == []
    answer = talk("what about health?", None, earlier, propose).answer
    assert asked == ["what about health?"]
    assert read[-1] == answer.understood == "What did the Oakfield review recommend about health?"
    assert answer.question == "what about health?"
