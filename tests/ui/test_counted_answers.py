"""The page Ask: counted answers, with every finding behind the number."""

from __future__ import annotations

from dataclasses import replace

from dvrag.model.answers import Answer, Claim, Count, Status, Verdict
from dvrag.model.results import Filters
from dvrag.ui.ask.counted import AT_ONCE
from ui.fake_assistant import answer_with, answers_of, fake_assistant
from ui.page import Start


def test_a_sentence_about_several_reports_stands_under_none_of_them(start: Start) -> None:
    assistant = fake_assistant()
    inner = answers_of(assistant)

    def counted(question: str, filters: Filters | None) -> Answer:
        answer = inner(question, filters)
        numbers = tuple(source.n for source in answer.sources)
        first = Claim("The register holds 3 recommendations.", numbers, Verdict.SUPPORTED)
        return replace(answer, claims=(first, *answer.claims), count=Count(3, ("a", "b", "c")))

    answer_with(assistant, counted)
    text = start(assistant=assistant).ask("Was a DASH completed?").text
    assert text.index("The register holds 3") < text.index("Domestic Homicide Review: Marian, overview report")


def test_a_long_count_shows_every_finding_when_asked(start: Start) -> None:
    assistant = fake_assistant()
    inner = answers_of(assistant)

    def many(question: str, filters: Filters | None) -> Answer:
        one = inner(question, filters).sources[0]
        sources = tuple(replace(one, n=n) for n in range(1, AT_ONCE + 4))
        first = Claim("The register holds 53 recommendations.", tuple(s.n for s in sources), Verdict.SUPPORTED)
        rest = tuple(Claim(source.quote, (source.n,), Verdict.SUPPORTED) for source in sources)
        ids = tuple(str(source.n) for source in sources)
        return replace(
            inner(question, filters), claims=(first, *rest), sources=sources, count=Count(53, ids, "53 recommendations")
        )

    answer_with(assistant, many)
    page = start(assistant=assistant).ask("How many recommendations are there?")
    assert "53 recommendations" in page.text.split("The register holds")[0]
    assert sum(label.startswith("[") for label in page.buttons) == AT_ONCE
    page.press("Show the other 3")
    assert [label for label in page.buttons if label.startswith("[")][-1] == "[53]"
    assert sum(label.startswith("[") for label in page.buttons) == 53
    assert not any(label.startswith("Show the other") for label in page.buttons)
    page.ask("How many recommendations are there?")
    assert sum(label.startswith("[") for label in page.buttons) == AT_ONCE


def test_nothing_counted_is_said_with_what_was_counted(start: Start) -> None:
    assistant = fake_assistant()
    said = "The register holds no recommendations that are complete."
    answer_with(assistant, lambda q, f: Answer(q, Status.NOT_FOUND, reason=said, count=Count(0, ())))
    text = start(assistant=assistant).ask("How many recommendations are complete?").text
    assert "None in the register" in text
    assert said in text
