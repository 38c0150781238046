"""From the passages read to an answer that a model wrote: what stands, what is dropped, when the answer quotes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.answer.write.events import Quoting, last
from dvrag.answer.write.prompt import prompt_text
from dvrag.answer.write.reading import Reading, once
from dvrag.answer.write.writing import NOTHING_LEFT, QUOTES, REFUSED
from dvrag.model.answers import Comparison, DisagreeingValue, Disagreement, Source, Status, Verdict
from dvrag.model.writing import Settled
from dvrag.testing.chat import ScriptedChat, passages_in
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.answer.write.drafts import FACTS, GOOD, answer, events, quoted, writing


def test_sentences_that_their_passages_carry_are_the_answer(corpus: MemoryCorpus) -> None:
    found = answer(corpus, GOOD)
    assert [(claim.text, claim.citations) for claim in found.claims] == [
        ("Police were called to Marian's home eleven times.", (1,)),
        ("Nobody at the practice asked Marian about abuse.", (2,)),
    ]
    assert (found.status, found.dropped, found.note) == (Status.ANSWERED, (), "")
    assert found.models["writer"] == "scripted:fake"
    assert found.confidence == 0.8
    assert found.timings_ms["total"] >= 5.0
    assert set(found.timings_ms) == {"total", "write"}


def test_the_draft_is_kept_as_it_was_written(corpus: MemoryCorpus) -> None:
    found = answer(corpus, GOOD)
    assert found.draft is not None
    assert found.draft.text == GOOD
    assert found.draft.prompt == prompt_text().version
    assert found.draft.passages == tuple(hit.passage.id for hit in corpus.hits())
    assert found.draft.usage.output_tokens > 0
    assert found.draft.usage.cost == 0.25
    assert found.draft.hosted is False


def test_sources_quote_the_sentences_that_carry_the_claim_at_their_place(corpus: MemoryCorpus) -> None:
    source = answer(corpus, GOOD).sources[1]
    report = corpus.report(source.hit.report.id)
    assert source.quote == "Nobody at the practice asked Marian about abuse."
    assert report.text[source.start : source.end] == source.quote
    assert (source.n, source.page, source.paragraph) == (2, 1, "1.2")


def test_sources_are_numbered_by_their_first_claim(corpus: MemoryCorpus) -> None:
    text = "The housing officer treated the request as a question of rent [4]. Police were called eleven times [1]."
    found = answer(corpus, f"{text} The request was treated as a question of rent by the housing officer [4].")
    assert [claim.citations for claim in found.claims] == [(1,), (2,), (1,)] or len(found.claims) == 2
    assert [source.n for source in found.sources] == [1, 2]
    assert "housing officer" in found.sources[0].quote


def test_a_sentence_that_its_passage_does_not_carry_is_dropped_with_the_reason(corpus: MemoryCorpus) -> None:
    found = answer(corpus, f"{GOOD} Police were called to Marian's home 14 times [1].")
    assert len(found.claims) == 2
    assert [(claim.text, claim.citations) for claim in found.dropped] == [
        ("Police were called to Marian's home 14 times.", (1,))
    ]
    assert found.dropped[0].why == "The passages do not say: 14."
    assert found.dropped[0].verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Police were called eleven times.", "It cites no passage."),
        ("Police were called eleven times [99].", "It cites a passage that was not given: 99."),
        ("Police were called eleven times, see www.evil.example [1].", "It holds a web or e-mail address."),
        ("Nobody at the practice asked Marian about abuse [2].", "It says again what was said before."),
    ],
)
def test_a_sentence_with_a_fault_is_dropped_before_its_sources_are_read(
    corpus: MemoryCorpus, sentence: str, why: str
) -> None:
    found = answer(corpus, f"{GOOD} {sentence}")
    assert len(found.claims) == 2
    assert [claim.why for claim in found.dropped] == [why]


def test_a_citation_that_adds_nothing_is_left_out(corpus: MemoryCorpus) -> None:
    found = answer(corpus, "Police were called to Marian's home eleven times [1][2].")
    assert [source.quote for source in found.sources] == [corpus.hits()[0].passage.text]


def test_two_passages_can_carry_a_sentence_together(corpus: MemoryCorpus) -> None:
    text = (
        "Police were called to Marian's home eleven times and nobody at the practice asked Marian about abuse [1][2]."
    )
    found = answer(corpus, text)
    assert [claim.citations for claim in found.claims] == [(1, 2)]


def test_where_nothing_is_left_the_answer_quotes_and_says_so(corpus: MemoryCorpus) -> None:
    found = answer(corpus, "Police never came [1]. They were asleep.")
    assert found.claims == quoted(corpus).claims
    assert found.sources == quoted(corpus).sources
    assert found.note == f"{NOTHING_LEFT} {QUOTES}"
    assert [claim.text for claim in found.dropped] == ["Police never came.", "They were asleep."]
    assert found.draft is not None
    assert found.models["writer"] == "quotes"


@pytest.mark.parametrize(
    "text", [prompt_text().sentinel, "NOT IN THE PASSAGES.", "<think>hm</think>[[not in the passages]]"]
)
def test_a_refusal_is_not_found(corpus: MemoryCorpus, text: str) -> None:
    found = events(corpus, text)
    assert len(found) == 1
    only = last(iter(found))
    assert (only.status, only.reason, only.claims, only.sources) == (Status.NOT_FOUND, REFUSED, (), ())


def test_a_refusal_behind_a_sentence_that_stands_is_left_out(corpus: MemoryCorpus) -> None:
    found = answer(corpus, f"{GOOD} {prompt_text().sentinel}")
    assert (len(found.claims), found.dropped) == (2, ())


def test_empty_output_quotes_and_says_so(corpus: MemoryCorpus) -> None:
    for text in ("", "  \n"):
        found = answer(corpus, text)
        assert found.claims == quoted(corpus).claims
        assert found.note.startswith(f"The language model wrote nothing. {QUOTES}")


def test_thoughts_alone_quote(corpus: MemoryCorpus) -> None:
    assert answer(corpus, "<think>Police were called eleven times [1]. And so").claims == quoted(corpus).claims


@pytest.mark.parametrize("after", [0, 20, 80])
def test_a_failure_quotes_and_says_why(corpus: MemoryCorpus, after: int) -> None:
    found = last(writing(corpus, ScriptedChat(GOOD, fails_after=after)).stream("q", None, ()))
    assert found.claims == quoted(corpus).claims
    assert found.note == f"The scripted model failed. {QUOTES} It was told to."
    assert (found.draft.text if found.draft else "") == GOOD[:after]


def test_a_context_that_is_too_small_quotes(corpus: MemoryCorpus) -> None:
    found = last(writing(corpus, ScriptedChat(GOOD, context_tokens=300)).stream("q", None, ()))
    assert "too small" in found.note
    assert found.draft is None


def test_what_may_not_be_written_is_not_given_to_the_model(corpus: MemoryCorpus) -> None:
    compared = replace(quoted(corpus), comparison=Comparison(("a", "b"), ()))
    for reading in (Reading(quoted(corpus)), Reading(compared, corpus.hits())):
        model = ScriptedChat(GOOD)
        found = list(writing(corpus, model, reading).stream("q", None, ()))
        assert found == [Settled(0, reading.answer.claims[0]), reading.answer]
        assert model.asked == []


def test_the_model_is_asked_the_question_as_it_was_understood(corpus: MemoryCorpus) -> None:
    model = ScriptedChat(GOOD)
    understood = replace(quoted(corpus), resolved_question="How often did police come?")
    last(writing(corpus, model, Reading(understood, corpus.hits())).stream("and how oftn?", None, ()))
    assert "How often did police come?" in model.asked[0][1].text
    assert "oftn" not in model.asked[0][1].text


def test_a_disagreement_keeps_its_sources(corpus: MemoryCorpus) -> None:
    hits = corpus.hits()
    sources = (Source.whole(hits[0], 1), Source.whole(hits[-1], 2))
    pair = Disagreement("calls", (DisagreeingValue("11", 1), DisagreeingValue("14", 2)))
    read = Reading(replace(quoted(corpus), sources=sources, disagreements=(pair,)), hits)
    found = last(
        writing(corpus, ScriptedChat("Nobody at the practice asked Marian about abuse [2]."), read).stream(
            "q", None, ()
        )
    )
    numbered = {source.n: source.quote for source in found.sources}
    assert [numbered[side.n] for side in found.disagreements[0].values] == [s.quote for s in sources]
    assert len(numbered) == 3


def test_another_model_and_quoting_answer_from_the_same_library(corpus: MemoryCorpus) -> None:
    read = Reading(quoted(corpus), corpus.hits())
    base = writing(corpus, ScriptedChat(GOOD), read)
    quoting = Quoting(lambda *_: read.answer, lambda model: replace(base, make=lambda: model, writer=FACTS))  # type: ignore[arg-type, return-value]
    other = replace(base, quoting=quoting).by(ScriptedChat("Police were called eleven times [1]."))
    assert len(last(other.stream("q", None, ())).claims) == 1
    assert last(other.by(None).stream("q", None, ())) == read.answer
    assert quoting.by(None).writer is None
    assert other.writer == FACTS


def test_each_passage_is_given_once(corpus: MemoryCorpus) -> None:
    one, two, *_ = corpus.hits()
    assert once([one, two, one]) == (one, two)


def test_the_passages_of_the_prompt_are_those_that_were_read(corpus: MemoryCorpus) -> None:
    model = ScriptedChat(GOOD)
    last(writing(corpus, model).stream("q", None, ()))
    assert [item.text for item in passages_in(model.asked[0])] == [hit.passage.text for hit in corpus.hits()]
