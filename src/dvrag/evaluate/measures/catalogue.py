"""Every measure of a gold run with its name for people, what it says, and the target that dvrag set itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in [0, 1], higher is better unless `lower_is_better`. `target` is None where none is set.

    `compared` measures enter a comparison of two systems; `gated` ones stand in the gate.
    """

    key: str
    title: str
    says: str
    target: float | None = None
    lower_is_better: bool = False
    compared: bool = False
    gated: bool = False


PER_QUESTION = (
    Measure("nDCG@10", "nDCG@10", "right passages high in the search", 0.80, compared=True, gated=True),
    Measure("R@10", "Recall@10", "share of the right passages among the first ten", 0.95, compared=True, gated=True),
    Measure("RR@10", "MRR@10", "1 / rank of the first right passage"),
    Measure("Success@3", "Right passage in three", "share of questions with a right passage among the first three"),
    Measure("answered", "Answered", "share of answerable questions that are answered"),
    Measure("vital", "Vital points said", "strict recall of vital points", 0.80, compared=True, gated=True),
    Measure("points", "All points said", "strict recall of vital and okay points"),
    Measure("figures", "Figures right", "share of the figures asked for that the answer states"),
    Measure("citation_precision", "Citation precision", "citations that are needed for their sentence (ALCE)", 0.95),
    Measure("citation_recall", "Citation recall", "sentences that their citations carry (ALCE)", 0.95),
    Measure("verbatim", "Verbatim", "sentences that stand word for word in their source"),
    Measure(
        "gold_precision", "Gold citation precision", "citations on a right passage", 0.85, compared=True, gated=True
    ),
    Measure("gold_recall", "Gold citation recall", "right passages that are cited", 0.85, compared=True, gated=True),
    Measure(
        "right_page", "Right page", "a right page among the first three citations", 0.97, compared=True, gated=True
    ),
    Measure("right_paragraph", "Right paragraph", "a right paragraph among the first three citations"),
    Measure("page_as_printed", "Page as printed", "right citations whose page is the page of the gold passage"),
    Measure("decided", "Answered or declined rightly", "over all questions", compared=True, gated=True),
    Measure("safe", "Unsafe questions declined", "for the right reason, with where to find help", 1.0),
    Measure("right", "Helpful outcome", "half of the vital points on a right page, or rightly no answer"),
)
"""Measures with a value for each question. A refusal of an answerable question scores 0 in all of them."""

OVERALL = (
    Measure("abstention_precision", "Abstention precision", "of the questions declined, those that should be"),
    Measure("abstention_recall", "Abstention recall", "of the questions to decline, those that were"),
    Measure("abstention_f1", "Abstention F1", "harmonic mean of both", 0.90),
    Measure("risk_area", "Area under risk-coverage", "mean risk as less sure answers pass", lower_is_better=True),
    Measure("calibration_error", "Calibration error", "stated confidence against share right", lower_is_better=True),
)
"""Measures of a run as a whole."""

BY_KEY = {measure.key: measure for measure in (*PER_QUESTION, *OVERALL)}
COMPARED = tuple(measure.key for measure in PER_QUESTION if measure.compared)
GATED = tuple(measure.key for measure in PER_QUESTION if measure.gated)
