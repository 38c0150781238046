"""ZIP archives, also those of Office, whose bytes depend on nothing but what is put in and the date given."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

_FIRST_YEAR = 1980
"""Before it, a ZIP archive has no dates."""
_MODE = 0o644 << 16


def zipped(files: Mapping[str, bytes], created: datetime) -> bytes:
    """Return an archive of the files in the order given; all bear the date `created` (with its zone), in UTC."""
    moment = created.astimezone(UTC)
    date = (max(moment.year, _FIRST_YEAR), *moment.timetuple()[1:6])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _MODE
            archive.writestr(entry, content)
    return out.getvalue()


def packed(content: bytes, created: datetime) -> bytes:
    """Return the same archive with the date `created` (with its zone) on all its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return zipped({entry.filename: old.read(entry) for entry in old.infolist()}, created)
