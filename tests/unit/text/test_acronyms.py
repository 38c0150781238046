"""Acronyms expand both ways, by the meaning that counts for each report."""

from __future__ import annotations

import re

import pytest

from dvrag.model.ids import ReportId
from dvrag.text.acronyms import Acronyms, Expansion, Glossaries, listed_senses

ONE, TWO, THREE = ReportId("1" * 64), ReportId("2" * 64), ReportId("3" * 64)


def expand(query: str, glossaries: Glossaries | None = None) -> tuple[Expansion, ...]:
    return Acronyms(listed_senses(), glossaries or {}).expand(query)


def added(query: str, glossaries: Glossaries | None = None) -> set[str]:
    return {name for item in expand(query, glossaries) for name in item.added}


@pytest.mark.parametrize(
    ("query", "phrase"),
    [
        ("Was the case heard at MARAC?", "multi-agency risk assessment conference"),
        ("was it heard at marac", "multi-agency risk assessment conference"),
        ("IDVAs at court", "independent domestic violence adviser"),
        ("each IMR's author", "individual management review"),
        ("DA incidents", "domestic abuse"),
        ("closed as outcome 16", "victim does not support action"),
        ("the QA panel's letter", "quality assurance panel"),
        ("CCG funding", "ICB"),
        ("NFS training", "non-fatal strangulation"),
        ("the IPCC", "IOPC"),
        ("CAADA checklist", "SafeLives"),
    ],
)
def test_an_acronym_gives_what_it_stands_for(query: str, phrase: str) -> None:
    assert phrase in added(query)


@pytest.mark.parametrize(
    ("query", "acronym"),
    [
        ("multi agency risk assessment conferences", "MARAC"),
        ("Independent domestic violence advisers", "IDVA"),
        ("coercive control", "CCB"),
        ("Clare's Law", "DVDS"),
        ("domestic homicide review", "DARDR"),
        ("body-worn video", "BWV"),
        ("no further action was taken", "NFA"),
    ],
)
def test_a_phrase_gives_its_acronym(query: str, acronym: str) -> None:
    assert acronym in added(query)


@pytest.mark.parametrize(
    "query", ["a dash of hope", "da vinci", "families thrive", "mash it", "an iris", "gp", "", "?"]
)
def test_words_in_small_letters_are_no_acronyms(query: str) -> None:
    assert expand(query) == ()


def test_a_query_all_in_capitals_says_nothing_by_them() -> None:
    assert added("DID THEY THRIVE AFTER A DASH") == set()
    assert "multi-agency safeguarding hub" in added("MASH referral")


def test_what_the_query_says_is_not_added() -> None:
    assert added("NFA, that is no further action") == set()
    assert "domestic abuse" not in added("DA or domestic abuse")


def test_of_two_senses_the_one_spelled_out_counts() -> None:
    assert added("NFA") == {"no further action", "no fixed abode"}
    assert added("NFA (no fixed abode) cases") == set()


def test_a_reports_own_meaning_counts_for_its_passages_only() -> None:
    found = expand("DA victims", {ONE: {"DA": "District Attorney"}, TWO: {"DA": "Domestic Abuse"}})
    own = [item for item in found if item.only]
    assert [(item.added, item.only) for item in own] == [(("District Attorney",), frozenset({ONE}))]
    listed = [item for item in found if item.only is None]
    assert all(ONE in item.without and TWO not in item.without for item in listed)
    assert "domestic abuse" in {name for item in listed for name in item.added}


def test_a_report_that_gives_one_of_two_listed_senses_is_without_the_other() -> None:
    found = {item.added[0]: item for item in expand("NFA", {ONE: {"NFA": "No Fixed Abode"}})}
    assert found["no further action"].without == {ONE}
    assert found["no fixed abode"].without == frozenset()


def test_an_acronym_that_only_a_glossary_knows_needs_its_capitals() -> None:
    glossaries = {
        ONE: {"CARE": "Community Advice and Refuge Eastfold"},
        THREE: {"CARE": "community advice and refuge, Eastfold"},
    }
    assert expand("who provides care", glossaries) == ()
    (found,) = expand("Who runs CARE?", glossaries)
    assert found.only == {ONE, THREE}
    assert "CARE" in added("the community advice and refuge eastfold service", glossaries)


def test_a_function_word_is_never_added() -> None:
    assert added("information technology", {ONE: {"IT": "information technology"}}) == set()
    assert added("IT systems", {ONE: {"IT": "information technology"}}) == {"information technology"}


def test_a_glossary_entry_that_explains_at_length_is_no_phrase() -> None:
    assert expand("ZZT", {ONE: {"ZZT": "a meeting at which " + "many agencies share what they know " * 3}}) == ()


def test_the_list_is_sound() -> None:
    senses = listed_senses()
    assert len(senses) > 60
    for sense in senses:
        assert sense.wordings or sense.also, sense.acronym
        assert all(re.search(r"[A-Za-z]", name) for name in sense.names)
