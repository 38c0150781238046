"""The Markdown report: cells stay cells, and no text becomes a mark."""

from __future__ import annotations

import re
from dataclasses import replace

from dvrag.evaluate.report.beside import Beside
from dvrag.evaluate.report.contents import contents
from dvrag.evaluate.report.markdown import report_markdown
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import Summary

_BAR = re.compile(r"(?<!\\)\|")


def tables(text: str) -> list[list[str]]:
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [block.splitlines() for block in blocks]


def test_every_row_has_as_many_cells_as_its_head(run: Run, summary: Summary, others: Beside) -> None:
    record = replace(run.records[0], question="a | b\nc || d", scores={**run.records[0].scores})
    barred = replace(run, records=(record, *run.records[1:]), gold="a|b.csv")
    found = tables(report_markdown(barred, summary, others))
    assert len(found) == sum(len(section.tables) for section in contents(barred, summary, others).sections)
    for table in found:
        assert len({len(_BAR.findall(line)) for line in table}) == 1, table[0]
    assert r"a \| b c \|\| d" in "\n".join(line for table in found for line in table)


def test_no_text_is_read_as_a_mark(run: Run, summary: Summary) -> None:
    text = report_markdown(run, summary)
    assert r"\<script\>window.hurt = 1\</script\> \[x\](javascript:hurt()) \*\*bold\*\* \$math\$" in text
    assert r"gold \<b\>.csv" in text
    assert not re.search(r"(?<!\\)<(?!br)", text)


def test_addresses_are_no_links(run: Run, summary: Summary) -> None:
    record = replace(run.by_id()["h1"], question="see https://example.org and www.example.org")
    text = report_markdown(replace(run, records=(record,)), summary)
    assert "https://" not in text
    assert "www.example" not in text


def test_the_figures_are_there(run: Run, summary: Summary, others: Beside) -> None:
    text = report_markdown(run, summary, others)
    assert all(f"| {figure.value:.3f} |" in text for figure in summary.figures)
    assert all(f"| {item.p_holm:.4f} |" in text for item in others.comparison.differences)
    assert "reported, not gated: the feature is not there yet" in text
