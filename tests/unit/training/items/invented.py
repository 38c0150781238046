"""Two invented reviews and an inspection with their findings, and one sound item to break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dvrag.lessons.agencies.normalise import agencies_in
from dvrag.model.actions import Entry
from dvrag.model.documents import Family, Report
from dvrag.model.findings import Finding, FindingKind, Judgment, Scale, ThemeMark
from dvrag.model.ids import finding_id
from dvrag.model.learning.items import Item
from dvrag.training.items.build import About, Asking, choice
from dvrag.training.material import Material, cited_at
from unit.training.terms.library_of import material_of, report_of

SEEN = "Arn Police should see each child alone at every incident and write down what the child says."
MOVED = "Arnbury Homes should ask each tenant who wants to leave what the tenant is afraid of, before the rent."
CLOSED = "The Trust should tell the referrer before it ends care because of two missed appointments."
ROUTED = "By 31 March 2031, the partnership should publish one route of referral for all of its members."
CAMERA = "Wex Police should account for each attendance at which no camera was worn by anybody."
LOCKS = "Wexby Homes should fit new locks on the same day when a former partner holds a key to the flat."
QUEUE = "Wex Police should count the open incidents that wait for an officer, and read each of them every shift."
STUDENT = "Wexby College should speak in person to an adult student before it accepts that the student has left."
SILENCE = (
    "A letter that comes back unread says nothing about consent. Staff must find out why before they close a case."
)
DEBT = "Arrears were read as carelessness by four teams. Money should be asked about at the first meeting."
COUNTED = "Officers went to the house nineteen times in fourteen months and made two referrals."
DENIED = "The school was not told of the arrest on the day after it."

REVIEW = "\n".join(
    ("# Recommendations", SEEN, MOVED, CLOSED, ROUTED, "# Lessons", SILENCE, "# Findings", COUNTED, DENIED)
)
OTHER = "\n".join(("# Recommendations", CAMERA, LOCKS, QUEUE, STUDENT, "# Lessons", DEBT))
GRADES = (("Preventing crime", "good"), ("Investigating crime", "adequate"), ("Managing offenders", "outstanding"))
INSPECTION = "\n".join(f"# {question}\nArn Police is {grade} at this." for question, grade in GRADES)


def entry(material: Material, report: Report, text: str, kind: FindingKind, to: str = "", **more: object) -> Entry:
    """Return the finding of a report that has these words."""
    start = report.text.index(text)
    facts = report.facts
    agencies = agencies_in(to, area=facts.area.value, force=facts.force.value) if to else ()
    section = next(s.path for s in reversed(report.sections) if s.start <= start)
    finding = Finding(
        id=finding_id(report.id, kind.value, start, start + len(text)),
        report_id=report.id,
        kind=kind,
        start=start,
        end=start + len(text),
        text=text,
        section=" > ".join(section),
        page=None,
        page_label=None,
        paragraph=None,
        paragraph_index=1,
        addressee=to or None,
        agencies=agencies,
        themes=(ThemeMark("housing", 1.0, ""),) if "rent" in text or "locks" in text else (),
    )
    return Entry(replace(finding, **more), material.reports[report.id])  # type: ignore[arg-type]


def library(inspections: Sequence[str] = (INSPECTION,)) -> Material:
    """Return the invented library with its register."""
    arn = report_of(
        "arn.pdf", REVIEW, area="Arnbury", force="Arn Police", partnership="Arnbury CSP", published="2030-01"
    )
    wex = report_of("wex.pdf", OTHER, area="Wexby", force="Wex Police", published="2031-02")
    peel = [
        report_of(f"peel{n}.pdf", text, Family.INSPECTION, area="Arn", force="Arn Police", published=f"203{n}-05")
        for n, text in enumerate(inspections)
    ]
    material = material_of(arn, wex, *peel)
    asks = FindingKind.RECOMMENDATION
    told = [
        (arn, SEEN, "Arn Police"),
        (arn, MOVED, "Arnbury Homes"),
        (arn, CLOSED, "Arnbury Hospitals NHS Trust"),
        (arn, ROUTED, "Arnbury Community Safety Partnership"),
        (wex, CAMERA, "Wex Police"),
        (wex, LOCKS, "Wexby Homes"),
        (wex, QUEUE, "Wex Police"),
        (wex, STUDENT, "Wexby College"),
    ]
    entries = [entry(material, report, text, asks, to) for report, text, to in told]
    entries += [entry(material, r, text, FindingKind.LESSON) for r, text in ((arn, SILENCE), (wex, DEBT))]
    for report in peel:
        for question, grade in GRADES:
            text = f"Arn Police is {grade} at this."
            judged = Judgment("Arn Police", "Arn Police", question, grade, Scale.PEEL_5)
            entries.append(entry(material, report, text, FindingKind.JUDGMENT, judgment=judged))
    return replace(material, entries=tuple(entries))


def sound(material: Material) -> Item:
    """Return an item that no rule has anything against."""
    report, summary = material.report(_arn(material)), material.reports[_arn(material)]
    start = report.text.index(SEEN)
    right = "See each child alone at every incident and write down what the child says."
    wrong = (
        "Account for each attendance at which no camera was worn by anybody.",
        "Count the open incidents that wait for an officer, and read each of them.",
        "Keep a plain note of every referral that was refused and of the reason.",
    )
    asking = Asking(
        "What did the Arnbury review say Arn Police should do?", right, wrong, "The Arnbury review says so."
    )
    return choice(About("asked_of"), asking, cited_at(report, summary, (start, start + len(SEEN))))


def _arn(material: Material) -> str:
    return next(identity for identity, summary in material.reports.items() if summary.source == "arn.pdf")
