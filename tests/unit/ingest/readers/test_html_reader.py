"""Web pages: main text, structure, error pages."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from dvrag.errors import UnreadableError
from dvrag.ingest.readers.html import HtmlReader
from dvrag.model.raw import Markup, RawLine

SENTENCE = "The panel found that the agencies had not shared what each of them knew about the risk. "
PAGE = f"""<!DOCTYPE html><html><head><title>Review of a death | Library</title>
<meta property="og:site_name" content="Shared Learning Library">
<meta property="article:published_time" content="2023-07-04T09:00:00Z">
</head><body><nav><a href="/">Home</a> <a href="/x">Areas</a></nav><main><h1>Review of a death</h1>
<p>{SENTENCE * 3}</p><h2>Recommendations</h2><p>{SENTENCE * 2}</p>
<table><caption>Three recommendations</caption><tr><th>#</th><th>Recommendation</th><th>Addressed to</th></tr>
<tr><td>9.1 a</td><td>Train officers to ask about separation.</td><td>Police</td></tr>
<tr><td>9.1 b</td><td>Fund an advocate in the hospital.</td><td>Health</td></tr></table>
<h3>What was done</h3><ul><li>An audit of cases was made in spring.<ul><li>It covered sixty files.</li></ul></li></ul>
<ol><li>First the policy was rewritten by the board.</li><li>Then staff were trained in using it.</li></ol>
<p>{SENTENCE}<br>After a break the text goes on.</p></main><footer>Cookies and privacy</footer></body></html>"""


def read(tmp_path: Path, content: str | bytes) -> tuple[RawLine, ...]:
    path = tmp_path / "page.html"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return HtmlReader().read(path).pages[0].lines


def page(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def test_structure_is_kept_and_boilerplate_is_not(tmp_path: Path) -> None:
    lines = read(tmp_path, PAGE)
    headings = [(line.text, line.level) for line in lines if line.markup is Markup.HEADING]
    assert headings == [("Review of a death", 1), ("Recommendations", 2), ("What was done", 3)]
    table = [(line.markup, line.cells) for line in lines if line.cells]
    assert table == [
        (Markup.TABLE_HEADER, ("#", "Recommendation", "Addressed to")),
        (Markup.TABLE_ROW, ("9.1 a", "Train officers to ask about separation.", "Police")),
        (Markup.TABLE_ROW, ("9.1 b", "Fund an advocate in the hospital.", "Health")),
    ]
    items = [(line.text, line.level) for line in lines if line.markup is Markup.LIST_ITEM]
    assert items == [
        ("An audit of cases was made in spring.", 1),
        ("It covered sixty files.", 2),
        ("1. First the policy was rewritten by the board.", 1),
        ("2. Then staff were trained in using it.", 1),
    ]
    flat = " ".join(line.text for line in lines)
    assert "Cookies" not in flat
    assert "Areas" not in flat
    assert flat.index("Recommendations") < flat.index("9.1 a") < flat.index("What was done")
    assert lines[-1].text.endswith("the risk. After a break the text goes on.")


def test_properties_come_from_the_page_itself(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    document = HtmlReader().read(path)
    assert document.properties["title"].startswith("Review of a death")
    assert document.properties["date"] == "2023-07-04"
    assert document.properties["publisher"] == "Shared Learning Library"
    assert document.pages[0].number == 0


@pytest.mark.parametrize(
    "title",
    ["404 - Page not found", "Access denied", "Just a moment...", "Report not found", "503 Service Unavailable"],
)
def test_an_error_page_is_refused(tmp_path: Path, title: str) -> None:
    words = "We are sorry that this address leads nowhere. Please use the search box or go back to the home page. " * 3
    with pytest.raises(UnreadableError, match="error or sign-in page"):
        read(
            tmp_path,
            f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{words}</p></main></body></html>",
        )


def test_a_page_that_scripts_would_fill_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="next to no text"):
        read(
            tmp_path,
            "<html><head><title>Library</title></head><body><div id='app'></div><script>go()</script></body></html>",
        )


def test_an_article_that_speaks_of_errors_is_read(tmp_path: Path) -> None:
    body = "".join(f"<p>Finding {n} of review {n * 7}. {SENTENCE * 3}</p>" for n in range(6))
    lines = read(
        tmp_path,
        page("Risk not found in time", f"<article><h1>Risk not found in time</h1>{body}</article>"),
    )
    assert sum(len(line.text.split()) for line in lines) > 200


def test_an_old_encoding_is_understood(tmp_path: Path) -> None:
    page = (
        PAGE.replace("<head>", '<head><meta charset="iso-8859-1">')
        .replace("an audit", "x")
        .replace("panel", "café panel")
    )
    assert "café" in " ".join(line.text for line in read(tmp_path, page.encode("latin-1")))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def f1(found: Counter[str], truth: Counter[str]) -> float:
    """Harmonic mean of the shares of tokens found that are true and of true ones found."""
    both = sum((found & truth).values())
    return 2 * both / (sum(found.values()) + sum(truth.values()))


@pytest.mark.shared
@pytest.mark.slow
def test_main_text_of_real_pages(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shared / "data" / "html-articles"
    truth = json.loads((folder / "ground-truth.json").read_text())
    scores = []
    for name, entry in truth.items():
        lines = read(tmp_path, gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()))
        scores.append(f1(words(" ".join(line.text for line in lines)), words(entry["articleBody"])))
    mean = sum(scores) / len(scores)
    with capsys.disabled():
        print(f"\nHTML token F1 over {len(scores)} pages: {mean:.3f}")
    assert mean >= 0.94


@pytest.mark.parametrize("around", ["{}", "<main>{}</main>", "<nav>Home</nav><div><div>{}</div></div>"])
def test_a_short_page_keeps_its_headings_and_its_table(tmp_path: Path, around: str) -> None:
    body = (
        "<h1>Action plan</h1><p>Two agencies were asked to act.</p><table><tr><td>#</td><td>Recommendation</td>"
        "<td>Lead</td></tr><tr><td>1</td><td>House survivors within two weeks.</td><td>Saltmere Council</td></tr>"
        "<tr><td>2</td><td>Audit the records of disclosures.</td><td></td></tr></table><ul><li>Read it.</li></ul>"
    )
    lines = read(tmp_path, page("Action plan", around.format(body)))
    assert [(line.markup, line.text) for line in lines if not line.cells] == [
        (Markup.HEADING, "Action plan"),
        (Markup.PARAGRAPH, "Two agencies were asked to act."),
        (Markup.LIST_ITEM, "Read it."),
    ]
    assert [line.cells for line in lines if line.cells] == [
        ("#", "Recommendation", "Lead"),
        ("1", "House survivors within two weeks.", "Saltmere Council"),
        ("2", "Audit the records of disclosures.", ""),
    ]


def test_a_short_cell_that_spans_rows_stands_in_each_and_a_wide_one_keeps_its_columns(tmp_path: Path) -> None:
    long = "Each surgery should ask about abuse at every visit and write down what is said."
    body = (
        f"<h1>Plan</h1><p>{SENTENCE * 4}</p><table><tr><th>Who</th><th>What</th><th>When</th><th>State</th></tr>"
        "<tr><td rowspan='2'>Vale Police – É</td><td>Link calls</td><td colspan='2'>May</td></tr>"
        "<tr><td>Audit forms</td><td>June</td><td>Open</td></tr>"
        f"<tr><td rowspan='2'>Vale Trust</td><td rowspan='2'>{long}</td><td>July</td><td>Open</td></tr>"
        "<tr><td>August</td><td>Done</td></tr></table>"
    )
    assert [line.cells for line in read(tmp_path, page("Plan", body)) if line.cells] == [
        ("Who", "What", "When", "State"),
        ("Vale Police – É", "Link calls", "May", ""),
        ("Vale Police – É", "Audit forms", "June", "Open"),
        ("Vale Trust", long, "July", "Open"),
        ("", "", "August", "Done"),
    ]


@pytest.mark.parametrize("span", ["0", "-3", "99999999", "two", "²", ""])
def test_a_span_that_cannot_be_is_read_as_far_as_it_can(tmp_path: Path, span: str) -> None:
    rows = f"<tr><th>A</th><th>B</th></tr><tr><td rowspan='{span}'>one</td><td>two</td></tr><tr><td>three</td></tr>"
    lines = read(tmp_path, page("Plan", f"<h1>Plan</h1><p>{SENTENCE * 4}</p><table>{rows}</table>"))
    assert [line.cells for line in lines if line.cells][:2] == [("A", "B"), ("one", "two")]
