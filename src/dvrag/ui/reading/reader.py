"""From a source to the reader: the one way in for the other pages."""

from __future__ import annotations

from dvrag.assistant import Assistant
from dvrag.model.answers import Source
from dvrag.ui.reading import way


def open_source(assistant: Assistant, source: Source) -> None:
    """Open the reader's page at a source, with a way back to the page on display. Does not return."""
    way.open_at(way.of_source(source))
