"""Searching and asking within a theme, on the sample reports: nothing outside it comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import dvrag
from dvrag.assistant import Assistant
from dvrag.model.answers import Status
from dvrag.model.results import Filters

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def assistant(sample_library: Path) -> Assistant:
    return dvrag.open(sample_library)


def test_every_theme_has_passages_and_a_name_to_show(assistant: Assistant) -> None:
    themes = assistant.themes()
    assert len({theme.name for theme in themes}) == len(themes) == 21
    assert all(theme.passages > 0 and theme.label and not theme.own for theme in themes)


def test_a_search_in_a_theme_brings_its_passages_only(assistant: Assistant) -> None:
    everywhere = assistant.search("What was missed?", k=50)
    within = assistant.search("What was missed?", k=50, filters=Filters(theme=("housing",)))
    themes = assistant.themes_of([hit.passage.id for hit in (*everywhere.hits, *within.hits)])
    assert within.hits
    assert all("housing" in themes[hit.passage.id] for hit in within.hits)
    assert not all("housing" in themes[hit.passage.id] for hit in everywhere.hits)


def test_an_answer_in_a_theme_cites_its_passages_only(assistant: Assistant) -> None:
    question, filters = "How many times were the police called before Marian was killed?", Filters()
    assert assistant.ask(question, filters).status is Status.ANSWERED
    for theme in assistant.themes():
        answer = assistant.ask(question, replace(filters, theme=(theme.name,)))
        cited = assistant.themes_of([source.hit.passage.id for source in answer.sources])
        assert all(theme.name in names for names in cited.values()), theme


def test_the_meaning_of_an_acronym_is_not_quoted_from_outside_the_theme(assistant: Assistant) -> None:
    asked = "What does MARAC stand for?"
    assert assistant.ask(asked).status is Status.ANSWERED
    answer = assistant.ask(asked, Filters(theme=("economic_abuse",)))
    cited = assistant.themes_of([source.hit.passage.id for source in answer.sources])
    assert all("economic_abuse" in names for names in cited.values())


def test_an_unknown_theme_finds_nothing(assistant: Assistant) -> None:
    assert assistant.search("police", filters=Filters(theme=("hosing",))).hits == ()
    assert assistant.ask("Did GPs ask about abuse?", Filters(theme=("hosing",))).status is Status.NOT_FOUND
