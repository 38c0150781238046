"""Quotes are chosen, grouped and cited at the page and paragraph in which they stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from dvrag.answer.choose import choose, on_topic
from dvrag.answer.cite import cite
from dvrag.answer.evidence import Evidence, evidence
from dvrag.answer.listing import listing
from dvrag.answer.question.form import has_form
from dvrag.answer.question.meanings import WordMeanings
from dvrag.answer.question.names import names_in
from dvrag.answer.question.parse import Question, parse
from dvrag.answer.question.scope import scope_of
from dvrag.answer.question.topic import topic_of
from dvrag.answer.sides.disagree import described, disagreement
from dvrag.answer.sides.named import sides
from dvrag.model.answers import Verdict
from dvrag.ports import Vectors
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of
from dvrag.text.stems import stems


class WordEmbedder:
    """Counts stems into buckets: texts with the same words are close."""

    fingerprint = "words"
    dimension = 512
    max_tokens = 256

    def encode(self, texts: Sequence[str]) -> Vectors:
        out = np.full((len(texts), self.dimension), 1e-6, dtype=np.float32)
        for row, text in enumerate(texts):
            for root in stems(text):
                out[row, sum(map(ord, root)) * 7919 % self.dimension] += 1
        return out / np.linalg.norm(out, axis=1, keepdims=True)


WORDS = WordEmbedder()


def found(text: str, corpus: MemoryCorpus) -> tuple[Question, list[Evidence]]:
    question = parse(text)
    topic = topic_of(question, names_in(question, corpus), corpus, {})
    return question, evidence(question, topic, corpus.hits(), WORDS, WordMeanings(WORDS))


def test_the_best_sentence_is_quoted_verbatim_with_its_place(corpus: MemoryCorpus) -> None:
    _, items = found("Did nobody at the practice ask Marian about abuse?", corpus)
    claims, sources = cite(choose(items, 1), corpus)
    (claim,), (source,) = claims, sources
    assert claim.text == source.quote
    assert source.quote.endswith("Nobody at the practice asked Marian about abuse.")
    assert items[0].text == "Nobody at the practice asked Marian about abuse."
    assert (claim.citations, claim.verdict) == ((1,), Verdict.SUPPORTED)
    assert (source.page, source.paragraph, source.hit.report.source) == (1, "1.2", "oakfield.pdf")
    assert corpus.report(source.hit.report.id).text[source.start : source.end] == source.quote


def test_neighbouring_sentences_are_joined_into_one_quote(corpus: MemoryCorpus) -> None:
    _, items = found("doctor nine times practice asked abuse", corpus)
    both = [item for item in items if item.hit.passage.text.startswith("Marian saw")]
    (choice,) = choose(both, 3, always=both)
    assert choice.text.startswith("Marian saw her doctor nine times. Nobody")


def test_quotes_of_one_report_begin_with_the_best(corpus: MemoryCorpus) -> None:
    _, items = found("housing request transfer rent officer", corpus)
    chosen = choose(items, 4, always=[i for i in items if i.coverage > 0.3])
    scores = [c.best.score for c in chosen if c.best.hit.report.source == "oakfield.pdf"]
    assert len(scores) >= 2
    assert scores == sorted(scores, reverse=True)


def test_a_report_and_a_newspaper_that_differ_on_a_figure_disagree(corpus: MemoryCorpus) -> None:
    question, items = found("How many times were police called to Marian's home?", corpus)
    pair = disagreement(question, items)
    assert pair is not None
    assert {item.hit.report.source for item in pair} == {"oakfield.pdf", "news.html"}
    made = described(question, pair, (1, 2))
    assert made is not None
    assert {value.value for value in made.values} == {"eleven times", "14 times"}


def test_figures_of_different_subjects_do_not_disagree(corpus: MemoryCorpus) -> None:
    question, items = found("What percentage of emergency calls were answered?", corpus)
    assert disagreement(question, items) is None


def test_a_list_is_quoted_whole_and_in_order(corpus: MemoryCorpus) -> None:
    question, items = found("What recommendations did the Oakfield review make?", corpus)
    topic = topic_of(question, names_in(question, corpus), corpus, {})
    in_section = [item for item in items if "Recommendations" in item.hit.passage.section] + items
    chosen = listing(question, topic, in_section, corpus)
    assert [c.best.hit.passage.paragraph for c in chosen] == ["2.1", "2.2", "2.3"]


def test_a_list_about_something_keeps_only_its_items(corpus: MemoryCorpus) -> None:
    question, items = found("What recommendations were made about housing?", corpus)
    topic = topic_of(question, names_in(question, corpus), corpus, {})
    in_section = [item for item in items if "Recommendations" in item.hit.passage.section] + items
    assert [c.best.hit.passage.paragraph for c in listing(question, topic, in_section, corpus)] in ([], ["2.3"])


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("How many times were police called?", "called eleven times", True),
        ("How many times were police called?", "seven officers were called", False),
        ("How many refuge spaces are there?", "41 refuge spaces, run by two charities", True),
        ("How much did the review cost?", "she was 79 years old", False),
        ("How much did the review cost?", "at a cost of £40,000", True),
        ("How long did callers wait?", "an average of 48 seconds", True),
        ("How long did callers wait?", "360 calls were read", False),
        ("What percentage of calls was answered?", "78.6 percent of calls", True),
        ("When was she last seen?", "seen in March 2017", True),
        ("When was she last seen?", "seen eleven times", False),
        ("Who was told?", "the housing officer said", True),
        ("Why was nothing done?", "called eleven times", False),
    ],
)
def test_the_form_of_an_answer(question: str, text: str, holds: bool) -> None:
    assert has_form(parse(question), text) is holds


def note(text: str) -> MemoryCorpus:
    return MemoryCorpus([report_of("notes.pdf", facts_of("Review"), {"Notes": [text]})])


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("1A cause of concern needs a recommendation.", "A cause of concern needs a recommendation."),
        ("¹ A cause of concern needs a recommendation.", "A cause of concern needs a recommendation."),
        ("A cause of concern needs a recommendation.2", "A cause of concern needs a recommendation."),
        ("12 causes of concern need a recommendation.", "12 causes of concern need a recommendation."),
    ],
)
def test_the_mark_of_a_footnote_is_not_quoted(text: str, quoted: str) -> None:
    _, items = found("cause concern recommendation", note(text))
    assert [choice.text for choice in choose(items, 1)] == [quoted]


def test_a_long_paragraph_is_quoted_around_its_best_sentence() -> None:
    filler = "The weather that day had been much the same as on the days before it. " * 8
    _, items = found("transfer request opened", note(f"{filler}The transfer request was never opened. {filler}"))
    (choice,) = choose(items, 1)
    assert "The transfer request was never opened." in choice.text
    assert len(choice.text) <= 700


def test_each_side_of_a_comparison_is_quoted(corpus: MemoryCorpus) -> None:
    question, items = found("Were calls to police in Oakfield or Northmere more?", corpus)
    chosen = sides(question, scope_of(question, names_in(question, corpus)), sorted(items, key=lambda i: -i.score))
    assert {item.hit.report.facts.area.value for item in chosen} >= {"Northmere"}
    assert sides(question, scope_of(question, ()), items) == ()


def test_a_figure_of_something_else_is_not_on_topic(corpus: MemoryCorpus) -> None:
    _, items = found("How many times were police called to Marian's home?", corpus)
    kept = on_topic(items)
    assert kept[0] is items[0]
    assert any("eleven times" in item.text for item in kept)
    assert not any("doctor nine times" in item.text for item in kept)
