"""A small library in memory: two reviews, an inspection and a newspaper."""

from __future__ import annotations

import pytest

from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of

OVERVIEW = report_of(
    "oakfield.pdf",
    facts_of(
        "Overview report into the death of Marian", area="Oakfield", partnership="Oakfield Community Safety Partnership"
    ),
    {
        "Analysis": [
            "Police were called to Marian's home eleven times between April 2014 and March 2017.",
            "Marian saw her doctor nine times. Nobody at the practice asked Marian about abuse.",
            "Marian asked for a housing transfer in November 2016 and waited fourteen weeks.",
            "The housing officer treated the request as a question of rent.",
        ],
        "Recommendations": [
            "The police should review repeat incidents together.",
            "The integrated care board should train practices to ask about abuse.",
            "The housing association should answer requests to move within ten days.",
        ],
    },
)
INSPECTION = report_of(
    "northmere-inspection.pdf",
    facts_of("Inspection of Northmere Police", area="Northmere", force="Northmere Police", published="2022-10-20"),
    {
        "Responding": [
            "Northmere Police answered 78.6 percent of emergency calls within ten seconds.",
            "The control room did not always check the history of a caller.",
        ]
    },
)
NEWS = report_of(
    "news.html",
    facts_of("Police called 14 times before Oakfield death", published="2019-11-14"),
    {"News": ["Police were called to the home of Marian in Oakfield 14 times, the newspaper says."]},
)


@pytest.fixture(scope="session")
def corpus() -> MemoryCorpus:
    return MemoryCorpus([OVERVIEW, INSPECTION, NEWS])
