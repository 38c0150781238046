"""What a figure measures, in the words of its sentence: with thousands, intervals, periods, brackets and pronouns."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.model.documents import Family
from unit.lessons.judged.reading import figures, read

Figured = tuple[str, str, str | None, str | None]
SENTENCES: dict[str, list[Figured]] = {
    "In 1,250 of the 3,400 calls, 37 percent of callers gave up before anyone answered.": [
        ("37 percent", "In 1,250 of the 3,400 calls … of callers gave up before anyone answered", None, None)
    ],
    "The county spent £1,250,000 on refuge places in 2022/23, up from £980,000 in the year before.": [
        ("£1,250,000", "The county spent … on refuge places in 2022/23", None, "2022/23")
    ],
    "Of the 2,318 crimes that we audited, 91.4 percent (with a confidence interval of +/- 2.1 percent) were recorded "
    "within a day.": [
        ("91.4 percent", "Of the 2,318 crimes that we audited … were recorded within a day", "+/- 2.1 percent", None)
    ],
    "Between April 2021 and March 2022, 64 percent of 1,590 victims were offered an advocate.": [
        ("64 percent", "1,590 victims were offered an advocate", None, "Between April 2021 and March 2022")
    ],
    "The charge rate for stalking fell to 3.2 percent, which is below the rate of 1,000 similar cases.": [
        ("3.2 percent", "The charge rate for stalking", None, None)
    ],
    "There were 12.4 domestic abuse incidents per 1,000 people in the year to June 2021, and 10,203 in all.": [
        (
            "12.4 domestic abuse incidents per 1,000",
            "domestic abuse incidents per 1,000 people in the year to June 2021",
            None,
            "the year to June 2021",
        )
    ],
    "We found that 18 of 60 files (30 percent) held no risk assessment.": [
        ("30 percent", "18 of 60 files … held no risk assessment", None, None)
    ],
    "Only 22 percent of staff had been trained by September 2023; 1,100 people work there.": [
        ("22 percent", "staff had been trained by September 2023", None, "by September 2023")
    ],
    "The survey shows that one in ten women had been stalked, and that 41 per cent (95% confidence interval 38% to "
    "44%) of them had told no one.": [
        ("41 per cent", "one in ten women had been stalked, and that … of them had told no one", "38% to 44%", None)
    ],
    "In the 1,204 cases that we read, 30 percent of parents were seen alone.": [
        ("30 percent", "In the 1,204 cases that we read … of parents were seen alone", None, None)
    ],
    "Of the 1,200 cases, we found that 45 percent had been closed in error.": [
        ("45 percent", "Of the 1,200 cases … had been closed in error", None, None)
    ],
    "In the 12,000 homes of the district, the rate rose to 8.1 percent during 2022.": [
        ("8.1 percent", "In the 12,000 homes of the district, the rate rose to … during 2022", None, "during 2022")
    ],
    "From 2019 to 2021, a place in the refuge cost £21,400 a year, of which 1,200 went on repairs.": [
        ("£21,400 a year", "a place in the refuge cost", None, "From 2019 to 2021")
    ],
}


@pytest.mark.parametrize("family", [Family.SERVICE_REVIEW, Family.OTHER])
@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence[:40])
def test_what_a_figure_measures(tmp_path: Path, sentence: str, family: Family) -> None:
    report = read(tmp_path, "r.md", f"# Findings\n\n{sentence}\n", family)
    assert [(one.value, one.about, one.interval, one.period) for one in figures(report)] == SENTENCES[sentence]
