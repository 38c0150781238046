"""Headings and the tree of sections."""

from __future__ import annotations

from pathlib import Path

from dvrag.model.documents import BlockKind, Report
from dvrag.model.raw import Markup, OutlineEntry, RawDocument
from unit.ingest.typesetting import marked, plain, report_of, texts, typeset


def paths(report: Report) -> list[tuple[str, ...]]:
    return [section.path for section in report.sections[1:]]


def test_size_and_numbers_give_levels(tmp_path: Path) -> None:
    body = "The agencies met and wrote to her. " * 8
    report = report_of(typeset(tmp_path, f"= 1 Background\n{body}\n== 1.1 Family\n{body}\n= 2 Analysis\n{body}"))
    assert paths(report) == [("1 Background",), ("1 Background", "1.1 Family"), ("2 Analysis",)]


def test_bold_lines_with_space_are_headings_and_bold_sentences_are_not(tmp_path: Path) -> None:
    body = "The agencies met and wrote to her. " * 8
    report = report_of(
        typeset(
            tmp_path, f"*Key strengths*\n\n{body}\n\n*This was a missed opportunity.* {body}\n\n*Not asked.*\n\n{body}"
        )
    )
    assert paths(report) == [("Key strengths",)]


def test_the_title_of_the_cover_opens_no_section(tmp_path: Path) -> None:
    body = "The agencies met and wrote to her. " * 8
    source = f"#text(size: 24pt, weight: 700)[Review of Elm]\n\nJune 2019\n#pagebreak()\n= One\n{body}\n= Two\n{body}"
    report = report_of(typeset(tmp_path, source))
    assert paths(report) == [("One",), ("Two",)]
    assert report.facts.title.value == "Review of Elm"


def test_headings_of_two_lines_are_one(tmp_path: Path) -> None:
    title = "The experiences and progress of children who need help and protection in this area"
    report = report_of(typeset(tmp_path, f"= {title}\n{'The council acts well. ' * 20}\n= Next\nText follows here."))
    assert paths(report)[0] == (title,)


def test_the_outline_gives_levels() -> None:
    raw = marked((Markup.PARAGRAPH, "x"))
    assert raw.outline == ()
    entry = OutlineEntry("Findings", 2, 1)
    assert RawDocument("a.pdf", "pdf", raw.pages, (entry,)).outline[0].level == 2


def test_plain_text_has_short_lines_for_headings() -> None:
    report = report_of(
        plain(
            "Our judgments",
            "Our inspection assessed the force in ten areas of policing.",
            "Good",
            "Main findings",
            "The force is slow to answer calls for service from the public",
            "Calls wait for too long and nobody reads them again.",
            "Call us on www.example.org for more",
            "Investigating crime",
            "Main findings",
            "Investigations lack a plan.",
            "Jo Hale",
            "Chief Inspector of Constabulary",
            "Published: May 2019",
        )
    )
    assert texts(report, BlockKind.HEADING) == [
        "Our judgments", "Main findings", "The force is slow to answer calls for service from the public",
        "Investigating crime", "Main findings",
    ]  # fmt: skip
    assert paths(report)[2] == (
        "Our judgments",
        "Main findings",
        "The force is slow to answer calls for service from the public",
    )
    assert paths(report)[4] == ("Investigating crime", "Main findings")


def test_markup_is_believed() -> None:
    report = report_of(
        marked(
            (Markup.HEADING, "Summary"),
            (Markup.PARAGRAPH, "Nobody asked."),
            (Markup.HEADING, "Next"),
            (Markup.LIST_ITEM, "Act now"),
        )
    )
    assert paths(report) == [("Summary",), ("Next",)]


def test_a_recommendation_alone_on_a_line_numbers_the_paragraph_below() -> None:
    report = report_of(
        plain("Recommendations", "Recommendation 1", "The police should train all staff.", "Recommendation 2", "Ask.")
    )
    assert [block.paragraph for block in report.blocks if block.kind is BlockKind.PARAGRAPH] == [
        "Recommendation 1", "Recommendation 2",
    ]  # fmt: skip


def test_a_heading_below_its_label_stands_under_it(tmp_path: Path) -> None:
    body = "The agencies met and wrote to her. " * 8
    source = f"= Calls\n{body}\n\n*Area for improvement 2*\n\n*Answering calls*\n\n{body}\n= Crime\n{body}"
    report = report_of(typeset(tmp_path, source))
    assert paths(report) == [
        ("Calls",),
        ("Calls", "Area for improvement 2"),
        ("Calls", "Area for improvement 2", "Answering calls"),
        ("Crime",),
    ]


def test_names_under_a_letter_are_no_headings(tmp_path: Path) -> None:
    body = "The agencies met and wrote to her. " * 8
    source = f"*Next steps*\n\n{body}\n\n*Findings*\n\n{body}\n\nYours sincerely\n\n*Jo Hale*\n\n*Chair of the panel*"
    assert paths(report_of(typeset(tmp_path, source))) == [("Next steps",), ("Findings",)]
