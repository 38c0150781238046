"""Inspection of one theme across several forces or agencies."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.THEMATIC_INSPECTION,
    Authority.INSPECTORATE,
    (
        feature(
            "title",
            r"thematic|national inspection|a (?:joint )?(?:thematic )?inspection of (?:how|the)|super-complaint",
            2.5,
        ),
        feature("opening", r"thematic inspection|thematic review|national thematic|super-complaint", 2.5),
        feature("opening", r"hmicfrs|\bhmic\b|inspectorate|hmcpsi|hmi ?p(?:robation|risons)?", 1),
        feature("text", r"(?:inspected|visited|fieldwork in|examined) (?:\w+ ){0,3}(?:forces|force areas|areas)", 1.5),
        feature("text", r"\b(?:police )?forces\b", 1, 15),
        feature(
            "text", r"(?:all )?chief constables (?:should|must)|college of policing should|home office should", 1.5
        ),
        feature(
            "headings", r"annex|our recommendations|terms of reference|about (?:this|our) inspection|foreword", 0.5
        ),
        feature("headings", r"previous recommendations|progress (?:against|since)", 0.5),
        feature("title", r"\bpeel\b|homicide review", -3),
        feature("opening", r"\bpeel (?:assessment|20)", -2),
        feature("opening", r"joint targeted area|local authority children", -3),
        feature("opening", r"^dear ", -1),
    ),
)
