"""Findings in every layout that reports print them in, and texts that only look like findings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.lessons_findings import extracted

from dvrag.evaluate.lessons.findings import read_labels, score
from dvrag.ingest.pipeline import build_report
from dvrag.ingest.readers.pdf import PdfReader
from dvrag.ingest.readers.text import TextReader
from dvrag.lessons.extract.extract import extract
from dvrag.model.documents import Family
from dvrag.model.findings import FindingKind, Scope
from dvrag.model.ids import report_id
from unit.lessons.extract.extract_reading import ODD, PROSE, Said, drafts, page, read, said, table

REC, LESSON, AFI, CONCERN = "recommendation", "lesson", "area_for_improvement", "cause_of_concern"


def test_numbered_recommendations_take_scope_and_agency_from_their_headings(tmp_path: Path) -> None:
    text = (
        "# Overview report\n\n## Recommendations\n\n### Single-agency recommendations\n\n"
        "#### Northmarch Constabulary\n\n1. Audit forty risk assessments in each quarter.\n\n"
        "2. The force should tell the surgery of every visit by 31 March 2021.\n\n"
        "### Multi-agency recommendations\n\n3. The Pellhaven Safety Partnership should agree one referral form.\n"
    )
    scopes = [draft.plan.scope for draft in drafts(read(tmp_path, "report.md", text, Family.DHR_OVERVIEW))]
    assert scopes == [Scope.SINGLE_AGENCY, Scope.SINGLE_AGENCY, Scope.MULTI_AGENCY]
    force, group = "Northmarch Constabulary", "The Pellhaven Safety Partnership"
    assert said(tmp_path, text, Family.DHR_OVERVIEW) == [
        Said(REC, "1", "Audit forty risk assessments in each quarter.", force),
        Said(REC, "2", "The force should tell the surgery of every visit by 31 March 2021.", force, "31 March 2021"),
        Said(REC, "3", f"{group} should agree one referral form.", group),
    ]


def test_labels_that_name_who_is_told(tmp_path: Path) -> None:
    text = (
        "# Overview report\n\n## Recommendations\n\n"
        "Recommendation 2 [to the police]: Check every address for earlier calls before officers arrive.\n\n"
        "Recommendation 3 (Marlshire Police). By 31 March 2020, the force should train all staff.\n\n"
        "Recommendation 4: Write to each surgery about its duty to record injuries.\n"
    )
    assert said(tmp_path, text, Family.DHR_OVERVIEW) == [
        Said(REC, "2", "Check every address for earlier calls before officers arrive.", "the police"),
        Said(REC, "3", "By 31 March 2020, the force should train all staff.", "Marlshire Police", "31 March 2020"),
        Said(REC, "4", "Write to each surgery about its duty to record injuries."),
    ]


def test_a_recommendation_that_names_nobody_is_doubted(tmp_path: Path) -> None:
    text = "# Overview report\n\n## Recommendations\n\nRecommendation 4: Write about the duty to record injuries.\n"
    (draft,) = drafts(read(tmp_path, "report.md", text, Family.DHR_OVERVIEW))
    assert (draft.addressee, draft.doubts) == (None, ("No addressee is named.",))


def test_the_table_of_a_library_page(tmp_path: Path) -> None:
    rows = table(
        ("#", "Recommendation", "Addressed to"),
        ("9.1 a", "Audit how each surgery records a disclosure.", "Pellhaven Integrated Care Board"),
        ("9.1 b", "Review the housing transfer policy with tenants.", "Pellhaven Council"),
    )
    html = page("Pellhaven review", f"<h2>Extracted recommendations</h2>{rows}")
    assert said(tmp_path, html, Family.LIBRARY_SUMMARY, "page.html") == [
        Said(REC, "9.1 a", "Audit how each surgery records a disclosure.", "Pellhaven Integrated Care Board"),
        Said(REC, "9.1 b", "Review the housing transfer policy with tenants.", "Pellhaven Council"),
    ]


def test_the_table_of_an_action_plan(tmp_path: Path) -> None:
    rows = table(
        ("Recommendation", "Scope", "Action to take", "Lead agency", "Target date", "Completion and outcome"),
        (
            "1. Ask about abuse at every visit.",
            "Local",
            "Change the form.",
            "Saltmere Trust",
            "30 June 2022",
            "Ongoing",
        ),
        ("2. House survivors within two weeks.", "National", "Agree it.", "Saltmere Council", "May 2022", "Complete"),
    )
    html = page("Action plan", rows)
    assert said(tmp_path, html, Family.ACTION_PLAN, "plan.html") == [
        Said(REC, "1", "Ask about abuse at every visit.", "Saltmere Trust", "30 June 2022"),
        Said(REC, "2", "House survivors within two weeks.", "Saltmere Council", "May 2022"),
    ]
    plans = [draft.plan for draft in drafts(read(tmp_path, "plan.html", html, Family.ACTION_PLAN))]
    assert [(plan.scope, plan.action, plan.status) for plan in plans] == [
        (Scope.LOCAL, "Change the form.", "Ongoing"),
        (Scope.NATIONAL, "Agree it.", "Complete"),
    ]


def test_bullets_of_an_annex_are_for_whom_the_heading_names(tmp_path: Path) -> None:
    text = (
        f"# Thematic report\n\n## Findings\n\n{PROSE}\n\n## Annex A: Recommendations\n\n### To all chief constables\n\n"
        "- Review how call handlers grade repeat calls by 1 May 2023.\n- Publish a plan to train more staff.\n\n"
        "### To the Home Office\n\n- Fund the helpline for three years.\n"
    )
    chiefs = "all chief constables"
    assert said(tmp_path, text, Family.THEMATIC_INSPECTION) == [
        Said(REC, None, "Review how call handlers grade repeat calls by 1 May 2023.", chiefs, "1 May 2023"),
        Said(REC, None, "Publish a plan to train more staff.", chiefs),
        Said(REC, None, "Fund the helpline for three years.", "the Home Office"),
    ]


@pytest.mark.parametrize(("numbers", "sure"), [(("12.1 ", "12.2 "), True), (("", ""), False)])
def test_paragraphs_of_lessons(tmp_path: Path, numbers: tuple[str, str], sure: bool) -> None:
    one = "Staff treated each visit as a single event and so nobody saw the pattern of control."
    two = "Separation raised the danger, yet no agency planned for it."
    text = (
        "# Overview report\n\n## Lessons to be learnt\n\nThe review identified the following lessons.\n\n"
        f"{numbers[0]}{one}\n\n{numbers[1]}{two}\n"
    )
    assert said(tmp_path, text, Family.DHR_OVERVIEW) == [Said(LESSON, None, one), Said(LESSON, None, two)]
    found = drafts(read(tmp_path, "report.md", text, Family.DHR_OVERVIEW))
    assert {(draft.confidence >= 0.9, bool(draft.doubts)) for draft in found} == {(sure, not sure)}


def test_the_box_of_an_area_for_improvement(tmp_path: Path) -> None:
    asked = "Marlshire Police should make sure that call handlers record what makes a caller vulnerable."
    text = f"# Inspection\n\n## Calls\n\n{PROSE}\n\n### Area for improvement\n\n{asked}\n\n## Crime\n\n{PROSE}\n"
    assert said(tmp_path, text, Family.INSPECTION) == [Said(AFI, None, asked, "Marlshire Police")]


def test_a_cause_of_concern_with_its_recommendations(tmp_path: Path) -> None:
    concern = "Marlshire Police does not assess risk at the first contact with a victim."
    text = (
        f"# Inspection\n\n## Cause of concern\n\n{concern}\n\n### Recommendations\n\n"
        "1. By 31 March 2024, Marlshire Police should train every call handler in the risk model.\n\n"
        "2. The force should check a sample of calls each week.\n"
    )
    trained = "By 31 March 2024, Marlshire Police should train every call handler in the risk model."
    assert said(tmp_path, text, Family.INSPECTION) == [
        Said(CONCERN, None, concern, "Marlshire Police"),
        Said(REC, "1", trained, "Marlshire Police", "31 March 2024"),
        Said(REC, "2", "The force should check a sample of calls each week.", "The force"),
    ]


def test_what_was_recommended_before_is_marked(tmp_path: Path) -> None:
    before = "This was also recommended in 2017."
    repeated = "Recommendation 3 repeats one that the panel made in 2015."
    text = (
        f"# Overview report\n\n## Recommendations\n\n1. The council should house survivors. {before}\n\n"
        "2. Northmarch Constabulary should audit risk assessments.\n\n"
        f"3. The trust should ask about abuse at every first visit.\n\n## Discussion\n\n{repeated}\n"
    )
    found = drafts(read(tmp_path, "report.md", text, Family.DHR_OVERVIEW))
    assert [(draft.number, draft.earlier) for draft in found] == [("1", before), ("2", ""), ("3", repeated)]


@pytest.mark.parametrize("family", [Family.NEWS, Family.OPINION, Family.QA_LETTER, Family.GUIDANCE])
def test_texts_about_recommendations_of_others_give_none(tmp_path: Path, family: Family) -> None:
    asked = "<h2>Recommendations</h2><p>1. The council should house survivors.</p><p>We recommend that it hurries.</p>"
    assert said(tmp_path, page("Town waits", asked), family, "page.html") == []


@pytest.mark.parametrize("dots", [" ........ ", " "])
def test_lines_of_a_contents_list_give_none(tmp_path: Path, dots: str) -> None:
    text = f"Contents\n\n5. Lessons to be learnt{dots}38\n6. Recommendations{dots}41\n7. Area for improvement{dots}50\n"
    assert said(tmp_path, text, Family.DHR_OVERVIEW, "report.txt") == []


def test_an_annex_of_progress_gives_none(tmp_path: Path) -> None:
    asked = "The Home Office should fund the helpline."
    text = (
        f"# Thematic report\n\n## Recommendations\n\n1. {asked}\n\n## Annex B: Progress against earlier "
        "recommendations\n\n1. Forces should publish a plan. This was met.\n\nRecommendation 4: Forces should audit "
        "their files.\n\n| Recommendation | Lead agency | Status |\n|---|---|---|\n"
        "| 2. Forces should count repeat calls each month. | All forces | Complete |\n"
    )
    assert said(tmp_path, text, Family.THEMATIC_INSPECTION) == [Said(REC, "1", asked, "The Home Office")]


@pytest.mark.parametrize("family", Family)
def test_an_empty_report_gives_nothing(tmp_path: Path, family: Family) -> None:
    report = read(tmp_path, "report.md", "# Recommendations\n", family)
    assert extract(replace(report, text="", pages=(), lines=(), sections=(), blocks=())) == ()


@pytest.mark.parametrize("family", Family)
@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_structure_gives_nothing_and_raises_nothing(tmp_path: Path, text: str, family: Family) -> None:
    assert said(tmp_path, text, family) == []


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_recommendations_of_the_sample_reports(repository: Path) -> None:
    labels = read_labels(repository / "eval" / "lessons" / "findings.csv")
    scores = score(labels, extracted(repository / "corpus"))
    kind = FindingKind.RECOMMENDATION
    assert len(scores.matched(kind)) > 100
    assert (scores.recall(kind) or 0) >= 0.98
    assert (scores.precision(kind) or 0) >= 0.98
    assert (scores.field("addressee", kind) or 0) >= 0.95


@pytest.mark.shared
def test_every_recommendation_of_a_real_library_page(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("002_*.txt")
    report = build_report(TextReader().read(path), report_id(path.read_bytes()))
    found = drafts(report)
    assert [draft.number for draft in found] == [f"9.{part} {letter}" for part in (1, 2) for letter in "abcdef"]
    assert {draft.kind for draft in found} == {FindingKind.RECOMMENDATION}
    for draft in found:
        assert draft.addressee
        assert f"| {report.text[draft.start : draft.end]} | {draft.addressee}" in path.read_text("utf-8")


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_no_real_inspection_report_raises(shared: Path) -> None:
    paths = sorted((shared / "data" / "inspection-reports" / "pdfs").glob("*.pdf"))
    assert paths
    for path in paths:
        drafts(build_report(PdfReader().read(path), report_id(path.read_bytes())))
