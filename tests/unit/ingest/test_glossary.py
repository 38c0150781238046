"""The acronyms a report defines itself."""

from __future__ import annotations

import pytest

from dvrag.ingest.glossary import spells
from dvrag.model.raw import Markup
from unit.ingest.typesetting import marked, plain, report_of


@pytest.mark.parametrize(
    ("acronym", "words", "expected"),
    [
        ("MARAC", "multi agency risk assessment conference", True),
        ("NRPF", "no recourse to public funds", True),
        ("IMR", "the individual management review", False),
        ("CCG", "clinical commissioning", False),
        ("GP", "general practitioner", True),
        ("VAWG", "violence against women and girls", True),
        ("HMICFRS", "His Majesty Inspectorate of Constabulary and Fire and Rescue Services", True),
    ],
)
def test_letters_are_initials(acronym: str, words: str, expected: bool) -> None:
    assert spells(acronym, words.split()) is expected


def test_definitions_in_running_text() -> None:
    report = report_of(
        plain(
            "The multi-agency risk assessment conference (MARAC) met; IDVA (independent domestic violence"
            " adviser) went."
        )
    )
    assert report.glossary == {
        "IDVA": "independent domestic violence adviser", "MARAC": "multi-agency risk assessment conference",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["Honour Based Violence", "Honour-Based Violence", "honour-based violence"])
def test_the_last_term_of_an_entry_is_not_cut(name: str) -> None:
    entry = f"DASH | Domestic Abuse, Stalking and {name} risk checklist"
    report = report_of(marked((Markup.HEADING, "Glossary"), (Markup.TABLE_ROW, entry)))
    assert report.glossary == {"DASH": f"Domestic Abuse, Stalking and {name}"}


def test_the_glossary_wins_over_the_text() -> None:
    report = report_of(
        marked(
            (Markup.PARAGRAPH, "The Incident Recording Information System (IRIS) was slow."),
            (Markup.HEADING, "Glossary"), (Markup.TABLE_HEADER, "Term | Meaning"),
            (Markup.TABLE_ROW, "IRIS | Identification and Referral to Improve Safety: a programme"),
            (Markup.TABLE_ROW, "DVPN, DVPO | Domestic violence protection notice and order"),
            (Markup.TABLE_ROW, "DASH | Domestic abuse, stalking and honour-based violence checklist"),
        )
    )  # fmt: skip
    assert report.glossary == {
        "DASH": "Domestic abuse, stalking and honour-based violence",
        "DVPN": "Domestic violence protection notice",
        "DVPO": "Domestic violence protection order",
        "IRIS": "Identification and Referral to Improve Safety",
    }


def test_an_aside_is_no_definition() -> None:
    assert report_of(plain("The officer (PC Hale) and the nurse (RGN) met the panel (CHAIR).")).glossary == {}
