"""Review of services, commissioned from a charity or consultancy."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.SERVICE_REVIEW,
    Authority.CHARITY_ACADEMIC,
    (
        feature(
            "title",
            r"(?:review|evaluation|mapping) of [^\n]*services|(?:service|services|commissioning) review"
            r"|needs assessment",
            3,
        ),
        feature(
            "opening", r"(?:review|evaluation|needs assessment) of [^.]{0,80}services|commissioned (?:by|us to)", 2
        ),
        feature("opening", r"safelives|caada|charity|consult(?:ancy|ants)|women's aid|standing together", 1),
        feature("text", r"£ ?\d", 1.5, 6),
        feature("text", r"caseloads?|refuge (?:spaces|places)|full[- ]time equivalent|\bfte\b", 1, 3),
        feature("text", r"commission(?:er|ing|ed)", 1, 6),
        feature("tables", r"cost|£|amount|recurring", 1),
        feature("headings", r"cost|funding|commissioning|current (?:provision|services)|spend", 1),
        feature("opening", r"homicide review|inspection of|dear ", -2.5),
        feature("opening", r"\bnews\b|by our |reporter|told the (?:observer|gazette|courier|bbc)", -3),
    ),
)
