"""News articles."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.NEWS,
    Authority.NEWS,
    (
        feature("opening", r"\b(?:told|speaking to) (?:the |us|our )|spokes(?:man|woman|person)|said:", 2),
        feature(
            "text",
            r"\b(?:said|added|told [^.\n]{2,40}):? ?[,:]? ?[\"“'‘]|[”\"'] said|[”\"'] (?:he|she|they"
            r"|[a-z]+) (?:said|added)",
            2,
            2,
        ),
        feature("text", r"\b(?:said|added|told|explained|insisted|warned)\b", 1, 5),
        feature(
            "opening",
            r"\b(?:gazette|courier|observer|herald|guardian|bbc|evening news|reporter|correspondent"
            r"|press association)\b",
            1.5,
        ),
        feature(
            "opening", r"\b(?:yesterday|today|(?:this|last) week|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", 1
        ),
        feature(
            "opening",
            r"(?:following|after) (?:the (?:release|publication)|a report|an? .{0,30}review)|has (?:vowed|called)",
            1,
        ),
        feature("opening", r"a (?:new |independent |damning )?report (?:by|into|from)|figures were released", 1),
        feature("text", r"domestic (?:abuse|violence|homicide)|police|council", 0.5, 3),
        feature("opening", r"\bopinion\b|comment is|columnist", -3),
        feature("text", r"\bi (?:have|think|believe|sat|am|know|do not|would)\b", -1.5, 4),
        feature("headings", r"recommendations|methodology|terms of reference|findings|judg?ments", -3),
        feature("opening", r"^dear |overview report|inspection of|this letter|about this page", -2),
    ),
)
