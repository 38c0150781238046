"""Documents through JSON and back; nothing else comes through."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvrag.ingest.codec import CodecError, decode_document, encode_document
from dvrag.model.raw import Box, Markup, OutlineEntry, PageSource, RawDocument, RawLine, RawPage

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
NUMBER = st.floats(-1e6, 1e6)
WHOLE = st.integers(0, 10_000)
LINES = st.builds(
    RawLine,
    TEXT,
    st.none() | st.builds(Box, NUMBER, NUMBER, NUMBER, NUMBER),
    NUMBER,
    st.booleans(),
    st.sampled_from(Markup),
    WHOLE,
    st.lists(TEXT, max_size=3).map(tuple),
)
PAGES = st.builds(
    RawPage,
    WHOLE,
    st.lists(LINES, max_size=4).map(tuple),
    st.none() | TEXT,
    NUMBER,
    NUMBER,
    st.sampled_from(PageSource),
)
DOCUMENTS = st.builds(
    RawDocument,
    TEXT,
    TEXT,
    st.lists(PAGES, max_size=3).map(tuple),
    st.lists(st.builds(OutlineEntry, TEXT, WHOLE, WHOLE), max_size=2).map(tuple),
    st.dictionaries(TEXT, TEXT, max_size=3),
    st.lists(TEXT, max_size=2).map(tuple),
)


@given(DOCUMENTS)
def test_a_document_comes_back_equal(document: RawDocument) -> None:
    assert decode_document(json.loads(json.dumps(encode_document(document)))) == document


GOOD = encode_document(
    RawDocument(
        "a.pdf", "pdf", (RawPage(1, (RawLine("x", Box(0, 0, 1, 1)),)),), (OutlineEntry("t", 1, 1),), {"title": "t"}
    )
)


def changed(path: tuple[Any, ...], value: Any) -> Any:
    copied = copy.deepcopy(GOOD)
    target: Any = copied
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return copied


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("source",), 5),
        (("pages",), {}),
        (("pages", 0), None),
        (("pages", 0, "number"), -1),
        (("pages", 0, "number"), True),
        (("pages", 0, "width"), float("nan")),
        (("pages", 0, "source"), "magic"),
        (("pages", 0, "lines", 0), ["x"]),
        (("pages", 0, "lines", 0, 0), None),
        (("pages", 0, "lines", 0, 1), [1, 2, 3]),
        (("pages", 0, "lines", 0, 1), [1, 2, 3, "4"]),
        (("pages", 0, "lines", 0, 3), 1),
        (("pages", 0, "lines", 0, 4), "script"),
        (("pages", 0, "lines", 0, 6), [1]),
        (("outline", 0), ["t", 1]),
        (("properties",), {"title": ["x"]}),
        (("warnings",), "x"),
    ],
)
def test_anything_else_is_refused(path: tuple[Any, ...], value: Any) -> None:
    decode_document(GOOD)
    with pytest.raises(CodecError):
        decode_document(changed(path, value))


def test_lone_surrogates_do_not_come_through() -> None:
    assert decode_document(changed(("pages", 0, "lines", 0, 0), "a\ud800b")).pages[0].lines[0].text == "a?b"
