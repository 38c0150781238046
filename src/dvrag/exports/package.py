"""Office packages with one date on all their parts, so that the same document gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime


def packed(content: bytes, created: datetime) -> bytes:
    """Return the same package with the date `created` (with its zone) on all its parts."""
    moment = created.astimezone(UTC)
    date = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, date)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry))
    return out.getvalue()
