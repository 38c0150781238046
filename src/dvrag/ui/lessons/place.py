"""From a finding to the reader."""

from __future__ import annotations

from dvrag.answer.count import source_of
from dvrag.assistant import Assistant
from dvrag.model.actions import Entry
from dvrag.ui.reading import reader


def open_entry(assistant: Assistant, entry: Entry) -> None:
    """Open the reader over the page, at a finding."""
    reader.open_source(assistant, source_of(entry))
