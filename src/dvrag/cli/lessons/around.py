"""The words of a report before and after a finding."""

from __future__ import annotations

from dvrag.model.documents import Report
from dvrag.model.findings import Finding

REACH = 300
"""Characters on either side, at most."""


def around(report: Report, finding: Finding) -> tuple[str, str]:
    """Return what stands before and after a finding, cut between words, each on one line; "…" marks a cut."""
    before = report.text[max(0, finding.start - REACH) : finding.start]
    after = report.text[finding.end : finding.end + REACH]
    if finding.start > REACH:
        before = f"… {before.partition(' ')[2]}"
    if finding.end + REACH < len(report.text):
        after = f"{after.rpartition(' ')[0]} …"
    return " ".join(before.split()), " ".join(after.split())
