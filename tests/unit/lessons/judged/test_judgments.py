"""Graded judgments out of many layouts and wordings, each a small invented report."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.lessons.judged.read import judged
from dvrag.model.documents import Family
from dvrag.model.findings import FindingKind, Scale
from unit.lessons.judged.reading import PROSE, judgments, read

HEAD = (
    "PEEL 2023/24\n\nPolice effectiveness, efficiency and legitimacy\n\nAn inspection of Wendleshire Constabulary\n\n"
    "Published 4 July 2024\n\nHMICFRS\n\n"
)
MARKED = "# PEEL 2021/22: An inspection of Wendleshire Constabulary\n\nHMICFRS. Published 3 March 2022.\n\n"
PAGE = "<html><head><title>PEEL 2021/22</title></head><body><main><h1>PEEL 2021/22: An inspection of Orrin Police</h1>"
Pairs = list[tuple[str, str]]
CRIME, PUBLIC = "Investigating crime", "Responding to the public"
GOOD, POOR, FAIR, WEAK = "good", "inadequate", "adequate", "requires improvement"

LAYOUTS: dict[str, tuple[str, str, Pairs]] = {
    "a line under each heading": (
        "r.md",
        f"{MARKED}## {CRIME}\n\nGood\n\n{PROSE}\n\n## {PUBLIC}\n\n**Requires improvement**\n\n{PROSE}",
        [(CRIME, GOOD), (PUBLIC, WEAK)],
    ),
    "a line and a sentence under names that only the grade tells to be headings": (
        "r.txt",
        f"{HEAD}{CRIME}\n\nGood\n\nWendleshire Constabulary is good at investigating crime.\n\n{PROSE}\n\n"
        f"{PUBLIC}\n\nInadequate\n\nWendleshire Constabulary is inadequate at responding to the public.\n\n{PROSE}",
        [(CRIME, GOOD), (PUBLIC, POOR)],
    ),
    "a line that closes each section": (
        "r.txt",
        f"{HEAD}Summary\n\n{PROSE}\n\n{CRIME}\n\nWendleshire Constabulary is good at "
        "investigating crime.\n\nMain findings\n\n"
        f"{PROSE}\n\nThe force is inadequate at keeping records\n\n{PROSE}\n\nGood\n\n"
        f"{PUBLIC}\n\nWendleshire Constabulary "
        f"requires improvement at responding to the public.\n\n{PROSE}\n\nRequires "
        f"improvement\n\nAbout the data\n\n{PROSE}",
        [(CRIME, GOOD), (PUBLIC, WEAK)],
    ),
    "the sentence printed twice and one line": (
        "r.txt",
        f"{HEAD}Crime data\n\nWendleshire Constabulary is adequate at recording crime. We say why below.\n\n{PROSE}\n\n"
        "Recording data about crime\n\nWendleshire Constabulary is adequate at recording "
        f"crime.\n\n{PROSE}\n\nAdequate\n\n"
        f"{CRIME}\n\nWendleshire Constabulary is good at investigating crime.\n\n{PROSE}\n\n"
        f"Good\n\nAbout us\n\n{PROSE}",
        [("Recording data about crime", FAIR), (CRIME, GOOD)],
    ),
    "sentences alone": (
        "r.md",
        f"{MARKED}## {PUBLIC}\n\nWendleshire Constabulary is inadequate at responding to the "
        "public. We say why below.\n\n"
        f"{PROSE}\n\n## {CRIME}\n\nWendleshire Constabulary’s investigation of crime requires improvement.\n\n{PROSE}",
        [(PUBLIC, POOR), (CRIME, WEAK)],
    ),
    "sentences in a list": (
        "r.md",
        f"{MARKED}## Overall summary\n\n- Wendleshire Constabulary is good at preventing crime.\n- Wendleshire "
        f"Constabulary requires improvement at investigating crime.\n\n{PROSE}",
        [("preventing crime", GOOD), ("investigating crime", WEAK)],
    ),
    "labelled lines": (
        "r.txt",
        f"{HEAD}Our judgments\n\nPreventing crime: good\n\n{CRIME}: requires improvement\n\n"
        f"{PUBLIC} – adequate\n\n{PROSE}",
        [("Preventing crime", GOOD), (CRIME, WEAK), (PUBLIC, FAIR)],
    ),
    "the grade in the heading": (
        "r.md",
        f"{MARKED}## {CRIME} – Good\n\n{PROSE}\n\n## {PUBLIC} (inadequate)\n\n{PROSE}",
        [(CRIME, GOOD), (PUBLIC, POOR)],
    ),
    "the grade run into the heading": (
        "r.md",
        f"{MARKED}## {CRIME} Good\n\n{PROSE}\n\n## {PUBLIC} Requires improvement\n\n{PROSE}",
        [(CRIME, GOOD), (PUBLIC, WEAK)],
    ),
    "rows": (
        "r.md",
        f"{MARKED}## Our judgments\n\n| Area | Grade |\n|---|---|\n| {CRIME} | Good |\n| {PUBLIC} | Inadequate |\n"
        f"| Victims | Not graded |\n\n{PROSE}",
        [(CRIME, GOOD), (PUBLIC, POOR)],
    ),
    "rows with the grades of two years": (
        "r.md",
        f"{MARKED}## Our grades\n\n| Area | Grade in 2019 | Grade in 2022 |\n|---|---|---|\n| "
        f"{CRIME} | Good | Adequate |\n"
        f"| {PUBLIC} | Adequate | Inadequate |\n\n{PROSE}",
        [(CRIME, FAIR), (PUBLIC, POOR)],
    ),
    "rows with the last grade": (
        "r.md",
        f"{MARKED}## Our grades\n\n| Area | Last judgment | Judgment |\n|---|---|---|\n| "
        f"{CRIME} | Good | Adequate |\n\n{PROSE}",
        [(CRIME, FAIR)],
    ),
    "rows and sections with the same names": (
        "r.md",
        f"{MARKED}## Our judgments\n\n| Area | Grade |\n|---|---|\n| {CRIME} | Good |\n| "
        "Managing offenders | Adequate |\n\n"
        f"## {CRIME}\n\nGood\n\n{PROSE}\n\n## Managing offenders and suspects\n\nAdequate\n\n{PROSE}",
        [(CRIME, GOOD), ("Managing offenders and suspects", FAIR)],
    ),
    "a summary that words its areas otherwise": (
        "r.md",
        f"{MARKED}## Our judgments\n\n| Area | Grade |\n|---|---|\n| Positive workplace | "
        "Good |\n| Good use of money | Adequate |"
        f"\n\n## Building and supporting the workforce\n\nGood\n\n{PROSE}\n\n## Strategic "
        f"planning\n\nAdequate\n\n{PROSE}",
        [("Building and supporting the workforce", GOOD), ("Strategic planning", FAIR)],
    ),
    "a column for each grade": (
        "r.html",
        f"{PAGE}<h2>Our judgments</h2><p>{PROSE}</p><table><tr><th>Outstanding</th><th>"
        "Good</th><th>Adequate</th></tr><tr>"
        f"<td>{CRIME}</td><td>Preventing crime</td><td>{PUBLIC}</td></tr></table><p>{PROSE}</p></main></body></html>",
        [(CRIME, "outstanding"), ("Preventing crime", GOOD), (PUBLIC, FAIR)],
    ),
    "columns that became lines, then sections": (
        "r.txt",
        f"{HEAD}Our judgments\n\n{PROSE}\n\nOutstanding\n\nGood\n\nAdequate\n\nInadequate\n\n{CRIME}\n\n{PUBLIC}\n\n"
        f"{CRIME}\n\nGood\n\nWendleshire Constabulary is good at investigating crime.\n\n"
        f"{PROSE}\n\n{PUBLIC}\n\nInadequate\n\n"
        f"Wendleshire Constabulary is inadequate at responding to the public.\n\n{PROSE}",
        [(CRIME, GOOD), (PUBLIC, POOR)],
    ),
    "questions and a general heading between": (
        "r.md",
        f"{MARKED}## How effective is the force at preventing crime?\n\n### Summary of findings\n\nGood\n\n{PROSE}\n\n"
        f"## How effective is the force at protecting the vulnerable?\n\nOverall judgment\n\nInadequate\n\n{PROSE}",
        [
            ("How effective is the force at preventing crime?", GOOD),
            ("How effective is the force at protecting the vulnerable?", POOR),
        ],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_layout_gives_its_judgments(layout: str, tmp_path: Path) -> None:
    name, text, expected = LAYOUTS[layout]
    report = read(tmp_path, name, text, Family.INSPECTION)
    assert [(one.question, one.grade) for one in judgments(report)] == expected
    for draft in judged(report):
        quote = " ".join(report.text[draft.start : draft.end].lower().split())
        if draft.kind is FindingKind.JUDGMENT and draft.judgment and "column" not in layout:
            assert draft.judgment.grade.removeprefix("requires ") in quote


TRAPS = {
    "a finding inside a section": "The force is good at recognising harm\n\nThe force is good at recognising harm. ",
    "a sentence of a subsection": (
        "Domestic abuse\n\nWendleshire Constabulary is good at recognising harm when "
        "officers attend, as most records show. "
    ),
    "an earlier grade": "Progress\n\nIn 2019 Wendleshire Constabulary was graded good at managing offenders. ",
    "a labelled earlier grade": "Progress\n\nPrevious grade: good\n\n",
    "the key to the scale": "Our scale\n\nOutstanding\n\nGood\n\nAdequate\n\nRequires improvement\n\nInadequate\n\n",
    "what grades mean": "What the judgments mean\n\nOutstanding: exceeds what is good\n\n"
    "Good: meets what is expected\n\n",
    "a grade of part of the work": "Supervision\n\nSupervision is good. ",
    "an area without a grade": "Serving victims\n\nNot graded\n\n",
}


@pytest.mark.parametrize("trap", TRAPS, ids=str)
def test_what_is_no_judgment(trap: str, tmp_path: Path) -> None:
    own = f"{CRIME}\n\nGood\n\nWendleshire Constabulary is good at investigating crime.\n\n{PROSE}\n\n"
    report = read(tmp_path, "r.txt", f"{HEAD}{own}{TRAPS[trap]}{PROSE}\n\nNext steps\n\n{PROSE}", Family.INSPECTION)
    assert [(one.question, one.grade) for one in judgments(report)] == [(CRIME, GOOD)]


@pytest.mark.parametrize("family", [Family.NEWS, Family.OPINION, Family.DHR_OVERVIEW, Family.GUIDANCE])
def test_families_that_only_tell_of_grades_judge_nothing(family: Family, tmp_path: Path) -> None:
    text = f"# A force\n\n## {CRIME}\n\nGood\n\n{PROSE}\n"
    assert judgments(read(tmp_path, "r.md", text, family)) == []


OFSTED = (
    "<html><head><title>Inspection of Wendle County Council local authority children’s "
    "services</title></head><body><main>"
    "<h1>Inspection of Wendle County Council local authority children’s services</h1><p>Ofsted</p>"
    "<p>Inspection dates: 2 to 6 June 2024</p><table><tr><th>Judgement</th><th>Grade</th></tr>"
    "<tr><td>The experiences and progress of children in care</td><td>Requires improvement to be good</td></tr>"
    "<tr><td>The experiences and progress of care leavers</td><td>Good</td></tr>"
    "<tr><td>Overall effectiveness</td><td>Inadequate</td></tr></table><h2>The "
    "experiences and progress of children in care: "
    f"requires improvement to be good</h2><p>{PROSE}</p><h2>The experiences and progress of care leavers: good</h2>"
    f"<p>{PROSE}</p></main></body></html>"
)


def test_judgments_of_children_s_services_are_read_from_their_table_once(tmp_path: Path) -> None:
    found = judgments(read(tmp_path, "r.html", OFSTED, Family.JOINT_INSPECTION))
    assert [one.question for one in found] == [
        "The experiences and progress of children in care",
        "The experiences and progress of care leavers",
        "Overall effectiveness",
    ]
    assert [one.grade for one in found] == [WEAK, GOOD, POOR]
    assert {(one.body, one.force, one.scale) for one in found} == {("Wendle County Council", None, Scale.OFSTED_4)}


def test_sentences_of_the_older_framework_are_read(tmp_path: Path) -> None:
    text = (
        "# Wendle: Inspection of services for children in need of help and protection\n\nOfsted, 3 May 2016\n\n"
        f"## The overall judgement is that children’s services require improvement\n\n{PROSE}\n\n"
        "| 1. Children who need help and protection | Inadequate |\n|---|---|\n| 2.1 Adoption performance | Good |\n\n"
        f"## The graded judgement for adoption performance is that it is good\n\n{PROSE}\n\n"
        f"## The Local Safeguarding Children Board requires improvement\n\n{PROSE}\n"
    )
    found = judgments(read(tmp_path, "r.md", text, Family.JOINT_INSPECTION))
    assert [(one.question, one.grade) for one in found] == [
        ("The overall judgement", WEAK),
        ("Children who need help and protection", POOR),
        ("Adoption performance", GOOD),
        ("The Local Safeguarding Children Board", WEAK),
    ]


def test_a_table_of_forces_judges_each_of_them(tmp_path: Path) -> None:
    text = (
        "# Crime recording: a thematic inspection\n\nHMICFRS, June 2022\n\n## Grades by force\n\n"
        "| Force | Recording | Leadership |\n|---|---|---|\n| Wendleshire Constabulary | Good | Adequate |\n"
        f"| Orrin Police | Inadequate | Good |\n\n{PROSE}\n"
    )
    report = read(tmp_path, "r.md", text, Family.THEMATIC_INSPECTION)
    assert [(one.force, one.question, one.grade) for one in judgments(report)] == [
        ("Wendleshire Constabulary", "Recording", GOOD),
        ("Wendleshire Constabulary", "Leadership", FAIR),
        ("Orrin Police", "Recording", POOR),
        ("Orrin Police", "Leadership", GOOD),
    ]
    spans = [(draft.kind, draft.start, draft.end) for draft in judged(report)]
    assert len(set(spans)) == len(spans)


def test_two_grades_for_one_question_are_one_judgment_with_a_doubt(tmp_path: Path) -> None:
    text = (
        f"{MARKED}## Our judgments\n\n| Area | Grade |\n|---|---|\n| {CRIME} | Good |\n\n## "
        f"{CRIME}\n\nAdequate\n\n{PROSE}"
    )
    (draft,) = judged(read(tmp_path, "r.md", text, Family.INSPECTION))
    assert draft.judgment
    assert draft.judgment.grade == FAIR
    assert "“good”" in draft.doubts[0]
    assert draft.confidence <= 0.5


def test_a_line_and_a_sentence_that_differ_leave_the_line_with_a_doubt(tmp_path: Path) -> None:
    text = f"{MARKED}## {CRIME}\n\nAdequate\n\nWendleshire Constabulary is good at investigating crime.\n\n{PROSE}"
    (draft,) = judged(read(tmp_path, "r.md", text, Family.INSPECTION))
    assert draft.judgment
    assert draft.judgment.grade == FAIR
    assert draft.doubts


def test_a_grade_that_is_carried_over_is_doubted(tmp_path: Path) -> None:
    text = (
        f"{MARKED}## {CRIME}\n\nGood\n\nOur judgment from the earlier inspection has been "
        f"carried over.\n\n## Next\n\n{PROSE}"
    )
    (draft,) = judged(read(tmp_path, "r.md", text, Family.INSPECTION))
    assert "carries this grade over" in draft.doubts[0]
