"""Answers to take along, made by hand: one report with all facts, one with none, and those between."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from dvrag.model.answers import Answer, Claim, Count, DisagreeingValue, Disagreement, Source, Status, Verdict
from dvrag.model.documents import Authority, BlockKind, Fact, Facts, Family, Passage
from dvrag.model.ids import PassageId, ReportId
from dvrag.model.results import Hit, ReportSummary

WHEN = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
"""Half past midnight in a British summer: the day before in UTC."""

PARTNERSHIP = "Marlshire Community Safety Partnership"


def report(
    source: str,
    family: Family = Family.DHR_OVERVIEW,
    authority: Authority = Authority.STATUTORY_REVIEW,
    **facts: str,
) -> ReportSummary:
    known = Facts(**{name: Fact(value, None, "text") for name, value in facts.items()})
    kind = source.rpartition(".")[2]
    return ReportSummary(ReportId(source.ljust(64, "0")), source, kind, family, authority, known, 9, 90, 9000, "2026")


OVERVIEW = report(
    "overview.pdf", title="Review of the death of Ann", publisher=PARTNERSHIP, published="2019-11-04", version="2"
)
SUMMARY = report("summary.pdf", Family.DHR_SUMMARY, title="Summary: Ann", partnership=PARTNERSHIP, published="2019-12")
PRESS = report(
    "courier.html", Family.NEWS, Authority.NEWS, title="Calls “were missed”, says review", publisher="The Courier",
    partnership=PARTNERSHIP, published="2019-11-14",
)  # fmt: skip
UNKNOWN = report("scan0001.pdf", Family.OTHER, Authority.UNKNOWN)
UNSIGNED = report("web.html", Family.NEWS, Authority.NEWS, title="Who was told?", partnership=PARTNERSHIP)


def source(
    n: int,
    of: ReportSummary,
    quote: str,
    place: tuple[int | None, str | None, str | None, int] = (9, "7", "5.14", 3),
    section: str = "5 Chronology > The calls",
) -> Source:
    page, label, paragraph, index = place
    passage = Passage(
        PassageId(f"{n:032d}"), of.id, 0, len(quote) + 9, f"{quote} and more", BlockKind.PARAGRAPH, section,
        page, label, paragraph, index,
    )  # fmt: skip
    return Source(n, Hit(n, 1.0, passage, of), quote, 0, len(quote), page, label, paragraph, index)


NO_PAGE = (None, None, None, 3)
CALLS = source(1, OVERVIEW, "Police were called eleven times.")
COURIER = source(2, PRESS, "Police were called 14 times.", NO_PAGE, "News > The review")
AGAIN = source(3, OVERVIEW, "No DASH was completed.", (3, "iii", "Recommendation 4", 1), "")


def answer(*sources: Source, claims: tuple[Claim, ...] = (), **more: object) -> Answer:
    """Return an answer whose claims are the quotes of its sources, unless told."""
    quotes = tuple(Claim(s.quote, (s.n,), Verdict.SUPPORTED) for s in sources)
    kept = {"library": "f00dcafe", "models": {"embedder": "small:1", "writer": "quotes"}, "confidence": 0.8, **more}
    return Answer("How often were they called?", Status.ANSWERED, claims or quotes, sources, **kept)  # type: ignore[arg-type]


FULL = answer(
    CALLS,
    COURIER,
    AGAIN,
    missing=("Cornwall",),
    disagreements=(Disagreement("calls", (DisagreeingValue("eleven", 1), DisagreeingValue("14", 2))),),
    resolved_question="How often were the police called?",
)
WRITTEN = answer(
    CALLS,
    COURIER,
    claims=(
        Claim("The police came often.", (1, 2), Verdict.SUPPORTED),
        Claim("Nobody asked why.", (1,), Verdict.PARTLY),
        Claim("Police were called 14 times.", (2, 1), Verdict.SUPPORTED),
    ),
)
COUNTED = answer(
    CALLS,
    COURIER,
    AGAIN,
    claims=(
        Claim("The register holds 3 recommendations.", (1, 2, 3), Verdict.SUPPORTED),
        *(Claim(s.quote, (s.n,), Verdict.SUPPORTED) for s in (CALLS, COURIER, AGAIN)),
    ),
    count=Count(3, ("a", "b", "c"), "3 recommendations"),
)
NOT_FOUND = Answer(
    "What happened in Cornwall?", Status.NOT_FOUND, reason="Nothing about Cornwall in these reports.",
    missing=("Cornwall", "shelters"), library="f00dcafe",
)  # fmt: skip
NONE_COUNTED = Answer("How many?", Status.NOT_FOUND, reason="The register holds no lesson.", count=Count(0, ()))
DECLINED = Answer("Am I safe?", Status.DECLINED, reason="person_at_risk")
