"""The page Ask in each of its states."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.assistant import MAX_QUESTION
from dvrag.model.answers import Claim, Verdict
from ui.fake_assistant import answer_with, answers_of, fake_assistant
from ui.fake_library import FakeLibrary, sample_reports
from ui.page import Start

QUOTE = "A DASH risk assessment was started at the address."


def test_before_a_question_it_says_what_it_does_and_offers_examples(start: Start) -> None:
    page = start()
    assert "quoted word for word from the 4 reports" in page.text
    assert "How good is Marlshire Police at protecting vulnerable people?" in page.buttons
    assert "Answer" not in page.text.split()


def test_an_answer_has_numbered_citations_and_a_card_for_each_source(start: Start) -> None:
    page = start().ask("Was a DASH completed?")
    assert [label for label in page.buttons if label.startswith("[")] == ["[1]", "[2]", "[3]"]
    assert page.buttons.count("Read source 1 in its report") == 1
    assert "Page 1 (PDF page 2) · Paragraph 5.14 · Section: Assessing risk" in page.text
    assert "Domestic homicide review · Statutory review · published 14 March 2021" in page.text
    assert "Each sentence is quoted word for word from its source." in page.text


def test_the_quote_is_marked_within_its_passage(start: Start) -> None:
    page = start().ask("Was a DASH completed?")
    card = next(html for html in (e.body for e in page.app.html) if "dv-passage" in html)
    marked = card.split("<mark>")[1].split("</mark>")[0]
    assert QUOTE in marked
    assert "No supervisor asked why." in card.split("</mark>")[1]


def test_a_report_s_own_words_stand_between_quotation_marks(start: Start) -> None:
    assert f"“{QUOTE}”" in start().ask("Was a DASH completed?").text


def test_a_sentence_that_is_not_verbatim_has_no_quotation_marks(start: Start) -> None:
    assistant = fake_assistant()
    inner = answers_of(assistant)
    written = Claim("It was started but not completed.", (1,), Verdict.SUPPORTED)
    answer_with(assistant, lambda q, f: replace(inner(q, f), claims=(written,)))
    text = start(assistant=assistant).ask("Was a DASH completed?").text
    assert " It was started but not completed.\n" in text
    assert "Each sentence is quoted" not in text


@pytest.mark.parametrize("question", ["Was a DASH compleated?", "What about Cornwal?"])
def test_a_corrected_spelling_is_said(start: Start, question: str) -> None:
    assistant = fake_assistant()
    inner = answers_of(assistant)
    corrected = {"Was a DASH compleated?": "Was a DASH completed?", "What about Cornwal?": "What about Cornwall?"}
    answer_with(assistant, lambda q, f: replace(inner(corrected[q], f), question=q, resolved_question=corrected[q]))
    assert f"Understood as “{corrected[question]}”" in start(assistant=assistant).ask(question).text


def test_a_question_understood_as_it_was_written_is_not_repeated(start: Start) -> None:
    assert "Understood as" not in start().ask("Was a DASH completed?").text


def test_sentences_are_grouped_by_report(start: Start) -> None:
    page = start().ask("Was a DASH completed?")
    answer = page.text.split("Sources")[0]
    assert answer.count("Domestic Homicide Review: Marian, overview report") == 1
    assert answer.index(QUOTE) < answer.index("Marlshire Police: PEEL") < answer.index("In 41 of them")


def test_the_confidence_is_given_in_words_and_as_a_figure_only_in_the_record(start: Start) -> None:
    page = start().ask("partly")
    assert "Treat it as a lead and read the sources." in page.text
    assert page.text.count("0.30") == 1
    assert "Confidence 0.30 of 1" in " ".join(page.text.split())


def test_a_sentence_that_its_source_carries_in_part_says_so(start: Start) -> None:
    page = start().ask("partly")
    assert "Only partly supported by its source." in page.text
    assert "Checked: 0 of 1 sentence fully supported" in page.text


def test_what_is_missing_is_said(start: Start) -> None:
    assert "when the form was started" in start().ask("partly").text.split("These reports say nothing about")[1]


def test_reports_that_disagree_are_both_shown(start: Start) -> None:
    shown = start().ask("how many calls").text.split("The reports disagree about how often the police were called")[1]
    assert "twice: source 1, Domestic Homicide Review: Marian, overview report (statutory review" in shown
    assert "five times: source 2, Review finds calls were missed (news" in shown


def test_a_citation_opens_the_reader_at_its_quote(start: Start) -> None:
    page = start().ask("Was a DASH completed?").press("[1]")
    report = next(r for r in FakeLibrary(sample_reports()).by_id.values() if r.source == "marian-overview.pdf")
    at = report.text.index(QUOTE)
    wanted = {"report": report.id, "start": str(at), "end": str(at + len(QUOTE)), "page": "2"}
    assert dict(page.app.query_params) == wanted


def test_a_card_opens_the_reader_too(start: Start) -> None:
    page = start().ask("Was a DASH completed?").press("Read source 3 in its report")
    report = next(r for r in FakeLibrary(sample_reports()).by_id.values() if r.source == "marlshire.pdf")
    assert page.app.query_params["report"] == report.id


def test_no_answer_explains_itself_and_names_the_next_step(start: Start) -> None:
    page = start().ask("What about Cornwall?")
    assert "No answer in these reports" in page.text
    assert "Nothing about Cornwall in these reports." in page.text
    assert "Nothing was found about: shelters." in page.text
    assert "Ask in other words" in page.text
    assert "Ask again in all reports" not in page.buttons


def test_a_person_at_risk_gets_help_and_is_not_remembered(start: Start) -> None:
    page = start().ask("Was a DASH completed?").ask("my partner hits me")
    assert "dvrag cannot answer this" in page.text
    assert "999" in page.text
    assert "0808 2000 247" in page.text
    assert len(page.app.session_state["history"]) == 1


def test_identity_is_declined_in_words(start: Start) -> None:
    assert "Pseudonyms protect the people" in start().ask("What is Marian's real name?").text


def test_an_empty_question_gets_one_line_with_a_next_step(start: Start) -> None:
    page = start().ask("  ")
    assert "The question is empty. Type a few words" in page.text
    assert "Were the children spoken to?" in page.buttons


def test_an_example_is_asked_when_pressed(start: Start) -> None:
    page = start().press("Were the children spoken to?")
    assert page.app.text_input(key="question").value == "Were the children spoken to?"
    assert QUOTE in page.text


def test_an_earlier_answer_can_be_shown_again_and_forgotten(start: Start) -> None:
    page = start().ask("What about Cornwall?").ask("Was a DASH completed?")
    page.app.selectbox(key="history_choice").set_value(1)
    page.run()
    assert "No answer in these reports" in page.text
    assert page.app.text_input(key="question").value == "What about Cornwall?"
    page.press("Forget these questions")
    assert page.app.session_state["history"] == []
    assert "No answer" not in page.text


def test_damage_found_while_asking_is_one_line_with_the_command(start: Start) -> None:
    page = start().ask("broken")
    assert (
        "The index &lt;b&gt;differs&lt;/b&gt; from its checksum. Run <code>dvrag library rebuild</code>." in page.html
    )
    assert 'role="alert"' in page.html


def test_an_unforeseen_error_shows_no_internals(start: Start) -> None:
    page = start().ask("crash")
    assert "Something went wrong" in page.text
    assert "secret detail" not in page.text


def test_an_empty_library_teaches_how_to_fill_it(start: Start) -> None:
    page = start(empty=True)
    assert "dvrag ingest PATH" in page.text
    assert page.app.text_input.len == 0


def test_notices_of_the_library_are_shown(start: Start) -> None:
    assert "The index was rebuilt." in start(notices=("The index was rebuilt.",)).text


def test_how_the_answer_was_made_can_be_read(start: Start) -> None:
    page = start().ask("Was a DASH completed?")
    assert "How this answer was made" in [expander.label for expander in page.app.expander]
    assert "all-MiniLM-L6-v2" in page.text
    shown = " ".join(page.text.split())
    assert "Reports searched all of the library" in shown
    assert "Fingerprint of the library 3f2a9c11" in shown
    assert "Time taken 0.1 seconds" in shown
    assert " ms" not in shown


def test_a_question_that_is_too_long_is_told_so_and_stays_in_the_box(start: Start) -> None:
    page = start().ask(long := "Was a DASH completed? " * 200)
    assert f"The question is longer than {MAX_QUESTION} characters." in page.text
    assert page.app.text_input(key="question").value == long
