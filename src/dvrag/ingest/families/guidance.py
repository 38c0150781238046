"""Practice guidance, policies, procedures and toolkits."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.GUIDANCE,
    Authority.GOVERNMENT,
    (
        feature(
            "title",
            r"guidance|guide|toolkit|procedure|policy|protocol|handbook|code of practice|pathway|standards",
            3.5,
        ),
        feature(
            "opening",
            r"guidance|toolkit|this (?:guide|policy|procedure|protocol|handbook)|for frontline|practitioners",
            1.5,
        ),
        feature("headings", r"definition|what is |who is this|purpose|scope|introduction", 1),
        feature(
            "headings", r"how to|what to do|steps?\b|checklist|responding|safe enquiry|good practice|dos and don", 1.5
        ),
        feature("text", r"\b(?:you|practitioners|staff|officers) (?:should|must|can)\b", 1.5, 6),
        feature("text", r"^(?:ask|record|explain|listen|make|tell|check|consider|do not|never|always|offer)\b", 1, 5),
        feature("opening", r"homicide review|overview report|inspection of|executive summary|^dear ", -3),
        feature("text", r"\bwe (?:found|inspected|visited)\b|the panel", -1.5, 3),
    ),
)
