"""The families dvrag knows. A new one is one file and its line here."""

from __future__ import annotations

import re

from dvrag.ingest.families import (
    action_plan,
    case_review,
    dhr_overview,
    dhr_summary,
    guidance,
    inspection,
    joint_inspection,
    library_summary,
    news,
    opinion,
    prevention_report,
    qa_letter,
    research,
    service_review,
    thematic_inspection,
)
from dvrag.ingest.families.profile import Evidence
from dvrag.model.documents import Authority, Family

PROFILES = (
    dhr_overview.PROFILE,
    dhr_summary.PROFILE,
    action_plan.PROFILE,
    library_summary.PROFILE,
    inspection.PROFILE,
    thematic_inspection.PROFILE,
    joint_inspection.PROFILE,
    service_review.PROFILE,
    research.PROFILE,
    guidance.PROFILE,
    case_review.PROFILE,
    prevention_report.PROFILE,
    qa_letter.PROFILE,
    news.PROFILE,
    opinion.PROFILE,
)

SUBJECT = re.compile(
    r"domestic (?:abuse|violence|homicide)|polic(?:e|ing)|safeguarding|homicide|coroner|inspectorate"
    r"|children's services"
    r"|violence against women|coercive control|community safety"
)
"""What the documents of every family are about; a text that names less than two of these is `other`."""

THRESHOLD = 4.0
"""A document that fits no family to this score is `other`."""


def recognise(evidence: Evidence) -> tuple[Family, Authority]:
    """Return the family that fits best and its authority; `other` where none fits well enough."""
    if sum(1 for _ in SUBJECT.finditer(evidence.text)) < 2:
        return Family.OTHER, Authority.UNKNOWN
    best = max(PROFILES, key=lambda profile: profile.score(evidence))
    if best.score(evidence) < THRESHOLD:
        return Family.OTHER, Authority.UNKNOWN
    return best.family, best.authority


def scores(evidence: Evidence) -> dict[Family, float]:
    """Return the score of every family, best first."""
    found = {profile.family: profile.score(evidence) for profile in PROFILES}
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))
