"""Hits and answers made by hand, as a library would return them."""

from __future__ import annotations

from dvrag.model.answers import (
    Answer,
    Claim,
    DisagreeingValue,
    Disagreement,
    Source,
    Status,
    Verdict,
)
from dvrag.model.documents import Authority, BlockKind, Fact, Facts, Family, Passage
from dvrag.model.ids import PassageId, ReportId
from dvrag.model.results import Hit, ReportSummary

REVIEW = ReportSummary(
    id=ReportId("a1" * 32),
    source="marian-overview.pdf",
    format="pdf",
    family=Family.DHR_OVERVIEW,
    authority=Authority.STATUTORY_REVIEW,
    facts=Facts(
        title=Fact("Overview report into the death of Marian", None, "text"),
        area=Fact("Brackenford", None, "text"),
        partnership=Fact("Brackenford Community Safety Partnership", None, "text"),
        publisher=Fact("Brackenford Community Safety Partnership", None, "text"),
        published=Fact("2019-11", None, "text"),
    ),
    pages=13,
    passages=140,
    characters=41000,
    added="2026-11-22T15:00:00+00:00",
)
ARTICLE = ReportSummary(
    id=ReportId("b2" * 32),
    source="courier.html",
    format="html",
    family=Family.NEWS,
    authority=Authority.NEWS,
    facts=Facts(title=Fact("Police called 14 times", None, "text"), published=Fact("2019-11-14", None, "text")),
    pages=0,
    passages=12,
    characters=4000,
    added="2026-11-22T15:00:00+00:00",
)


def passage(report: ReportSummary, text: str, page: int | None = 8, label: str | None = "5") -> Passage:
    number = "5.14" if page else None
    return Passage(
        PassageId("c3" * 16), report.id, 100, 100 + len(text), text, BlockKind.PARAGRAPH,
        "5 Chronology > The calls", page, label, number, 3,
    )  # fmt: skip


def hit(report: ReportSummary, text: str, rank: int = 1, page: int | None = 8, label: str | None = "5") -> Hit:
    return Hit(rank, 0.875, passage(report, text, page, label), report)


REVIEW_HIT = hit(REVIEW, "Police were called eleven times. A DASH was completed after seven.")
ARTICLE_HIT = hit(ARTICLE, "Police were called 14 times in three years.", 2, None, None)

ANSWERED = Answer(
    question="How many times were the police called?",
    status=Status.ANSWERED,
    claims=(
        Claim("Police were called eleven times.", (1,), Verdict.SUPPORTED),
        Claim("Police were called 14 times in three years.", (2,), Verdict.PARTLY),
    ),
    sources=(
        Source(1, REVIEW_HIT, "Police were called eleven times.", 100, 132, 9, "6", "5.15", 4),
        Source(2, ARTICLE_HIT, "Police were called 14 times in three years.", 100, 143, None, None, None, 3),
    ),
    confidence=0.91234567,
    missing=("Cornwall",),
    disagreements=(Disagreement("number of calls", (DisagreeingValue("11", 1), DisagreeingValue("14", 2))),),
    resolved_question="How many times were the police called?",
    timings_ms={"search": 12.3456},
    library="f00d",
    models={"embed": "all-MiniLM-L6-v2"},
)
