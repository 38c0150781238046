"""A small register by hand: two reviews of one county, a summary page, an inspection of each scale, a letter."""

from __future__ import annotations

from dataclasses import replace

from dvrag.lessons.agencies.normalise import agencies_in
from dvrag.model.actions import Action, ActionStatus, Entry
from dvrag.model.documents import Authority, Fact, Facts, Family
from dvrag.model.findings import Finding, FindingKind, Judgment, Plan, Scale, Scope, ThemeMark
from dvrag.model.ids import FindingId, ReportId
from dvrag.model.results import ReportSummary

RECOMMENDATION = FindingKind.RECOMMENDATION


def report(name: str, family: Family, published: str | None = None, **facts: str) -> ReportSummary:
    """Return a report as a library lists it."""
    known = Facts(published=Fact(published), **{field: Fact(value) for field, value in facts.items()})
    return ReportSummary(ReportId(name), f"{name}.pdf", "pdf", family, Authority.UNKNOWN, known, 1, 1, 1, "")


OAK = report(
    "oak",
    Family.DHR_OVERVIEW,
    "2014-05",
    title="Review of the death of Marian",
    area="Oakfield",
    force="Arnshire Police",
    partnership="Oakfield Community Safety Partnership",
)
OAK_PAGE = report("oak-page", Family.LIBRARY_SUMMARY, "2014-06", title="Library page: Marian", area="Oakfield")
ELM = report(
    "elm",
    Family.DHR_OVERVIEW,
    "2019-11-20",
    title="Review of the death of Ilona",
    area="Elmbridge",
    force="Arnshire Police",
    partnership="Elmbridge Community Safety Partnership",
)
OLD = report(
    "old",
    Family.INSPECTION,
    "2018-12",
    title="Inspection of Arnshire Police 2018",
    area="Arnshire",
    force="Arnshire Police",
)
NEW = report(
    "new",
    Family.INSPECTION,
    "2022-10",
    title="Inspection of Arnshire Police 2022",
    area="Arnshire",
    force="Arnshire Police",
)
TOL = report(
    "tol",
    Family.INSPECTION,
    "2024-03",
    title="Inspection of Tolley Constabulary",
    area="Tolley",
    force="Tolley Constabulary",
)
CHILD = report("child", Family.JOINT_INSPECTION, "2023-01", title="Children's services in Elmbridge", area="Elmbridge")
UNDATED = report("undated", Family.THEMATIC_INSPECTION, None, title="Waiting for help", publisher="Shire Inspectorate")
REPORTS = (OAK, OAK_PAGE, ELM, OLD, NEW, TOL, CHILD, UNDATED)


def entry(name: str, where: ReportSummary, text: str, to: str | None = None, **fields: object) -> Entry:
    """Return an entry; `themes` are names, `kind`, `scope`, `judgment`, `section`, `earlier` go into the finding."""
    themes = tuple(ThemeMark(theme, 1.0, "said") for theme in str(fields.pop("themes", "")).split())
    plan = Plan(scope=fields.pop("scope", None))  # type: ignore[arg-type]
    own = {key: fields.pop(key) for key in ("copy_of", "kept", "action") if key in fields}
    kind = fields.pop("kind", RECOMMENDATION)
    start = int(str(fields.pop("start", 0)))
    agencies = agencies_in(to, area=where.facts.area.value, force=where.facts.force.value) if to else ()
    section = str(fields.pop("section", "Recommendations"))
    found = Finding(
        FindingId(name),
        where.id,
        kind,
        start,
        start + len(text),
        text,
        section,
        1,
        None,
        None,
        1,
        addressee=to,
        agencies=agencies,
        themes=themes,
        plan=plan,
        **fields,
    )  # type: ignore[arg-type]
    return replace(Entry(found, where), **own)  # type: ignore[arg-type]


