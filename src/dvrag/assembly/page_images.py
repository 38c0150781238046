"""What draws pages over a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from dvrag.model.ids import ReportId
from dvrag.ports import PageImages

if TYPE_CHECKING:
    from dvrag.store.library import Library

_Signature: TypeAlias = tuple[int, int]


class KeptFiles:
    """Finds the kept original of a report; one that is not the file that was ingested is refused."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._checked: dict[Path, _Signature] = {}

    def __call__(self, report: ReportId) -> Path:
        """Return where the file lies. Raises NotFoundError, DamagedError where it is missing or differs."""
        from dvrag.store.files import ORIGINALS, read_original  # noqa: PLC0415 - heavy
        from dvrag.store.read import original_of  # noqa: PLC0415 - heavy

        original = self._library.query(lambda connection: original_of(connection, report))
        path = self._library.root / ORIGINALS / original.name
        signature = _signature(path)
        if signature is None or self._checked.get(path) != signature:  # its bytes are hashed when first asked for
            read_original(self._library.root, original)
            self._checked[path] = signature or (0, 0)
        return path


def page_images(library: Library) -> PageImages:
    """Return what draws the pages of a library's PDF files; nothing runs before the first page is asked for."""
    from dvrag.ingest.pages import PageDrawer  # noqa: PLC0415 - only for the app

    return PageDrawer(KeptFiles(library))


def _signature(path: Path) -> _Signature | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
