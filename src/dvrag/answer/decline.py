"""What must not be answered from reports: a person at risk is sent to help, before anything is searched."""

from __future__ import annotations

from dvrag.answer.question.safety import LIMITS, SIGNPOSTS, declined
from dvrag.model.answers import Answer, Status


def decline(text: str) -> Answer | None:
    """Return the answer to a question that must not be answered from reports, None for any other. Needs no library."""
    reason = declined(text)
    if reason is None:
        return None
    return Answer(text, Status.DECLINED, reason=reason, support=(LIMITS, *SIGNPOSTS), resolved_question=text)
