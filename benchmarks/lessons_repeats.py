"""How well repeat lessons are found: on pairs of sentences, and on groups in the sample reports labelled by hand.

Run: `.venv/bin/python -m benchmarks.lessons_repeats [--corpus FOLDER] [--fit] [--wrong]`
Printed, for the dev and the test part of each: precision, recall and F1 of the pairs in `eval/lessons/repeat_pairs.csv`
(at even odds), then pairwise and B-cubed precision, recall and F1 of the groups in `eval/lessons/repeats.csv`.
`--fit` prints the weights of `dvrag.lessons.repeats.pair` fitted anew on the dev parts; `--wrong` lists the mistakes of
the dev part. Pairs of one review count nowhere: they are copies or its own lessons.
"""

from __future__ import annotations

import csv
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from benchmarks.lessons_findings import ENDINGS

from dvrag.assembly.models import model_for
from dvrag.config.settings import EmbedSettings, IngestSettings
from dvrag.ingest.pipeline import build_report
from dvrag.ingest.pool import ParsePool
from dvrag.lessons.complete import completed
from dvrag.lessons.extract.extract import extract
from dvrag.lessons.repeats.copies import copies
from dvrag.lessons.repeats.groups import KINDS, groups, names_in
from dvrag.lessons.repeats.pair import FEATURES, features, log_odds
from dvrag.lessons.repeats.profile import Encode, Profiles, profiles, wording
from dvrag.lessons.repeats.reviews import reviews
from dvrag.model.actions import Entry
from dvrag.model.ids import report_id
from dvrag.model.results import ReportSummary

FOLDER = Path("eval/lessons")
SPLITS = ("dev", "test")
Rows = npt.NDArray[np.int64]
Array = npt.NDArray[np.float64]

OTHERS = 4000
"""Random pairs of sentences of different lessons that the weights are fitted on too, each at a quarter of a weight."""

LABELLED, UNLABELLED = 1.0, 0.2
"""Weight, in fitting, of a pair of findings that repeat each other, and of any other pair."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """Pairs of sentences of one part, as rows of the profiles, and whether they ask for the same."""

    profiles: Profiles
    left: Rows
    right: Rows
    same: npt.NDArray[np.bool_]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The findings of the sample reports with their review, label (group, "" alone) and part of the labels."""

    entries: tuple[Entry, ...]
    review: tuple[str, ...]
    group: tuple[str, ...]
    split: tuple[str, ...]


def sentences(split: str, encode: Encode) -> Sentences:
    """Return the pairs of one part of `repeat_pairs.csv`."""
    rows = [row for row in _read("repeat_pairs.csv") if row["split"] == split]
    texts = tuple(sorted({row[side] for row in rows for side in "ab"}))
    place = {text: number for number, text in enumerate(texts)}
    return Sentences(
        profiles([wording(text) for text in texts], encode(texts), encode),
        np.array([place[row["a"]] for row in rows]),
        np.array([place[row["b"]] for row in rows]),
        np.array([row["same"] == "1" for row in rows]),
        texts,
    )


def sample(folder: Path) -> Sample:
    """Return the findings of the sample reports, with the labels of `repeats.csv`."""
    entries = [entry for entry in _entries(folder) if entry.finding.kind in KINDS]
    labels: dict[int, dict[str, str]] = {}
    for row in _read("repeats.csv"):
        places = [(at, number) for number, entry in enumerate(entries) if (at := _stands(row, entry)) >= 0]
        if not places:
            print(f"NOT FOUND {row['source']} {row['kind']} {row['number']}: {row['text_start']}")
            continue
        labels[min(places)[1]] = row
    review = reviews(entry.report for entry in entries)
    return Sample(
        tuple(entries),
        tuple(review[entry.report.id] for entry in entries),
        tuple(labels.get(number, {}).get("group", "") for number in range(len(entries))),
        tuple(labels.get(number, {}).get("split", "") for number in range(len(entries))),
    )


def found_groups(given: Sample, encode: Encode) -> list[int]:
    """Return the number of the group of each finding as the product finds it; copies are with their original."""
    vectors = encode([entry.finding.text for entry in given.entries])
    by_id = {entry.finding.id: vector for entry, vector in zip(given.entries, vectors, strict=True)}
    copied = copies(given.entries, by_id)
    kept = [number for number, entry in enumerate(given.entries) if entry.finding.id not in copied]
    group = list(range(len(given.entries)))
    for alike in groups([given.entries[number] for number in kept], vectors[kept], encode):
        for row in alike.rows:
            group[kept[row]] = kept[alike.rows[0]]
    place = {entry.finding.id: number for number, entry in enumerate(given.entries)}
    for copy, original in copied.items():
        group[place[copy]] = group[place[original]]
    return group


def pairwise(given: Sample, group: Sequence[int], split: str) -> tuple[float, float]:
    """Return precision and recall over the pairs of two reviews that a label of the part has a side in."""
    right = found = wanted = 0
    for one, two in _across(given):
        if split in (given.split[one], given.split[two]):
            true, said = _labelled(given, one, two), group[one] == group[two]
            right, found, wanted = right + (true and said), found + said, wanted + true
    return right / max(1, found), right / max(1, wanted)


