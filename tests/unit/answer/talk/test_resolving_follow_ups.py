"""Follow-ups become questions that stand alone; questions that stand alone stay as they are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvrag.answer.talk.cited import handle, handles
from dvrag.answer.talk.resolve import LONGEST, resolve
from dvrag.model.answers import Answer, Claim, Source, Status, Verdict
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.answer.conftest import INSPECTION, NEWS, OVERVIEW

CALLS = "How many times were the police called to Marian's home?"
GPS = "What did the Oakfield review recommend for the police?"
GRADE = "How many emergency calls did Northmere Police answer in 2022?"
TRANSFER = "Did the housing officer answer the request in Oakfield?"
FOUND = "Which reports say that police were called?"


def answered(question: str, corpus: MemoryCorpus, *cited: str, resolved: str = "") -> Answer:
    hits = [next(hit for hit in corpus.hits() if hit.report.source == source) for source in cited]
    sources = tuple(Source.whole(hit, n) for n, hit in enumerate(hits, start=1))
    claims = tuple(Claim(source.quote, (source.n,), Verdict.SUPPORTED) for source in sources)
    return Answer(question, Status.ANSWERED, claims, sources, resolved_question=resolved)


@pytest.mark.parametrize(
    ("before", "follow", "meant"),
    [
        (CALLS, "why?", "Why were the police called to Marian's home?"),
        (CALLS, "who was told?", "Were the police called to Marian's home, and who was told?"),
        (CALLS, "and since 2015?", "How many times were the police called to Marian's home since 2015?"),
        (CALLS, "And in Northmere?", "How many times were the police called to the home in Northmere?"),
        (CALLS, "did the practice ask her about abuse?", "Did the practice ask her about abuse, in Marian’s case?"),
        (CALLS, "Was a housing transfer requested?", "Was a housing transfer requested, in Marian’s case?"),
        (GPS, "and in oakfeild?", "What did the oakfeild review recommend for the police?"),
        (CALLS, "Who wrote the review?", "Who wrote the review about Marian?"),
        (GPS, "what about health?", "What did the Oakfield review recommend for health?"),
        (GPS, "what about Northmoor?", "What did the Northmoor review recommend for the police?"),
        (GPS, "ok, and for the council then?", "What did the Oakfield review recommend for the council?"),
        (GPS, "and for Marian?", "What did the Oakfield review recommend for Marian?"),
        ("What did the Northmere review find?", "and about Marian?", "What did the review about Marian find?"),
        (GPS, "what lessons were learned?", "What lessons were learned in the Oakfield review?"),
        (GPS, "did they do it?", "What did the Oakfield review recommend for the police, and did they do it?"),
        (GPS, "When was that review published?", "When was the Oakfield review published?"),
        (GRADE, "and in 2019?", "How many emergency calls did Northmere Police answer in 2019?"),
        (GRADE, "and Oakfield?", "How many emergency calls did Oakfield Police answer in 2022?"),
        (TRANSFER, "why not?", "Did the housing officer answer the request in Oakfield, and if not, why not?"),
        ("Which recommendations did the Oakfield review make?", "how many of those were for the police?",
         "How many of the recommendations were for the police in the Oakfield review?"),
        ("What is a DASH?", "and a DHR?", "What is a DHR?"),
    ],
)  # fmt: skip
def test_a_follow_up_is_understood_by_the_question_before(
    corpus: MemoryCorpus, before: str, follow: str, meant: str
) -> None:
    assert resolve(follow, (answered(before, corpus),), corpus) == meant


@pytest.mark.parametrize(
    "alone",
    [
        "How many emergency calls did Northmere Police answer within ten seconds?",
        "And how many emergency calls did Northmere Police answer within ten seconds?",
        "What does outcome 16 mean?",
        "What should call handlers do when a caller goes quiet?",
        "Do missed appointments lead to case closure?",
        "Which reviews found that independent interpreters were not used?",
        "refuge spaces northmere shortfall",
        "tell me more",
        "???",
    ],
)
def test_a_question_that_stands_alone_is_left_exactly_as_it_is(corpus: MemoryCorpus, alone: str) -> None:
    assert resolve(alone, (answered(CALLS, corpus, "oakfield.pdf"),), corpus) == alone


def test_without_earlier_answers_nothing_is_resolved(corpus: MemoryCorpus) -> None:
    assert resolve("why?", (), corpus) == "why?"


def test_the_second_report_is_the_second_one_cited(corpus: MemoryCorpus) -> None:
    earlier = (answered(FOUND, corpus, "oakfield.pdf", "northmere-inspection.pdf"),)
    first, second = handles(earlier[0])
    assert first == "the Oakfield review"
    assert resolve("What did the second one recommend?", earlier, corpus) == f"What did {second} recommend?"
    assert resolve("and in the first?", earlier, corpus) == f"{FOUND[:-1]} in {first}?"
    assert resolve("in the first, who was told?", earlier, corpus) == f"In {first}, who was told?"
    assert resolve("and the fifth?", earlier, corpus) == "and the fifth?"


def test_the_review_without_a_name_is_the_one_that_was_cited(corpus: MemoryCorpus) -> None:
    earlier = (answered("Where was a transfer treated as rent?", corpus, "oakfield.pdf"),)
    assert resolve("What did that review recommend?", earlier, corpus) == "What did the Oakfield review recommend?"


def test_a_report_without_a_place_is_named_by_its_title(corpus: MemoryCorpus) -> None:
    news = next(report for report in corpus.reports() if report.source == "news.html")
    assert handle(news) in {f"the report “{news.title}”", "the Oakfield review"}


def test_a_conversation_goes_on_from_the_question_as_it_was_understood(corpus: MemoryCorpus) -> None:
    earlier = [answered(GPS, corpus)]
    for follow in ("what about health?", "and in Northmere?"):
        earlier.append(answered(follow, corpus, resolved=resolve(follow, earlier, corpus)))
    assert earlier[-1].resolved_question == "What did the Northmere review recommend for health?"


def test_a_question_that_was_declined_is_not_part_of_the_conversation(corpus: MemoryCorpus) -> None:
    risk = "my husband hits me in Oakfield, what should I do?"
    undeclared = answered(risk, corpus)
    assert resolve("why?", (Answer(risk, Status.DECLINED),), corpus) == "why?"
    assert resolve("why?", (undeclared,), corpus) == "why?"


def test_what_would_become_too_long_is_left_as_it_was_typed(corpus: MemoryCorpus) -> None:
    long = "Did the police " + "ask the practice " * (LONGEST // 17) + "in Oakfield?"
    assert resolve("why?", (answered(long, corpus),), corpus) == "why?"


GLUE = set("s and in at case the review about why not if what of were did how many report inspection".split())
FOLLOW_UPS = st.sampled_from(
    ["why?", "who was told?", "and in Northmere?", "what about health?", "and since 2015?", "did they do it?",
     "what about it?", "and the second one?", "what did that review say?", "was she asked?", "and the school?",
     "how many of those were serious?"]
)  # fmt: skip
SAID = st.lists(st.sampled_from("zebra quartz £412 eleven sister Keith 2047 outcome".split()), min_size=1, max_size=8)


@given(follow=FOLLOW_UPS, before=st.sampled_from([CALLS, GPS, GRADE, TRANSFER, FOUND]), said=SAID)
def test_nothing_of_what_an_answer_said_enters_a_question(follow: str, before: str, said: list[str]) -> None:
    corpus = MemoryCorpus([OVERVIEW, INSPECTION, NEWS])
    earlier = answered(before, corpus, "oakfield.pdf", "northmere-inspection.pdf")
    claims = (Claim(" ".join(said), (1,), Verdict.SUPPORTED),)
    told = Answer(before, Status.ANSWERED, claims, earlier.sources, reason=" ".join(said), missing=tuple(said))
    resolved = resolve(follow, (told,), corpus)
    titles = " ".join(handles(earlier))
    assert _words(resolved) <= _words(f"{follow} {before} {titles}") | GLUE
    assert resolved == resolve(follow, (earlier,), corpus)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w£]+", text.lower().replace("’", "'")))
