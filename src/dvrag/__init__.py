"""dvrag: ask a library of domestic abuse reviews and inspections; get answers with cited passages.

>>> import dvrag
>>> assistant = dvrag.open("index")                      # doctest: +SKIP
>>> answer = assistant.ask("Was a DASH completed?")      # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dvrag.assistant import Assistant
    from dvrag.model.building import FileResult
    from dvrag.ports import Progress

__version__ = "0.1.0"
__all__ = ["__version__", "build", "open"]


def open(library: str | PathLike[str] = "index") -> Assistant:
    """Return an assistant over the library in that folder.

    Raises NotFoundError where there is none, DamagedError or MismatchError where it cannot be trusted.
    """
    from dvrag.assembly import open_assistant  # noqa: PLC0415 - keeps `import dvrag` light

    return open_assistant(library)


def build(
    paths: Iterable[str | PathLike[str]], library: str | PathLike[str] = "index", progress: Progress | None = None
) -> tuple[FileResult, ...]:
    """Read files and folders into the library, made if it does not exist; return how each file ended."""
    from dvrag.assembly import build_library  # noqa: PLC0415 - keeps `import dvrag` light

    return build_library(paths, library, progress)
