"""The HTML report: one file that needs nothing else, in order, and deaf to what texts contain."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from dvrag.evaluate.report import page_style
from dvrag.evaluate.report.beside import Beside
from dvrag.evaluate.report.html import report_html
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import Summary
from ui.fake_library import HOSTILE
from ui.test_theme import AA, AA_CONTROLS, contrast

NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
LOADING = {"src", "href", "xlink:href", "srcset", "action", "data", "poster", "background"}
FORBIDDEN_TAGS = {"script", "img", "link", "iframe", "object", "embed", "base", "a", "image", "use", "foreignobject"}
VOID = {"meta", "br", "hr"}


class Seen(HTMLParser):
    """Every tag with its attributes; raises where one is not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(run: Run, summary: Summary, others: Beside) -> str:
    return report_html(run, summary, others)


@pytest.fixture(scope="module")
def seen(page: str) -> Seen:
    return Seen(page)


def test_it_asks_for_nothing(page: str, seen: Seen) -> None:
    assert set(re.findall(r"https?://[^\s\"'<)]+", page)) <= NAMESPACES
    assert {tag for tag, _ in seen.tags} & FORBIDDEN_TAGS == set()
    names = {name for _, attributes in seen.tags for name in attributes}
    assert names & LOADING == set()
    assert not [name for name in names if name.startswith("on")]
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_hostile_text_stands_as_it_is(page: str) -> None:
    assert HOSTILE not in page
    assert page.count(escape(HOSTILE)) >= 2
    assert "gold &lt;b&gt;.csv" in page


def test_it_names_itself_and_its_language(seen: Seen) -> None:
    assert dict(seen.tags)["html"] == {"lang": "en-GB"}
    assert [tag for tag, _ in seen.tags].count("title") == 1


def test_headings_are_in_order(seen: Seen) -> None:
    levels = [int(tag[1]) for tag, _ in seen.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scopes(seen: Seen) -> None:
    tags = [tag for tag, _ in seen.tags]
    assert tags.count("table") == tags.count("caption") > 5
    assert all(attributes.get("scope") in {"row", "col"} for tag, attributes in seen.tags if tag == "th")


def test_each_chart_says_what_it_shows(seen: Seen) -> None:
    charts = [attributes for _, attributes in seen.tags if attributes.get("role") == "img"]
    assert len(charts) == [tag for tag, _ in seen.tags].count("svg") == 5
    assert all(attributes["aria-label"] for attributes in charts)


def test_figures_are_those_of_the_summary(page: str, summary: Summary, others: Beside) -> None:
    for figure in summary.figures:
        assert f"<span>{figure.value:.3f}</span>" in page
    for item in others.comparison.differences:
        assert f"<span>{item.p_holm:.4f}</span>" in page


def test_every_question_worth_reading_is_there(page: str) -> None:
    assert re.findall(r"<article>\n<h3>(\w+):", page) == ["h1", "u2"]


def test_alone_there_is_no_comparison(run: Run, summary: Summary) -> None:
    page = report_html(run, summary)
    assert "What is different" not in page
    assert "<h1>Evaluation of dvrag</h1>" in page


@pytest.mark.parametrize("theme", [page_style.LIGHT, page_style.DARK], ids=["light", "dark"])
def test_text_and_edges_stand_out(theme: dict[str, str]) -> None:
    assert min(contrast(theme["ink"], theme["ground"]), contrast(theme["soft"], theme["ground"])) >= AA
    assert contrast(theme["edge"], theme["ground"]) >= AA_CONTROLS


def test_series_stand_out_in_both_themes() -> None:
    for light, dark in page_style.DARK_SERIES.items():
        assert contrast(light, page_style.LIGHT["ground"]) >= AA_CONTROLS
        assert contrast(dark, page_style.DARK["ground"]) >= AA_CONTROLS


def test_every_colour_of_a_chart_has_its_counterpart_in_the_dark(page: str) -> None:
    drawn = "".join(re.findall(r"<svg.*?</svg>", page, re.DOTALL))
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)) - {"none", "transparent"}
    rules = page_style.style_sheet()
    assert colours
    assert [colour for colour in colours if f'[fill="{colour}"]' not in rules] == []
