"""Quizzes to take elsewhere: for Anki, a learning management system, Moodle, a spreadsheet, or on paper."""

from dvrag.training.packages.kinds import PackageKind, packed

__all__ = ["PackageKind", "packed"]
