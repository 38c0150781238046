"""Every lexical index against what a search by words promises."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from dvrag.index.lexical import FullTextIndex
from dvrag.index.tantivy_index import LexicalEntry, TantivyIndex, build
from dvrag.model.documents import BlockKind, Passage
from dvrag.model.ids import PassageId, ReportId
from dvrag.ports import LexicalIndex
from dvrag.store.connection import connect
from dvrag.store.library import Library
from dvrag.store.write import put_full_text
from dvrag.testing.contracts import LexicalIndexContract


class TestFullText(LexicalIndexContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path
        self.made = 0

    def make(self, texts: Mapping[int, str]) -> LexicalIndex:
        self.made += 1
        root = self.folder / f"{self.made}"
        Library.open(root, create=True).close()
        connection = connect(root / "library.sqlite", read_only=False)
        for row, text in texts.items():
            put_full_text(connection, [(row, _passage(text))], "")
        connection.close()
        return FullTextIndex(Library.open(root, read_only=True))


class TestTantivy(LexicalIndexContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path
        self.made = 0

    def make(self, texts: Mapping[int, str]) -> LexicalIndex:
        self.made += 1
        folder = self.folder / f"{self.made}"
        folder.mkdir()
        build((LexicalEntry(row, text, "", "") for row, text in texts.items()), folder)
        return TantivyIndex(folder)


def _passage(text: str) -> Passage:
    return Passage(PassageId("p"), ReportId("r"), 0, len(text), text, BlockKind.PARAGRAPH, "", None, None, None, 1)
