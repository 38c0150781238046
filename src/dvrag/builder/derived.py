"""What is derived from the stored reports: links between near-duplicates, and the published index."""

from __future__ import annotations

from collections.abc import Iterator

from dvrag.builder.parts import BuildParts
from dvrag.chunk.embedded import embedded_texts, text_key
from dvrag.errors import DamagedError
from dvrag.index.similar import Sketch, near_duplicates, sketch
from dvrag.model.ids import ReportId
from dvrag.ports import Progress
from dvrag.store import read, search
from dvrag.store.library import Library

STALE = 0.02
"""Share of passages that the published indexes may lack or have too many, so that one report more does not take long
to add to a large library."""


def link_near_duplicates(library: Library) -> None:
    """Link reports stored since the last time with those of nearly the same text."""
    new = library.query(lambda connection: read.reports_since(connection, int(library.meta()["linked"])))
    if not new:
        return
    stored = library.query(read.sketches)
    known: dict[str, Sketch] = {report: Sketch.from_bytes(*values) for report, values in stored.items()}
    made: dict[str, Sketch] = {report: sketch(library.report(report).text) for report in new if report not in known}
    pairs = near_duplicates(new, {**known, **made})
    library.link(
        ((ReportId(a), ReportId(b), share) for a, b, share in pairs),
        ((ReportId(report), *found.to_bytes()) for report, found in made.items()),
    )


def publish_index(library: Library, parts: BuildParts) -> str:
    """Publish indexes of all passages, unless the published ones include nearly all; return a notice if damaged.

    What the published ones lack is searched in the library itself.
    """
    notice = ""
    try:
        published = library.published()
    except DamagedError as error:
        published, notice = None, f"{error.message} It was built anew."
    since = published[1] if published else 0
    changed = library.query(lambda connection: search.changed_since(connection, since))
    if notice or changed > (STALE * library.passage_count() if published else 0):
        library.publish(library.transaction(), lambda folder: parts.write_indexes(library, folder))
    return notice


def embed_anew(library: Library, parts: BuildParts, progress: Progress) -> None:
    """Replace every vector."""
    reports = library.reports()
    progress.start("Embedding anew", len(reports))
    library.replace_vectors(parts.embedder.fingerprint, parts.embedder.dimension, _vectors(library, parts, progress))
    progress.stop()


def _vectors(library: Library, parts: BuildParts, progress: Progress) -> Iterator[tuple[int, bytes, bytes]]:
    for summary in library.reports():
        found = library.passages(library.rows_of([summary.id]))
        title = summary.facts.title.value or ""
        texts = embedded_texts(title, list(found.values()), parts.tokens, parts.embedder.max_tokens)
        vectors = parts.embedder.encode(texts)
        for row, text, vector in zip(found, texts, vectors, strict=True):
            yield row, text_key(text), vector.tobytes()
        progress.advance(summary.source)
