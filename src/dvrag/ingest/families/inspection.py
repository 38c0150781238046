"""Inspection of one police force, such as HMICFRS PEEL reports."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.INSPECTION,
    Authority.INSPECTORATE,
    (
        feature("title", r"\bpeel\b|police effectiveness|an inspection of .*(?:police|constabulary)", 3),
        feature("opening", r"\bpeel\b|police effectiveness, efficiency and legitimacy", 2),
        feature("opening", r"an inspection of [^\n]*(?:police|constabulary)", 1.5),
        feature("opening", r"hmicfrs|\bhmic\b|inspectorate of constabulary", 1),
        feature(
            "text",
            r"\b(?:police|constabulary|the force) (?:is (?:good|adequate|outstanding|inadequate)"
            r"|requires improvement) (?:at|in)",
            2,
        ),
        feature("text", r"areas? for improvement|cause of concern", 1, 2),
        feature("text", r"\bthe force\b", 1.5, 15),
        feature("headings", r"overall summary|our judg?ments|main findings|overview of findings", 1),
        feature(
            "headings",
            r"investigating crime|responding to the public|protecting vulnerable people|preventing crime",
            1.5,
        ),
        feature("title", r"thematic|review|joint", -2),
        feature(
            "opening",
            r"thematic (?:inspection|report)|joint targeted|(?:all|six|eight|ten"
            r"|43) (?:police )?forces (?:we )?(?:inspected|visited)",
            -1.5,
        ),
        feature("opening", r"community safety partnership|action plan", -2),
    ),
)
