"""Two runs of the fake systems, one of them over questions and reports with hostile text."""

from __future__ import annotations

import pytest

from dvrag.evaluate.gold.questions import GoldSet
from dvrag.evaluate.report.beside import Beside, beside
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import Summary, summarise
from dvrag.evaluate.systems import SystemSpec
from dvrag.testing.fakes import Listener
from ui.fake_evaluator import fake_evaluator, gold_questions


def made(system: str) -> Run:
    gold = GoldSet("gold <b>.csv", "0", tuple(gold_questions()))
    return fake_evaluator().run(gold, "dev", SystemSpec(system), Listener())


@pytest.fixture(scope="session")
def run() -> Run:
    return made("dvrag")


@pytest.fixture(scope="session")
def before() -> Run:
    return made("lexical")


@pytest.fixture(scope="session")
def summary(run: Run) -> Summary:
    return summarise(run)


@pytest.fixture(scope="session")
def others(before: Run, run: Run) -> Beside:
    return beside(before, run)
