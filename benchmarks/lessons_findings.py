"""What the register reads from the sample reports, against labels made by hand (`eval/lessons/findings.csv`).

Run: `.venv/bin/python -m benchmarks.lessons_findings [--labels FILE] [--corpus FOLDER] [--brief]`
Printed: recall and precision of each kind, how often its addressee, number, scope, deadline and scale are right, then
every miss, every extra finding, every wrong addressee and every finding that was cut short (`--brief`: the table only).
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from dvrag.config.settings import IngestSettings
from dvrag.evaluate.lessons.findings import FIELDS, Extracted, Pair, Scores, read_labels, score
from dvrag.ingest.pipeline import build_report
from dvrag.ingest.pool import ParsePool
from dvrag.lessons.extract.extract import extract
from dvrag.model.findings import Draft, FindingKind
from dvrag.model.ids import report_id

ENDINGS = (".pdf", ".html", ".docx", ".txt", ".md")
SHORT = 0.95
"""A finding that holds less of its label's text than this was cut short."""

SHOWN = 90
"""Characters of a text that are printed."""


def extracted(folder: Path) -> dict[str, Extracted]:
    """Return the findings of every report of a folder, by file name."""
    found: dict[str, Extracted] = {}
    with ParsePool(IngestSettings(workers=1)) as pool:
        for path in sorted(folder.iterdir()):
            if path.suffix not in ENDINGS or path.name == "README.md":
                continue
            (raw,) = pool.parse(path)
            report = build_report(raw, report_id(path.read_bytes()))
            found[path.name] = Extracted(report.text, tuple(extract(report)))
    return found


def table(scores: Scores) -> Iterator[str]:
    """Return the lines of the table, a kind each."""
    names = ("recall", "precision", *FIELDS)
    yield "| kind | labels | found | right | " + " | ".join(names) + " |"
    yield "|---" * (4 + len(names)) + "|"
    for kind in FindingKind:
        right = len(scores.matched(kind))
        labels = right + sum(label.kind is kind for label in scores.missed)
        given = right + sum(draft.kind is kind for _, draft in scores.extra)
        if labels or given:
            values = (scores.recall(kind), scores.precision(kind), *(scores.field(name, kind) for name in FIELDS))
            cells = " | ".join("–" if value is None else f"{value:.3f}" for value in values)
            yield f"| {kind} | {labels} | {given} | {right} | {cells} |"
    optional = sum(pair.label.optional for pair in scores.pairs)
    lost = len(scores.unplaced)
    yield f"\nOptional labels that were found, counted nowhere: {optional}. Labels not in the text: {lost}."


def details(scores: Scores, found: dict[str, Extracted]) -> Iterator[str]:
    """Return a line for everything that is not as labelled."""
    for label in scores.unplaced:
        yield f"NOT IN THE TEXT {label.source} {label.kind} {label.number}: {label.start}"
    for label in scores.missed:
        yield f"MISSED {label.source} {label.kind} {label.number} {label.grade}: {label.start}"
    for source, draft in scores.extra:
        yield f"EXTRA {source} {draft.kind} {draft.number or ''}: {_words(found[source], draft)}"
    for pair in scores.pairs:
        yield from _mistakes(pair, found[pair.label.source])


def _mistakes(pair: Pair, text: Extracted) -> Iterator[str]:
    label, draft = pair.label, pair.draft
    where = f"{label.source} {label.kind} {label.number}"
    if label.optional:
        yield f"OPTIONAL {where}: {label.start}"
        return
    if not FIELDS["addressee"](pair):
        yield f"ADDRESSEE {where}: {draft.addressee!r}, printed {label.addressee!r}"
    if label.kind is not FindingKind.JUDGMENT and pair.whole < SHORT:
        yield f"CUT SHORT {where} ({pair.whole:.2f}): {_words(text, draft)}"


def _words(text: Extracted, draft: Draft) -> str:
    said = draft.judgment and f"{draft.judgment.question}: {draft.judgment.grade}"
    return (said or " ".join(text.text[draft.start : draft.end].split()))[:SHOWN]


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path, default=Path("eval/lessons/findings.csv"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--brief", action="store_true")
    given = parser.parse_args()
    found = extracted(given.corpus)
    scores = score(read_labels(given.labels), found)
    print("\n".join(table(scores)))
    if not given.brief:
        print("\n".join(details(scores, found)))


if __name__ == "__main__":
    main()
