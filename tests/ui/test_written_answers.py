"""The page Ask where a language model writes: who wrote, what was checked and left out, what leaves the machine."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dvrag.model.answers import Answer, ComparedRow, Comparison, DisagreeingValue, Disagreement, Status
from dvrag.ui.ask import comparison, stream
from dvrag.ui.ask.written import SWITCH
from ui.fake_assistant import answer_with, fake_assistant
from ui.fake_library import HOSTILE
from ui.fake_writer import (
    FALSE,
    FIRST,
    HOSTED,
    LOCAL,
    NOTE,
    PARTLY_WHY,
    SECOND,
    WHY,
    FakeResponder,
    compared,
    writing_assistant,
    written_claims,
)
from ui.page import PageUnderTest, Start

DASH = "Was a DASH completed?"


def asked(start: Start, question: str = DASH, writer=LOCAL) -> PageUnderTest:
    return start(assistant=writing_assistant(writer)[0]).ask(question)


def test_it_says_that_a_language_model_wrote_it_and_what_was_checked(start: Start) -> None:
    page = asked(start)
    assert (
        "Written by a language model (ollama:small:1b). Every sentence was checked: "
        "1 supported by what it cites, 1 only in part, 1 left out." in page.text
    )
    assert f"“{FIRST}”" not in page.text
    assert FIRST in page.text


def test_before_asking_it_says_who_writes(start: Start) -> None:
    page = start(assistant=writing_assistant()[0])
    assert "A language model (ollama:small:1b) writes the answers" in page.text
    assert "leaves this machine" not in page.text


def test_a_written_sentence_has_its_citations_and_its_doubt(start: Start) -> None:
    page = asked(start)
    assert [label for label in page.buttons if label.startswith("[")] == ["[1]", "[2]", "[3]"]
    assert f"Only partly supported by its source. {PARTLY_WHY}" in page.text
    assert page.text.index(FIRST) < page.text.index(SECOND)


def test_what_was_left_out_is_shown_on_request_struck_through_and_in_words(start: Start) -> None:
    page = asked(start)
    assert FALSE not in page.text
    page.app.toggle(key="show_dropped").set_value(True)
    page.run()
    assert f"<del>{FALSE}</del>" in page.html
    assert "Left out of the answer" in page.text
    assert f"Left out because: {WHY}" in page.text
    assert page.app.toggle(key="show_dropped").label == f"{SWITCH} (1)"


def test_a_quoted_answer_offers_nothing_that_was_left_out(start: Start) -> None:
    assert start().ask(DASH).app.toggle.len == 0


def test_why_it_is_quoted_is_a_notice(start: Start) -> None:
    page = asked(start, "quoted please")
    assert "Quoted, not written" in page.text
    assert NOTE in page.text
    assert "Each sentence is quoted word for word from its source." in page.text


def test_it_says_before_asking_and_afterwards_that_text_leaves_the_machine(start: Start) -> None:
    page = start(assistant=writing_assistant(HOSTED)[0])
    assert "The passages found and your question are sent to openai:some (api.openai.com)" in page.text
    page.ask(DASH)
    assert "The question and 2 passages were sent to openai:some, which does not run on this machine." in page.text
    assert "Left this machine" in page.html


def test_the_record_names_model_prompt_and_tokens(start: Start) -> None:
    table = asked(start).html.split("dv-facts")[1]
    for said in ("ollama:small:1b", "1,200 read, 80 written", "nothing: the model runs on this machine"):
        assert said in table


def test_help_comes_before_any_model_is_asked(start: Start) -> None:
    assistant, responder = writing_assistant(HOSTED)
    page = start(assistant=assistant).ask("my partner hits me")
    assert responder.earlier == []
    assert page.text.index("0808 2000 247") < page.text.index("A language model")


def test_an_answer_that_stops_halfway_with_an_error_is_one_line_and_no_stop(start: Start) -> None:
    page = start(assistant=writing_assistant()[0]).ask("crash")
    assert "Something went wrong" in page.text
    page.run()
    assert "The answer was stopped" not in page.text


def test_an_answer_that_was_interrupted_says_so_once(start: Start) -> None:
    page = start(assistant=writing_assistant()[0])
    page.app.session_state["ask_running"] = True
    page.run()
    assert "The answer was stopped" in page.text
    page.run()
    assert "The answer was stopped" not in page.text


def test_hostile_words_of_a_model_are_escaped(start: Start) -> None:
    assistant, responder = writing_assistant()
    inner = responder.stream

    def hostile(question, filters, earlier):
        for event in inner(question, filters, earlier):
            if isinstance(event, Answer):
                dropped = tuple(replace(claim, text=HOSTILE, why=HOSTILE) for claim in event.dropped)
                yield replace(event, claims=(replace(event.claims[0], text=HOSTILE),), dropped=dropped)
            else:
                yield event

    responder.stream = hostile  # type: ignore[method-assign]
    page = start(assistant=assistant).ask(DASH)
    page.app.toggle(key="show_dropped").set_value(True)
    page.run()
    assert HOSTILE not in page.html
    assert HOSTILE in page.text


def test_a_comparison_is_a_table_built_from_data(start: Start) -> None:
    page = asked(start, "Compare A and B")
    made = next(element for element in page.app.main if type(element).__name__ == "UnknownElement")
    table = json.loads(made.proto.json)
    assert table["caption"] == "Marian and Marlshire Police compared"
    assert table["rows"][1] == {
        "about": "Supervision",
        "cells": [[], [{"said": "“In 41 of them a DASH form had been completed before the officers left.”",
                        "sources": [3], "doubt": ""}]],
    }  # fmt: skip
    assert table["nothing"] == "The reports do not say."
    assert "In 41 of them" not in page.text.split("Sources")[0]


def test_what_the_sides_state_differently_stands_under_the_table() -> None:
    first, _, second = written_claims()
    sides = Comparison(("Ann", "Bea"), (ComparedRow("Calls", ((first,), (second,))),))
    said = Disagreement("calls", (DisagreeingValue("<b>11</b>", 1), DisagreeingValue("14", 3)))
    shown = str(comparison.contrasts((said,), sides))
    assert "Where the sides differ" in shown
    assert "calls. Ann: &lt;b&gt;11&lt;/b&gt; (source 1); Bea: 14 (source 3)." in shown


def test_a_citation_without_a_source_is_not_in_the_table() -> None:
    from ui.fake_assistant import answers
    from ui.fake_library import FakeLibrary, sample_reports

    found = compared(answers(FakeLibrary(sample_reports()), DASH, None))
    less = replace(found, sources=found.sources[:1])
    assert found.comparison is not None
    cells = comparison.table(less, found.comparison)["rows"][0]["cells"]
    assert [claim["sources"] for cell in cells for claim in cell] == [[1], [], []]


def test_nothing_found_keeps_the_note(start: Start) -> None:
    assistant = fake_assistant()
    answer_with(assistant, lambda q, f: Answer(q, Status.NOT_FOUND, reason="The reports do not say.", note=NOTE))
    assert NOTE in start(assistant=assistant).ask("x").text


def test_the_events_of_an_answer_stop_when_they_are_no_longer_wanted() -> None:
    _, responder = writing_assistant(pause=0.01)
    assert isinstance(responder, FakeResponder)
    made = stream.Events(responder.stream(DASH, None, ()))
    assert made.waiting(5)
    made.cancel()
    made.thread.join(5)
    assert not made.thread.is_alive()
    assert responder.closed == 1
    assert not any(isinstance(event, Answer) for event in made.waiting(0.01))


def test_what_goes_wrong_in_the_thread_is_raised_where_it_is_shown() -> None:
    def broken():
        yield from ()
        raise ValueError("x")

    made = stream.Events(broken())
    with pytest.raises(ValueError, match="x"):
        made.waiting(5)
