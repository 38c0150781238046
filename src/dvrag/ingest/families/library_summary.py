"""Page of a library of reviews that summarises one of them."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.LIBRARY_SUMMARY,
    Authority.GOVERNMENT,
    (
        feature("opening", r"about this page|this page summari", 2.5),
        feature("opening", r"(?:dhr|review|homicide review) library", 2),
        feature("opening", r"view (?:the )?full report|full report \(pdf\)|download (?:the )?(?:full )?report", 2),
        feature("opening", r"^(?:csp|community safety partnership)\b\W", 1.5),
        feature("opening", r"^year of death\b", 1.5),
        feature("opening", r"^(?:subject of review|full report|recommendations)\s*:", 1),
        feature("opening", r"by the library|the library (?:prepared|shortened)", 1.5),
        feature("opening", r"^type of document\b|^number of recommendations\b", 1.5),
        feature("opening", r"^extracted\b|extracted (?:recommendations|summar)", 1),
        feature("text", r"extracted recommendations|recommendations extracted", 1),
        feature("tables", r"recommendation.*addressed to|#.*recommendation", 1),
    ),
)
