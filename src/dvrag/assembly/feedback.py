"""Opens what readers said about answers."""

from __future__ import annotations

from importlib.metadata import version
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from dvrag.assembly.clock import SystemClock
from dvrag.ports import Clock

if TYPE_CHECKING:
    from dvrag.feedback import FeedbackBook


def open_feedback(library: str | PathLike[str] = "index", clock: Clock | None = None) -> FeedbackBook:
    """Return what readers said about answers from a library. Raises NotFoundError, DamagedError, MismatchError."""
    from dvrag.feedback import FeedbackBook  # noqa: PLC0415 - heavy
    from dvrag.store.library import Library  # noqa: PLC0415 - heavy

    Library.open(Path(library), read_only=True).close()
    return FeedbackBook(Path(library), clock or SystemClock(), version("dvrag"))
