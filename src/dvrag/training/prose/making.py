"""Which sentences say how a report was made, and not what it found."""

from __future__ import annotations

import re

_HEADING = re.compile(
    r"method|terms of reference|panel|\bchair|author|equality|diversity|timescale|confidential|contribut|parallel|"
    r"dissemination|\bscope|about (?:this|us|the)|how we|glossary|acronym|keyword|appendix|involvement|introduction|"
    r"preface|process|what we (?:read|did)|purpose|sources|notes",
    re.IGNORECASE,
)
"""Headings of parts that say how a report was made."""
_SENTENCE = re.compile(
    r"protected characteristic|\b(?:the|this) (?:panel|chair|author|review(?:er)?s?|inspection) |overview report|"
    r"individual management|terms of reference|\bIMRs?\b|chronolog|Home Office (?:was|is)|this report|published|draft",
    re.IGNORECASE,
)
_UNDERTAKEN = re.compile(
    r"\b(?:undertook|carried out|conducted|completed) (?:a|an|this|our|the) [\w -]{0,40}?(?:inspection|review)\b|"
    r"^(?:During|For|In|As part of) (?:our|this|the) (?:[\w’-]+ )?(?:inspection|fieldwork|review|assessment)\b|"
    r"\bwe (?:examined|looked at|reviewed|read) (?:a sample|\d)",
    re.IGNORECASE,
)


def is_of_making(text: str, section: str) -> bool:
    """Return whether a sentence under the headings `section` says how its report was made."""
    return _HEADING.search(section) is not None or _SENTENCE.search(text) is not None or is_undertaken(text)


def is_undertaken(text: str) -> bool:
    """Return whether a sentence says that an inspection or a review took place, or what it read."""
    return _UNDERTAKEN.search(text) is not None
