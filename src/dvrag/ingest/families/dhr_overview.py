"""Overview report of a Domestic Homicide Review (or Domestic Abuse Related Death Review)."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.DHR_OVERVIEW,
    Authority.STATUTORY_REVIEW,
    (
        feature("title", r"domestic (?:homicide|abuse related death) review|\bdhr\b|\bdardr\b", 2.5),
        feature("opening", r"domestic (?:homicide|abuse[- ]related death|violence homicide) review|\bdardr\b", 2),
        feature("opening", r"overview report", 2),
        feature(
            "opening", r"(?:report|review) into the (?:death|murder|homicide|circumstances)|in respect of the death", 1
        ),
        feature(
            "opening",
            r"section 9 (?:\(?\d?\)? ?)?of the domestic violence|domestic violence, crime and victims act",
            0.5,
        ),
        feature("headings", r"terms of reference", 1),
        feature("headings", r"chronology|narrative|timeline", 1),
        feature("headings", r"analysis", 0.5),
        feature("headings", r"lessons (?:to be )?(?:learn|identified)|key learning", 0.5),
        feature("headings", r"review panel|panel (?:and|member)|contributors|methodology", 0.5),
        feature("text", r"individual management review|\bimrs?\b", 1, 2),
        feature("title", r"executive summary|action plan|quality assurance|letter", -3),
        feature("opening", r"executive summary", -1.5),
        feature("opening", r"extracted recommendations|about this page|dhr library\b|view full report", -3),
        feature("opening", r"^dear |yours sincerely", -3),
        feature("opening", r"regulation 28|prevent future deaths", -3),
        feature("tables", r"target date|completion|lead agency", -0.5),
    ),
)
