"""Research and analysis of many reviews or cases, by a university, programme or charity."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.RESEARCH,
    Authority.CHARITY_ACADEMIC,
    (
        feature("title", r"research|briefing|analysis of|learning from|vkpp|key findings|findings from|study", 2),
        feature(
            "opening",
            r"vkpp|university|research (?:unit|report|briefing|team)|vulnerability knowledge|institute|academic",
            2,
        ),
        feature(
            "opening",
            r"(?:analysis|sample|synthesis|review) of \d+ [^.]{0,40}(?:reviews|cases|reports|dhrs)"
            r"|\d+ (?:homicide )?reviews",
            2,
        ),
        feature("headings", r"method(?:s|ology)?|sample|limitations|data", 1),
        feature("headings", r"findings|results|discussion|implications|references|bibliography", 1),
        feature("text", r"\bsample\b|\bcoded\b|\bthemes?\b|interviews with", 0.5, 4),
        feature("text", r"domestic (?:abuse|violence|homicide)|safeguarding|police|victims", 1, 8),
        feature("text", r"domestic (?:abuse|violence|homicide)|safeguarding|polic(?:e|ing)|victims", 1),
        feature("opening", r"published in the home office dhr library|about this page", -3),
        feature("opening", r"inspection of|^dear |overview report", -2.5),
    ),
)
