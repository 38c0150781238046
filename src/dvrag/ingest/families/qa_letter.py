"""Letter of the Home Office Quality Assurance Panel on a review."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.QA_LETTER,
    Authority.GOVERNMENT,
    (
        feature("opening", r"quality assurance (?:\(qa\) )?panel|qa panel", 3.5),
        feature("opening", r"^dear\b", 1.5),
        feature("opening", r"thank you for (?:submitting|sending|resubmitting|your)", 1.5),
        feature(
            "text", r"the (?:qa )?panel (?:commend|felt|welcomed|noted|would like|considered|thought|was|asks?)", 2
        ),
        feature(
            "text",
            r"areas? (?:for|of) (?:final )?development|may (?:now )?be published|resubmit|before publication",
            1.5,
        ),
        feature("text", r"yours sincerely|yours faithfully", 1),
        feature("headings", r"terms of reference|chronology|methodology", -3),
        feature("opening", r"joint targeted|ofsted|regulation 28", -4),
    ),
)
