"""A question that names a place, force or person is answered from reports about it, or not at all."""

from __future__ import annotations

import pytest

from dvrag.answer.question.names import NameKind, core, mentions, names_in
from dvrag.answer.question.parse import parse
from dvrag.answer.question.scope import Scope, scope_of
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of


def scope(text: str, corpus: MemoryCorpus) -> Scope:
    question = parse(text)
    return scope_of(question, names_in(question, corpus))


def admitted(text: str, corpus: MemoryCorpus) -> set[str]:
    found = scope(text, corpus)
    return {hit.report.source for hit in corpus.hits() if found.admits(hit)}


def test_the_own_name_of_a_body() -> None:
    assert core("Oakfield Community Safety Partnership") == "oakfield"
    assert core("Vale of Orrin Police") == "vale of orrin"
    assert core("Police and Crime Commissioner") == ""


@pytest.mark.parametrize(
    "question", ["Was help offered in Oakfield?", "was help offered in oakfield?", "OAKFIELD: help?"]
)
def test_a_filed_area_is_a_name_in_any_case(question: str, corpus: MemoryCorpus) -> None:
    (name,) = names_in(parse(question), corpus)
    assert name.kind is NameKind.FILED
    assert len(name.about) == 2


def test_an_area_limits_the_answer_to_reports_about_it(corpus: MemoryCorpus) -> None:
    assert admitted("How many emergency calls did Northmere Police answer?", corpus) == {"northmere-inspection.pdf"}


@pytest.mark.parametrize(
    "question", ["What happened in Cornwall?", "what happened in cornwall", "What did Zedshire Police do?"]
)
def test_a_place_that_the_library_does_not_hold_makes_an_answer_impossible(question: str, corpus: MemoryCorpus) -> None:
    found = scope(question, corpus)
    assert found.impossible()
    assert len(found.unheld()) == 1


def test_a_pseudonym_limits_the_answer_to_its_reports(corpus: MemoryCorpus) -> None:
    assert admitted("Did Marian's doctor ask about abuse?", corpus) == {"oakfield.pdf", "news.html"}


def test_names_joined_by_and_are_alternatives(corpus: MemoryCorpus) -> None:
    found = scope("Compare Oakfield and Northmere Police", corpus)
    assert [len(group) for group in found.groups] == [2]
    assert not found.impossible()


def test_names_that_are_not_joined_must_all_be_met(corpus: MemoryCorpus) -> None:
    assert scope("What did the Oakfield review say about Cornwall?", corpus).impossible()


def test_ordinary_words_are_no_names(corpus: MemoryCorpus) -> None:
    assert scope("Did housing officers treat requests as a question of rent?", corpus).groups == ()


def test_years_are_met_by_publication_or_text(corpus: MemoryCorpus) -> None:
    found = scope("Which calls were answered in 2022?", corpus)
    assert {hit.report.source for hit in corpus.hits() if found.dated(hit)} == {"northmere-inspection.pdf"}


def test_a_place_that_is_also_a_word_is_held_only_where_it_is_written_with_a_capital() -> None:
    texts = {"Notes": ["Officers were reading the file.", "Nobody kept a reading list of reviews."]}
    held = MemoryCorpus([report_of("notes.pdf", facts_of("Notes on practice", area="Oakfield"), texts)])
    (name,) = scope("What did the joint inspection in Reading find?", held).unheld()
    assert name.text == "Reading"


def test_an_acronym_that_no_report_writes_is_a_name_that_is_not_held(corpus: MemoryCorpus) -> None:
    assert scope("How good is GMP at protecting vulnerable people?", corpus).impossible()
    assert not scope("How good is the MARAC at protecting people?", corpus).impossible()


def test_the_year_of_a_report_is_not_met_by_a_year_in_its_text(corpus: MemoryCorpus) -> None:
    about = scope("What did the 2017 inspection of Oakfield find?", corpus)
    within = scope("What happened in Oakfield in 2017?", corpus)
    assert not [hit for hit in corpus.hits() if about.dated(hit)]
    assert [hit for hit in corpus.hits() if within.dated(hit)]


def test_mentions_with_a_capital() -> None:
    assert mentions("in Stoke-on-Trent today", "stoke-on-trent", cased=True)
    assert not mentions("we deal with it", "Deal", cased=True)


def test_mentions_are_whole_words() -> None:
    assert mentions("the Oakfield's plan", "Oakfield")
    assert not mentions("Oakfields", "Oakfield")


def test_a_cycle_of_two_years_is_met_by_a_report_of_either(corpus: MemoryCorpus) -> None:
    found = scope("How did the 2021/22 inspection describe emergency calls?", corpus)
    assert {hit.report.source for hit in corpus.hits() if found.dated(hit)} == {"northmere-inspection.pdf"}
