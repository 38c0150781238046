"""Typeset the sample reports: `corpus/sources/` → `corpus/`. Run by `make corpus`; the results are committed.

    python corpus/build.py [STEM ...]     all documents, or only those named

The same sources give the same bytes: no dates, no system fonts, fixed noise in the scan. `tests/docs/test_corpus.py`
checks that what is committed is what the sources give.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import typst
from markdown_to_docx import write_docx
from scan import write_scan

CORPUS = Path(__file__).resolve().parent
SOURCES = CORPUS / "sources"

SCANNED = frozenset({"brackenford-qa-letter"})
"""Typeset, then turned into page images without text."""

AS_DOCX = frozenset({"marlshire-da-guidance"})
"""Markdown that becomes a Word document; other Markdown is copied."""

TEMPLATES = frozenset({"lib"})


def documents() -> list[Path]:
    """Return the sources of the documents (not of the templates), in order of name."""
    return [path for path in sorted(SOURCES.iterdir()) if path.is_file() and path.stem not in TEMPLATES]


def target(source: Path, folder: Path = CORPUS) -> Path:
    """Return the file that `source` is built into."""
    if source.suffix == ".typ":
        return folder / f"{source.stem}.pdf"
    if source.stem in AS_DOCX:
        return folder / f"{source.stem}.docx"
    return folder / source.name


def build(source: Path, folder: Path = CORPUS) -> Path:
    """Build one document into `folder` and return its path."""
    made = target(source, folder)
    steps: dict[str, Callable[[Path, Path], object]] = {".pdf": _pdf, ".docx": write_docx}
    steps.get(made.suffix, shutil.copyfile)(source, made)
    return made


def _pdf(source: Path, made: Path) -> None:
    pdf = typst.compile(str(source), root=str(SOURCES), ignore_system_fonts=True)
    if source.stem in SCANNED:
        write_scan(pdf, made)
    else:
        made.write_bytes(pdf)


def main(stems: list[str]) -> int:
    """Build all documents, or those whose stems are named; return the exit code."""
    chosen = [path for path in documents() if not stems or path.stem in stems]
    unknown = set(stems) - {path.stem for path in chosen}
    if unknown:
        print(f"No source for: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    for number, source in enumerate(chosen, 1):
        made = build(source)
        print(f"[{number:2}/{len(chosen)}] {made.name} ({made.stat().st_size // 1024 or 1} KB)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
