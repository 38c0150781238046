"""Executive summary of a Domestic Homicide Review, published beside its overview report."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.DHR_SUMMARY,
    Authority.STATUTORY_REVIEW,
    (
        feature("title", r"executive summary", 4),
        feature("opening", r"executive summary", 2.5),
        feature("opening", r"domestic (?:homicide|abuse[- ]related death|violence homicide) review|\bdardr\b", 2),
        feature("opening", r"summary (?:outlines|sets out|of the (?:overview )?report)", 1),
        feature("text", r"overview report", 0.5),
        feature("headings", r"conclusions|recommendations|key issues|lessons", 0.5),
        feature("headings", r"chronology", -0.5),
        feature("title", r"overview report", -3),
        feature("title", r"action plan|letter|inspection", -3),
        feature("opening", r"inspection of|joint targeted", -4),
        feature("opening", r"about this page|extracted", -2),
    ),
)
