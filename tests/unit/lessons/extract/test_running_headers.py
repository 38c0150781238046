"""Words of running headers and footers make no finding and do not announce any."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.model.documents import Family
from unit.ingest.typesetting import report_of, typeset
from unit.lessons.extract.extract_reading import drafts

PROSE = (
    "Officers should have asked her when they were alone with her, and the panel heard that they did not. "
    "The council must have known of two moves, since its letters went to both addresses. "
)


@pytest.mark.parametrize("place", ["header", "footer"])
@pytest.mark.parametrize("words", ["Recommendations", "Lessons to be learnt", "Recommendation 4: Overview report"])
def test_a_running_header_announces_nothing(tmp_path: Path, place: str, words: str) -> None:
    source = (
        f"#set page(width: 400pt, height: 300pt, margin: 50pt, {place}: [{words} #h(1fr) "
        "#context counter(page).display()])\n"
        f"= Chronology\n{PROSE * 8}\n\n= Analysis\n{PROSE * 8}\n"
    )
    raw = typeset(tmp_path, source)
    assert len(raw.pages) > 2
    assert drafts(replace(report_of(raw), family=Family.DHR_OVERVIEW)) == []
