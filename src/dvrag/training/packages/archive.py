"""A ZIP archive whose bytes depend on nothing but what is put in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

_FIRST_YEAR = 1980
"""Before it, a ZIP archive has no dates."""


def zipped(files: Mapping[str, bytes], created: datetime) -> bytes:
    """Return an archive of the files in the order given; all bear the same date."""
    moment = (max(created.year, _FIRST_YEAR), *created.timetuple()[1:6])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
