"""Safeguarding case reviews, and abstracts of them."""

from __future__ import annotations

from dvrag.ingest.families.profile import Profile, feature
from dvrag.model.documents import Authority, Family

PROFILE = Profile(
    Family.CASE_REVIEW,
    Authority.STATUTORY_REVIEW,
    (
        feature(
            "title", r"(?:case|practice) reviews?\b|\bscrs?\b|\blcspr\b|\bsars?\b|safeguarding adults? review", 3.5
        ),
        feature(
            "opening",
            r"(?:serious case|safeguarding practice|safeguarding adults?|case|child practice) reviews?"
            r"|\bscr\b|\blcspr\b",
            2.5,
        ),
        feature(
            "text",
            r"learning (?:themes )?(?:includes?|points?|is embedded)|themes include|recommendations include",
            2.5,
            2,
        ),
        feature("text", r"^key ?words?:|death of an?\b|serious injur|neglect of a", 1, 2),
        feature("headings", r"learning|recommendations|practice themes|key (?:episodes|findings)", 0.5),
        feature("opening", r"safeguarding (?:children|adults?) (?:board|partnership)", 1),
        feature("opening", r"domestic homicide review|inspection of|joint targeted|^dear ", -2.5),
    ),
)
