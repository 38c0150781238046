"""Action plan that follows a review: who does what by when."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.ACTION_PLAN,
    Authority.STATUTORY_REVIEW,
    (
        feature("title", r"action plan", 4),
        feature("opening", r"action plan", 1.5),
        feature("tables", r"target date|completion date|by when|timescale", 1.5),
        feature("tables", r"lead (?:agency|officer)|responsib|owner", 1.5),
        feature("tables", r"action(?:s)? (?:to (?:be )?take|required)|key milestones|outcome", 1.5),
        feature("tables", r"recommendation", 0.5),
        feature("headings", r"terms of reference|chronology|methodology|analysis", -2),
        feature("opening", r"overview report|executive summary", -0.5),
        feature("opening", r"^dear |inspection", -2),
    ),
)
