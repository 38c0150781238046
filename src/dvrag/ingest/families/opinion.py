"""Opinion pieces: columns, comment, blogs."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.OPINION,
    Authority.OPINION,
    (
        feature(
            "title",
            r"\bopinion\b|comment\b|blog|we (?:must|need|keep|cannot)|(?:it is|it's) time|why (?:we|i)|enough",
            2,
        ),
        feature(
            "opening",
            r"^(?:opinion|comment|blog|viewpoint|letters?)\b|\bopinion\b|by a former|the writer (?:is|was|served)",
            3,
        ),
        feature("text", r"\b(?:i|we) (?:have|think|believe|sat|am|know|do not|would|cannot|must|need)\b", 1.5, 3),
        feature(
            "text",
            r"not good enough|it is time|outcry|shocking|enough of|nobody |angr|let me|make no mistake|scandal",
            1.5,
            2,
        ),
        feature("text", r"this government|home secretary|ministers", 1, 3),
        feature("text", r"views (?:expressed|are)|the writer|my own", 1),
        feature("headings", r"recommendations|methodology|terms of reference|findings|judg?ments", -3),
        feature("opening", r"^dear |overview report|inspection of|this letter|about this page|hm inspector", -3),
    ),
)
