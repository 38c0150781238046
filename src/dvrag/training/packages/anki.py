"""A quiz as an Anki package: a note for each item, whose identity is the item's.

Who imports a later export of the same items gets their notes renewed, and keeps the schedule of the cards.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from itertools import count
from typing import Any

from dvrag.exports.characters import one_line
from dvrag.exports.package import zipped
from dvrag.model.learning.items import GAP, Item, ItemKind, Quiz
from dvrag.training.packages.wording import NOTE, TRUE_OR_FALSE, quoted, sources, truth
from dvrag.training.wording import answer_lines, content_note, lettered, place

QUESTION_MODEL, CLOZE_MODEL = 1_607_392_319, 1_607_392_320
"""Ids of the two kinds of notes, chosen once: a note type with another id would be another one."""
_FIRST_DECK = 1 << 30
_FIELDS = ("Text", "Note", "Options", "Answer", "Why", "Sources", "Item")
_SPECIAL = re.compile(r"[\[\]{}:\\$]")
"""What begins a sound, LaTeX, MathJax, a field or a cloze in Anki."""
_FRONT = '{{#Note}}<p class="note">{{Note}}</p>{{/Note}}<div class="asked" dir="auto">%s</div>{{Options}}'
_BACK = '<hr id="answer"><div class="right">{{Answer}}</div><p class="why" dir="auto">{{Why}}</p>{{Sources}}'
_CSS = """.card { font-family: Arial, sans-serif; font-size: 20px; line-height: 1.4; text-align: left; }
.card { max-width: 40em; margin: 0 auto; padding: 0.5em; }
.note { border-left: 4px solid #8a5a00; padding-left: 0.6em; }
.right { font-weight: bold; }
.cloze { font-weight: bold; text-decoration: underline; }
blockquote { margin: 0.6em 0; border-left: 3px solid #767676; padding-left: 0.7em; }
cite { display: block; font-style: normal; font-size: 0.8em; }
"""


def to_anki(quiz: Quiz, title: str, created: datetime) -> bytes:
    """Return the package; `created` is when its notes were changed last."""
    import genanki  # noqa: PLC0415 - heavy

    deck = genanki.Deck(_deck_id(title), one_line(title).replace("::", ": "), html.escape(NOTE))
    models = {kind: _model(genanki, cloze=kind) for kind in (False, True)}
    for item in quiz.items:
        cloze = item.kind is ItemKind.CLOZE and GAP in item.stem
        fields = list(_fields(item, cloze=cloze))
        deck.add_note(genanki.Note(models[cloze], fields, guid=item.id, tags=_tags(item), sort_field=fields[-1]))
    media = json.dumps({}).encode()
    return zipped({"collection.anki2": _collection(genanki.Package(deck), created), "media": media}, created)


def _collection(package: Any, created: datetime) -> bytes:
    """Return the database of a package, without the file that genanki would leave in the temporary folder."""
    seconds = created.timestamp()
    with closing(sqlite3.connect(":memory:")) as connection:
        package.write_to_db(connection.cursor(), seconds, count(int(seconds * 1000)))
        connection.commit()
        return connection.serialize()


def _model(genanki: Any, *, cloze: bool) -> Any:
    text = "{{cloze:Text}}" if cloze else "{{Text}}"
    front = _FRONT % text
    back = f"{front}{_BACK}" if cloze else f"{{{{FrontSide}}}}{_BACK}"
    return genanki.Model(
        CLOZE_MODEL if cloze else QUESTION_MODEL,
        f"dvrag {'gap' if cloze else 'question'}",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Gap" if cloze else "Question", "qfmt": front, "afmt": back}],
        css=_CSS,
        model_type=genanki.Model.CLOZE if cloze else genanki.Model.FRONT_BACK,
        sort_field_index=len(_FIELDS) - 1,
    )


def _fields(item: Item, *, cloze: bool) -> Iterator[str]:
    right = answer_lines(item)
    text = _safe(item.stem)
    if cloze:
        before, _, after = item.stem.partition(GAP)
        text = f"{_safe(before, 'left')}{{{{c1::{_safe(right[0])}}}}}{_safe(after, 'right')}"
    yield text
    yield _safe(content_note(item))
    yield _options(item)
    yield "<br>".join(_safe(line) for line in right)
    yield _safe(item.rationale)
    yield "".join(_source(quoted(cited), place(cited)) for cited in sources(item))
    yield item.id


def _options(item: Item) -> str:
    if truth(item) is not None:
        return f"<p>{TRUE_OR_FALSE}</p>"
    prompts = f"<ol>{_listed(item.prompts)}</ol>" if item.prompts else ""
    return f'{prompts}<ul style="list-style: none">{_listed(lettered(item))}</ul>'


def _listed(texts: Iterable[str]) -> str:
    return "".join(f'<li dir="auto">{_safe(text)}</li>' for text in texts)


def _source(quote: str, where: str) -> str:
    return f'<blockquote dir="auto">{_safe(quote)}<cite>{_safe(where)}</cite></blockquote>'


def _safe(text: str, space: str = "") -> str:
    """Return text as HTML in which nothing is markup; `space` keeps a space at its "left" or "right" neighbour."""
    flat = html.escape(one_line(text))
    if space == "left" and text[-1:].isspace():
        flat += " "
    if space == "right" and text[:1].isspace():
        flat = f" {flat}"
    return _SPECIAL.sub(_entity, flat)


def _entity(found: re.Match[str]) -> str:
    """Return the character as an entity; a backslash in an element of its own, so that MathJax sees no mark."""
    entity = f"&#{ord(found[0])};"
    return f"<span>{entity}</span>" if found[0] in "\\$" else entity


def _tags(item: Item) -> list[str]:
    names = (
        f"kind::{item.kind.value}",
        f"difficulty::{item.difficulty.value}",
        *(f"theme::{theme}" for theme in item.themes),
        *(f"role::{role.value}" for role in item.roles),
    )
    return ["dvrag::" + "_".join(one_line(name).replace('"', "").split()) for name in names]


def _deck_id(title: str) -> int:
    """Return the same id for the same title, in the range that Anki's own ids leave free."""
    digest = hashlib.sha256(f"dvrag deck:{title}".encode()).digest()
    return _FIRST_DECK + int.from_bytes(digest[:4], "big") % _FIRST_DECK
