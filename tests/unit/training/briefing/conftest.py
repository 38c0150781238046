"""Briefings of the sample library, made once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from dvrag.assembly.training import open_trainer
from dvrag.model.documents import Report
from dvrag.model.ids import ReportId
from dvrag.model.learning.briefing import Briefing, BriefingRequest
from dvrag.store.library import Library
from dvrag.trainer import Trainer

WHEN = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)

Make = Callable[[BriefingRequest], Briefing]


@pytest.fixture(scope="session")
def trainer(sample_library: Path) -> Trainer:
    """The trainer of the sample library."""
    return open_trainer(sample_library)


@pytest.fixture(scope="session")
def make(trainer: Trainer) -> Make:
    """What makes a briefing, each once."""
    return cache(trainer.briefing)


@pytest.fixture(scope="session")
def report_of(sample_library: Path) -> Callable[[ReportId], Report]:
    """What loads a report of the sample library."""
    return cache(Library.open(sample_library, read_only=True).report)


@pytest.fixture(scope="session")
def when() -> datetime:
    """The time of an export."""
    return WHEN
