"""The Anki package of a quiz, opened with SQLite: its notes, note types, deck and cards."""

from __future__ import annotations

import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from dvrag.exports.characters import one_line
from dvrag.model.learning.items import GAP, ItemKind
from dvrag.training.packages import PackageKind, packed
from unit.training.packages.quizzes import CREATED, hostile_items, plain_items, quiz_of

ITEMS = (*plain_items(), *hostile_items())
FIELDS = ["Text", "Note", "Options", "Answer", "Why", "Sources", "Item"]


def opened(content: bytes) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == ["collection.anki2", "media"]
        assert json.loads(archive.read("media")) == {}
        connection = sqlite3.connect(":memory:")
        connection.deserialize(archive.read("collection.anki2"))
    return connection


@pytest.fixture(scope="module")
def collection() -> Iterator[sqlite3.Connection]:
    """The collection of all items."""
    with closing(opened(packed(quiz_of(ITEMS), PackageKind.ANKI, "Week 1", CREATED))) as connection:
        yield connection


@pytest.fixture(scope="module")
def notes(collection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Fields by name, by the id of the note."""
    rows = collection.execute("SELECT guid, flds FROM notes").fetchall()
    return {guid: dict(zip(FIELDS, fields.split("\x1f"), strict=True)) for guid, fields in rows}


def text_of(field: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", field))


def test_the_database_is_sound_and_has_a_card_for_each_item(collection: sqlite3.Connection) -> None:
    assert collection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert collection.execute("SELECT ver FROM col").fetchone() == (11,)
    assert collection.execute("SELECT count(*), count(DISTINCT nid) FROM cards").fetchone() == (len(ITEMS),) * 2
    ids = [row[0] for table in ("notes", "cards") for row in collection.execute(f"SELECT id FROM {table}")]
    assert len(set(ids)) == 2 * len(ITEMS)


def test_note_types_and_deck_keep_their_ids(collection: sqlite3.Connection) -> None:
    models, decks = (json.loads(text) for text in collection.execute("SELECT models, decks FROM col").fetchone())
    assert {key: model["name"] for key, model in models.items()} == {
        "1607392319": "dvrag question",
        "1607392320": "dvrag gap",
    }
    assert all([field["name"] for field in model["flds"]] == FIELDS for model in models.values())
    assert [model["type"] for model in models.values()] == [0, 1]
    named = {deck["name"]: int(key) for key, deck in decks.items()}
    assert set(named) == {"Default", "Week 1"}
    assert {row[0] for row in collection.execute("SELECT did FROM cards")} == {named["Week 1"]}
    assert 1 << 30 <= named["Week 1"] < 1 << 31


def test_a_note_is_the_item_whenever_it_is_packed(notes: dict[str, dict[str, str]]) -> None:
    assert set(notes) == {item.id for item in ITEMS}
    with closing(opened(packed(quiz_of(ITEMS[:2]), PackageKind.ANKI, "Week 1", CREATED + timedelta(days=9)))) as later:
        assert {row[0] for row in later.execute("SELECT guid FROM notes")} == {item.id for item in ITEMS[:2]}


def test_the_front_asks_and_the_back_answers_with_quote_and_place(notes: dict[str, dict[str, str]]) -> None:
    note = notes[ITEMS[0].id]
    assert note["Text"] == "Which agency was told to train its staff?"
    assert text_of(note["Options"]) == "A. PoliceB. HousingC. GPs"
    assert note["Answer"] == "Housing"
    assert text_of(note["Sources"]).startswith("“Housing should train its staff.”The Pellhaven review, page 7")


def test_a_gap_is_a_cloze_with_its_spaces(notes: dict[str, dict[str, str]]) -> None:
    assert notes[ITEMS[2].id]["Text"] == "Staff should have a {{c1::plan}}."
    gaps = [notes[item.id]["Text"] for item in ITEMS if item.kind is ItemKind.CLOZE]
    assert [len(re.findall(r"\{\{c\d+::", text)) for text in gaps] == [1] * len(gaps)
    assert [text.count("}}") for text in gaps] == [1] * len(gaps)


def test_each_text_is_shown_as_it_is(notes: dict[str, dict[str, str]]) -> None:
    for item in ITEMS:
        note = notes[item.id]
        gap = item.kind is ItemKind.CLOZE
        stem = item.stem.replace(GAP, f"{{{{c1::{item.options[item.answer[0]]}}}}}") if gap else item.stem
        assert text_of(note["Text"]).rstrip() == one_line(stem)
        assert text_of(note["Note"]) == (f"Content note: {one_line(item.note)}" if item.note else "")
        if item.kind is not ItemKind.TRUE_FALSE:
            assert all(one_line(text) in text_of(note["Options"]) for text in (*item.options, *item.prompts))


def test_no_text_is_run_or_read_as_a_command_of_anki(notes: dict[str, dict[str, str]]) -> None:
    written = [text.replace("{{c1::", "").replace("}}", "") for note in notes.values() for text in note.values()]
    tags = {tag for text in written for tag in re.findall(r"</?([a-z]+)", text)}
    assert tags <= {"p", "ol", "ul", "li", "blockquote", "cite", "br", "span"}
    bare = [re.sub(r"<[^>]*>", "", text) for text in written]
    assert [text for text in bare if re.search(r"[\[\]{}\\$]", text)] == []


def test_tags_name_kind_difficulty_themes_and_roles(collection: sqlite3.Connection) -> None:
    tags = collection.execute("SELECT tags FROM notes WHERE guid = ?", (ITEMS[0].id,)).fetchone()[0].split()
    assert tags == [
        "dvrag::kind::choice",
        "dvrag::difficulty::easy",
        "dvrag::theme::risk_assessment",
        "dvrag::theme::multi_agency",
        "dvrag::role::housing_officer",
        "dvrag::role::gp",
    ]
