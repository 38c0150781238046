"""Coroner's report to prevent future deaths (regulation 28)."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.PREVENTION_REPORT,
    Authority.STATUTORY_REVIEW,
    (
        feature("title", r"prevent(?:ion of)? future deaths|regulation 28", 4),
        feature("opening", r"regulation 28|prevent(?:ion of)? future deaths", 3),
        feature("opening", r"coroner", 1.5),
        feature(
            "headings",
            r"coroner'?s? concerns|circumstances of the death|action should be taken|your response|and inquest",
            2,
        ),
        feature("text", r"matters of concern|within 56 days|power to take such action", 2),
        feature("opening", r"homicide review|overview report", -1.5),
    ),
)
