"""Each setting stands in docs/settings.md with its default, and nothing else does."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

from dvrag.config.settings import Settings


def documented(page: str) -> dict[str, str]:
    """Return "section.key" → default as written."""
    found: dict[str, str] = {}
    for part in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        section = part.split("\n", 1)[0].strip()
        rows = re.findall(r"^\| `(\w+)` \| `([^`]*)` \| \S", part, flags=re.MULTILINE)
        found |= {f"{section}.{key}": default for key, default in rows}
    return found


def actual() -> dict[str, str]:
    settings = Settings()
    return {
        f"{section.name}.{key.name}": json.dumps(getattr(getattr(settings, section.name), key.name))
        for section in dataclasses.fields(settings)
        for key in dataclasses.fields(getattr(settings, section.name))
    }


def test_every_setting_is_documented_with_its_default(repository: Path) -> None:
    page = (repository / "docs" / "settings.md").read_text("utf-8")
    assert documented(page) == actual()


def test_debugging_is_not_taken_for_a_setting(tmp_path: Path) -> None:
    from dvrag.config.load import load_settings

    assert load_settings(tmp_path, {"DVRAG_DEBUG": "1", "DVRAG_LIBRARY": "x"}) == Settings()
