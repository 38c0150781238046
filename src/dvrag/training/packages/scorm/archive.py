"""The archive of a SCORM 1.2 package: manifest, page, player."""

from __future__ import annotations

import html
from datetime import datetime
from importlib.resources import files

from dvrag.exports.package import zipped
from dvrag.model.learning.items import Quiz
from dvrag.training.packages.scorm.contents import contents, embedded
from dvrag.training.packages.scorm.manifest import manifest

PAGE, PLAYER = "index.html", ("lms.js", "player.js", "player.css")
_EMPTY = '<script type="application/json" id="quiz">{}</script>'
_UNTITLED = "<title>Questions</title>"


def to_scorm(quiz: Quiz, title: str, created: datetime) -> bytes:
    """Return the package. Raises UsageError as `contents` does."""
    found = contents(quiz, title)
    packed = {
        "imsmanifest.xml": manifest(title, found["fingerprint"], (PAGE, *PLAYER)),
        PAGE: _page(title, embedded(found)).encode("utf-8"),
        **{name: _part(name).encode("utf-8") for name in PLAYER},
    }
    return zipped(packed, created)


def _page(title: str, data: str) -> str:
    page = _part(PAGE)
    if _EMPTY not in page or _UNTITLED not in page:
        raise ValueError("the page of the player has no place for its questions")
    page = page.replace(_UNTITLED, f"<title>{html.escape(title)}</title>")
    return page.replace(_EMPTY, _EMPTY.replace("{}", data))


def _part(name: str) -> str:
    return files("dvrag.training.packages.scorm").joinpath("player", name).read_text("utf-8")
