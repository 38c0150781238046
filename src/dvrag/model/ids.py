"""Identifiers: hashes of content, so that the same input has the same id on any machine."""

from __future__ import annotations

import hashlib
from typing import NewType

ReportId = NewType("ReportId", str)
"""sha256 of the file's bytes, 64 hexadecimal digits."""

PassageId = NewType("PassageId", str)
"""sha256 of report, span and chunker fingerprint, first 32 hexadecimal digits."""

FindingId = NewType("FindingId", str)
"""sha256 of report, kind and span, first 32 hexadecimal digits."""

Row = NewType("Row", int)
"""A passage's integer key inside one library; FAISS and the lexical index speak in rows."""


def report_id(content: bytes) -> ReportId:
    """Return the id of a document from its bytes."""
    return ReportId(hashlib.sha256(content).hexdigest())


def passage_id(report: ReportId, start: int, end: int, chunker: str) -> PassageId:
    """Return the id of the passage `[start, end)` of `report` cut by the chunker with that fingerprint."""
    key = f"{report}:{start}:{end}:{chunker}".encode()
    return PassageId(hashlib.sha256(key).hexdigest()[:32])


def finding_id(report: ReportId, kind: str, start: int, end: int) -> FindingId:
    """Return the id of the finding of that kind at `[start, end)` of `report`."""
    return FindingId(hashlib.sha256(f"{report}:{kind}:{start}:{end}".encode()).hexdigest()[:32])