def judged(name: str, where: ReportSummary, question: str, grade: str, scale: Scale, cycle: str = "") -> Entry:
    """Return a graded judgment of the body that the report is about."""
    force = where.facts.force.value
    mark = Judgment(force or where.facts.area.value or "", force, question, grade, scale, cycle)
    return entry(name, where, grade, kind=FindingKind.JUDGMENT, judgment=mark, section=question)


DONE = Action(status=ActionStatus.COMPLETE, version=3)
GOING = Action(status=ActionStatus.IN_PROGRESS, due="2020-01-01", version=2)
ENTRIES = (
    entry(
        "o1",
        OAK,
        "The force should review repeat incidents together.",
        "Arnshire Police",
        themes="repeat_victimisation",
    ),
    entry("o2", OAK, "Practices should ask patients alone about abuse.", "GPs", start=10, themes="gp_health"),
    entry(
        "o3", OAK, "The Home Office should consider national guidance.", "Home Office", start=20, scope=Scope.NATIONAL
    ),
    entry("p1", OAK_PAGE, "Review repeat incidents.", "Arnshire Police", copy_of=FindingId("o1")),
    entry("p2", OAK_PAGE, "Ask patients about abuse.", "General practitioners", start=5, copy_of=FindingId("o2")),
    entry(
        "e1",
        ELM,
        "GP practices should be trained to ask about coercive control.",
        "GP practices and the CCG",
        themes="training coercive_control gp_health",
        action=DONE,
    ),
    entry(
        "e2",
        ELM,
        "Agencies should share information within a day.",
        "All agencies",
        start=10,
        themes="information_sharing",
        action=GOING,
        earlier="This had been recommended before.",
    ),
    entry(
        "e3",
        ELM,
        "Organisations should use qualified interpreters.",
        "Elmbridge Borough Council; Arnshire Police",
        start=20,
    ),
    entry("e4", ELM, "Each refuge should keep beds free.", None, start=30),
    entry("e5", ELM, "This is a heading.", "GPs", start=40, kept=False),
    entry(
        "l1",
        ELM,
        "Children interpreted for their mother; interpreters were not booked.",
        kind=FindingKind.LESSON,
        start=50,
    ),
    entry("l2", ELM, "Information was held by many.", kind=FindingKind.LESSON, start=60, themes="information_sharing"),
    entry(
        "c1",
        OLD,
        "Call handlers do not assess the risk to callers.",
        kind=FindingKind.CAUSE_OF_CONCERN,
        section="Responding",
    ),
    entry("c2", NEW, "The force does not plan.", kind=FindingKind.CAUSE_OF_CONCERN, section="Leadership"),
    entry(
        "a1",
        NEW,
        "The force should answer calls sooner.",
        kind=FindingKind.AREA_FOR_IMPROVEMENT,
        section="Call handling",
    ),
    entry("a2", NEW, "The force should keep records.", kind=FindingKind.AREA_FOR_IMPROVEMENT, start=10),
    entry("a3", TOL, "The force should train IDVAs.", kind=FindingKind.AREA_FOR_IMPROVEMENT),
    entry("a4", CHILD, "Schools should be told.", kind=FindingKind.AREA_FOR_IMPROVEMENT, to="the council"),
    entry("u1", UNDATED, "Practices should code abuse.", "GPs"),
    judged("j1", OLD, "Protecting vulnerable people", "inadequate", Scale.PEEL_4, "2018/19"),
    judged("j2", NEW, "Protecting vulnerable people", "requires improvement", Scale.PEEL_5, "2021/22"),
    judged("j3", NEW, "Managing offenders", "good", Scale.PEEL_5, "2021/22"),
    judged("j4", TOL, "Protecting vulnerable people", "inadequate", Scale.PEEL_5, "2023/24"),
    judged("j5", TOL, "Preventing crime", "outstanding", Scale.PEEL_5, "2023/24"),
    judged("j6", CHILD, "Help and protection", "requires improvement", Scale.OFSTED_4),
)
