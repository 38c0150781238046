"""From question to answer over a small library, with a finder that returns every passage."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.answer.decline import decline
from dvrag.answer.pipeline import Answerer
from dvrag.config.settings import AnswerSettings
from dvrag.model.answers import Reason, Status
from dvrag.model.results import Filters, SearchResult
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of
from unit.answer.test_quoting import WORDS


class EveryPassage:
    """Finds every passage that shares a word with the query; spelling as given."""

    def __init__(self, corpus: MemoryCorpus, corrected: str = "") -> None:
        self.corpus = corpus
        self.corrected = corrected

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        wanted = set(filters.report) if filters else set()
        hits = [hit for hit in self.corpus.hits() if not wanted or hit.report.id in wanted]
        return SearchResult(query, tuple(hits[:k]), corrected=self.corrected or query)


def answerer(corpus: MemoryCorpus, corrected: str = "", threshold: float = 0.2) -> Answerer:
    return Answerer(corpus, EveryPassage(corpus, corrected), WORDS, AnswerSettings(threshold=threshold))


@pytest.fixture(scope="module")
def explained() -> MemoryCorpus:
    first = report_of(
        "one.pdf", facts_of("One", area="Oakfield"), {"Glossary": ["IRIS means Incident Recording System."]}
    )
    other = report_of("two.pdf", facts_of("Two", area="Elmford"), {"Glossary": ["IRIS means Improving Safety."]})
    return MemoryCorpus(
        [
            replace(first, glossary={"IRIS": "Incident Recording System"}),
            replace(other, glossary={"IRIS": "Improving Safety"}),
        ]
    )


def test_every_meaning_of_an_acronym_is_quoted(explained: MemoryCorpus) -> None:
    answer = answerer(explained).answer("What does IRIS mean?")
    assert {source.quote for source in answer.sources} == {
        "IRIS means Incident Recording System.",
        "IRIS means Improving Safety.",
    }


def test_meanings_keep_to_filters_and_to_places_that_are_held(explained: MemoryCorpus) -> None:
    only = answerer(explained).answer("What does IRIS mean?", Filters(area=("Elmford",)))
    assert [source.quote for source in only.sources] == ["IRIS means Improving Safety."]
    nowhere = answerer(explained).answer("What does IRIS mean in Cornwall?")
    assert (nowhere.status, nowhere.missing) == (Status.NOT_FOUND, ("Cornwall",))


def test_a_name_is_never_corrected_into_one_that_is_held(corpus: MemoryCorpus) -> None:
    answer = answerer(corpus, "What did the Oakfield review say about housing?").answer(
        "What did the Oakford review say about housing?"
    )
    assert (answer.status, answer.missing) == (Status.NOT_FOUND, ("Oakford",))


def test_other_words_are_corrected_and_the_answer_says_so(corpus: MemoryCorpus) -> None:
    answer = answerer(corpus, "did the housing officer treat it as rent").answer(
        "did the housnig officer treat it as rent"
    )
    assert answer.status is Status.ANSWERED
    assert answer.resolved_question == "did the housing officer treat it as rent"


def test_disagreeing_sources_are_both_quoted(corpus: MemoryCorpus) -> None:
    answer = answerer(corpus).answer("How many times were police called to Marian's home?")
    (found,) = answer.disagreements
    assert {value.value for value in found.values} == {"eleven times", "14 times"}
    quoted = {source.n: source.quote for source in answer.sources}
    assert all(value.value.split()[0] in quoted[value.n] for value in found.values)


def test_too_little_confidence_is_no_answer(corpus: MemoryCorpus) -> None:
    answer = answerer(corpus, threshold=1.0).answer("Did the housing officer treat it as rent?")
    assert (answer.status, answer.claims, answer.sources) == (Status.NOT_FOUND, (), ())
    assert 0 < answer.confidence < 1


def test_a_person_at_risk_gets_help_without_a_library() -> None:
    answer = decline("my husband hits me")
    assert answer is not None
    assert (answer.status, answer.reason) == (Status.DECLINED, Reason.PERSON_AT_RISK)
    assert any("999" in line for line in answer.support)
    assert decline("What is a DASH?") is None


def test_the_record_names_library_and_models(corpus: MemoryCorpus) -> None:
    answer = answerer(corpus).answer("Did the housing officer treat it as rent?")
    assert answer.library == corpus.fingerprint()
    assert answer.models == {"embedder": "words", "writer": "quotes"}
    assert answer.timings_ms["total"] > 0
