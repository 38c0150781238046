"""Key figures out of sentences and rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.lessons.judged.read import judged
from dvrag.model.documents import Family
from unit.lessons.judged.reading import figures, read

Figured = tuple[str, str, str | None, str | None]
SENTENCES: dict[str, list[Figured]] = {
    "We estimate that the force recorded 91.3 percent of crimes (with a confidence interval of +/- 2.4 percent).": [
        ("91.3 percent", "the force recorded … of crimes", "+/- 2.4 percent", None)
    ],
    "Of the searches, 80% had good grounds (95% confidence interval 74% to 86%).": [
        ("80%", "Of the searches … had good grounds", "74% to 86%", None)
    ],
    "We estimate that 70.5 per cent (± 4 per cent) of thefts reported in 2022 were recorded.": [
        ("70.5 per cent", "thefts reported in 2022 were recorded", "± 4 per cent", "in 2022")
    ],
    "In the year ending 31 March 2023, 8 percent of domestic abuse crimes led to a charge.": [
        ("8 percent", "domestic abuse crimes led to a charge", None, "the year ending 31 March 2023")
    ],
    "The service spent £1.2 million on outreach between 2019 and 2021.": [
        ("£1.2 million", "The service spent … on outreach between 2019 and 2021", None, "between 2019 and 2021")
    ],
    "Police recorded 24 incidents per 1,000 people in the county.": [
        ("24 incidents per 1,000", "incidents per 1,000 people in the county", None, None)
    ],
    "Victims had been asked about children in 213 of the calls (59 percent).": [
        ("59 percent", "Victims had been asked about children in 213 of the calls", None, None)
    ],
    "The force should answer 90 percent of calls within ten seconds.": [],
    "This is 9 percent of the total.": [],
    "Section 4.2 on page 12 describes three cases from 2019.": [],
    "She was aged 34 and had called four times since May 2018.": [],
}


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence[:40])
def test_the_figures_of_a_sentence(sentence: str, tmp_path: Path) -> None:
    report = read(tmp_path, "r.md", f"# Findings\n\n{sentence}\n", Family.SERVICE_REVIEW)
    found = [(one.value, one.about, one.interval, one.period) for one in figures(report)]
    assert found == SENTENCES[sentence]
    assert [report.text[draft.start : draft.end] for draft in judged(report)] == [sentence] * len(found)


def test_two_figures_with_intervals_share_out_their_sentence(tmp_path: Path) -> None:
    sentence = (
        "We estimate that it records 91.5 percent of violence (with a confidence interval of +/- 3.9 percent) and "
        "96.4 percent of thefts (with a confidence interval of +/- 2.9 percent)."
    )
    report = read(tmp_path, "r.md", f"# Findings\n\n{sentence}\n", Family.INSPECTION)
    first, second = judged(report)
    assert first.figure
    assert second.figure
    assert (first.figure.value, first.figure.interval) == ("91.5 percent", "+/- 3.9 percent")
    assert (second.figure.value, second.figure.about) == ("96.4 percent", "thefts")
    assert first.end <= second.start
    assert report.text[second.start : second.end].startswith("and 96.4 percent")


def test_a_row_with_a_share_is_a_figure_and_a_plain_count_is_none(tmp_path: Path) -> None:
    table = "| Measure | 2022 | 2023 |\n|---|---|---|\n| Calls given up | 21% | 18% |\n| Incidents | 1,200 | 1,300 |\n"
    (one,) = figures(read(tmp_path, "r.md", f"# Findings\n\n{table}", Family.INSPECTION))
    assert (one.about, one.value, one.period) == ("Calls given up", "18%", "2023")


@pytest.mark.parametrize("heading", ["Methodology", "About the data", "Recommendations", "Glossary"])
def test_sections_that_explain_or_ask_state_no_figure(heading: str, tmp_path: Path) -> None:
    text = f"# {heading}\n\nTypical forces answered 90 percent of emergency calls in time.\n"
    assert figures(read(tmp_path, "r.md", text, Family.INSPECTION)) == []


def test_news_states_no_figure(tmp_path: Path) -> None:
    text = "# Cuts\n\nThe service lost 40 percent of its beds in the year ending 31 March 2020.\n"
    assert figures(read(tmp_path, "r.md", text, Family.NEWS)) == []