def b_cubed(given: Sample, group: Sequence[int], split: str) -> tuple[float, float]:
    """Return B-cubed precision and recall over the labelled findings of the part."""
    precision, recall = [], []
    for one, own in enumerate(given.split):
        if own == split:
            said = {two for two in range(len(group)) if group[two] == group[one]}
            true = {two for two in range(len(group)) if given.group[two] == given.group[one]}
            precision.append(len(said & true) / len(said))
            recall.append(len(said & true) / len(true))
    return float(np.mean(precision)), float(np.mean(recall))


def fitted(given: Sample, encode: Encode) -> Array:
    """Return bias and weights fitted on the dev pairs, and on pairs of findings without a test label."""
    pairs = sentences("dev", encode)
    generator = np.random.default_rng(0)
    left, right = generator.integers(len(pairs.texts), size=(2, OTHERS))
    known = {frozenset(pair) for pair in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)}
    other = np.array([one != two and frozenset((one, two)) not in known for one, two in zip(left, right, strict=True)])
    texts = [entry.finding.text for entry in given.entries]
    told = [wording(entry.finding.text, names_in(entry)) for entry in given.entries]
    compared = profiles(told, encode(texts), encode)
    across = [pair for pair in _across(given) if "test" not in (given.split[pair[0]], given.split[pair[1]])]
    true = np.array([_labelled(given, one, two) for one, two in across])
    rows = np.array(across)
    values = np.concatenate(
        (
            features(pairs.profiles, pairs.left, pairs.right),
            features(pairs.profiles, left[other], right[other]),
            features(compared, rows[:, 0], rows[:, 1]),
        )
    )
    same = np.concatenate((pairs.same, np.zeros(other.sum()), true)).astype(np.float64)
    quarter = np.full(int(other.sum()), 0.25)
    weight = np.concatenate((np.ones(len(pairs.same)), quarter, np.where(true, LABELLED, UNLABELLED)))
    return _logistic(values.astype(np.float64), same, weight)


def _logistic(values: Array, same: Array, weight: Array) -> Array:
    """Return bias and weights of a logistic regression with a ridge of 1 on standardised values, by Newton's method."""
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    design = np.column_stack((np.ones(len(values)), (values - mean) / spread))
    ridge = np.diag([0.0, *[1.0] * values.shape[1]])
    found = np.zeros(design.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (weight * (likely - same)) + ridge @ found
        curve = (design * (weight * likely * (1 - likely))[:, None]).T @ design + ridge
        found -= np.linalg.solve(curve, slope)
    scaled = found[1:] / spread
    return np.concatenate(([found[0] - scaled @ mean], scaled))


def _across(given: Sample) -> Iterator[tuple[int, int]]:
    return (
        pair for pair in combinations(range(len(given.entries)), 2) if given.review[pair[0]] != given.review[pair[1]]
    )


def _labelled(given: Sample, one: int, two: int) -> bool:
    return bool(given.group[one]) and given.group[one] == given.group[two]


def _stands(row: dict[str, str], entry: Entry) -> int:
    """Return where the label's first words stand in the finding; -1 where it is another finding."""
    if entry.report.source != row["source"] or entry.finding.kind.value != row["kind"]:
        return -1
    return _letters(entry.finding.text).find(_letters(row["text_start"]))


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _entries(folder: Path) -> Iterator[Entry]:
    with ParsePool(IngestSettings(workers=1)) as pool:
        for path in sorted(folder.iterdir()):
            if path.suffix in ENDINGS and path.name != "README.md":
                (raw,) = pool.parse(path)
                report = build_report(raw, report_id(path.read_bytes()))
                kept = (report.id, path.name, report.format, report.family, report.authority, report.facts)
                summary = ReportSummary(
                    *kept, pages=len(report.pages), passages=0, characters=len(report.text), added=""
                )
                yield from (Entry(finding, summary) for finding in completed(report, extract(report)))


def _read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _line(name: str, precision: float, recall: float) -> str:
    both = 2 * precision * recall / max(1e-9, precision + recall)
    return f"| {name} | {precision:.3f} | {recall:.3f} | {both:.3f} |"


def _of_sentences(split: str, encode: Encode) -> str:
    pairs = sentences(split, encode)
    said = log_odds(pairs.profiles, pairs.left, pairs.right) >= 0
    right = float((said & pairs.same).sum())
    return _line(f"pairs of sentences, {split}", right / max(1, said.sum()), right / pairs.same.sum())


def _wrong(given: Sample, group: Sequence[int]) -> Iterator[str]:
    for one, two in _across(given):
        true, said = _labelled(given, one, two), group[one] == group[two]
        splits = {given.split[one], given.split[two]}
        if true != said and "dev" in splits and "test" not in splits:
            texts = (" ".join(given.entries[number].finding.text.split())[:110] for number in (one, two))
            yield f"{'MISSED' if true else 'WRONG'}: " + " || ".join(texts)


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    encode = model_for(EmbedSettings()).encode
    given = sample(asked.corpus)
    if asked.fit:
        bias, *weights = fitted(given, encode).round(2).tolist()
        print(f"BIAS = {bias}", *(f"{name}: {value}" for name, value in zip(FEATURES, weights, strict=True)), sep="\n")
        return
    print("| what | precision | recall | F1 |", "|---|---|---|---|", sep="\n")
    print("\n".join(_of_sentences(split, encode) for split in SPLITS))
    group = found_groups(given, encode)
    for split in SPLITS:
        print(_line(f"pairs of findings, {split}", *pairwise(given, group, split)))
        print(_line(f"B-cubed, {split}", *b_cubed(given, group, split)))
    if asked.wrong:
        print("\n".join(_wrong(given, group)))


if __name__ == "__main__":
    main()
