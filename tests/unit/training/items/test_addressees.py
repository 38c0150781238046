from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.model.documents import Family
from dvrag.model.findings import Agency, AgencyClass, FindingKind
from dvrag.training.desk import desk_of
from dvrag.training.items.addressees import Addressees, in_sentence, is_one, is_spoken_of, label
from dvrag.training.items.told_to import told_to
from dvrag.training.material import Material
from unit.training.items.invented import MOVED, SEEN, entry, library
from unit.training.terms.library_of import material_of, report_of


@pytest.fixture(scope="module")
def material() -> Material:
    return library()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Arn Police", "Arn Police"),
        ("Home Office", "the Home Office"),
        ("General practice", "general practice"),
        ("Harbourlight", "Harbourlight"),
        ("Police", "the police"),
        ("Community safety partnerships", "community safety partnerships"),
        ("Domestic abuse partnership board", "the domestic abuse partnership board"),
        ("Police forces", "police forces"),
        ("Probation Service", "the Probation Service"),
        ("NHS Arn Integrated Care Board", "NHS Arn Integrated Care Board"),
        ("Arn Hospitals NHS Trust", "the Arn Hospitals NHS Trust"),
    ],
)
def test_a_name_stands_in_a_sentence(name: str, shown: str) -> None:
    assert in_sentence(name) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NHS Arn Integrated Care Board", "Arn Clinical Commissioning Group"),
        ("Police forces", "Arn Police"),
        ("Arn Clinical Commissioning Group", "NHS Arn Clinical Commissioning Group"),
    ],
)
def test_a_body_by_another_name_is_the_same(one: str, other: str) -> None:
    kinds = [Agency(name, AgencyClass.POLICE if "olice" in name else AgencyClass.HEALTH) for name in (one, other)]
    assert is_one(kinds[0], [kinds[1]])
    assert is_one(kinds[1], [kinds[0]])


def test_bodies_of_two_areas_are_two() -> None:
    boards = [Agency(f"NHS {area} Integrated Care Board", AgencyClass.HEALTH) for area in ("Arn", "Wex")]
    assert not is_one(boards[0], boards[1:])


def test_a_body_is_spoken_of_by_half_of_its_own_words() -> None:
    assert is_spoken_of("Millrace Advocacy", "Fund four advisers at Millrace.")
    assert not is_spoken_of("Arn Police", "Police should read every report.")


@pytest.mark.parametrize("to", ["All agencies", "officers", "Arn Police and Arnbury Homes"])
def test_what_is_not_one_known_body_is_no_answer(to: str, material: Material) -> None:
    assert (
        label(entry(material, material.report(material.entries[0].report.id), SEEN, FindingKind.RECOMMENDATION, to))
        == ""
    )


def test_others_are_of_the_review_and_never_spoken_of(material: Material) -> None:
    first = next(e for e in material.entries if e.finding.text == SEEN)
    known = Addressees(desk_of(material))
    assert "Arnbury Homes" in known.others(first, "see each child")
    assert "Arnbury Homes" not in known.others(first, "see each child with Arnbury Homes")


def test_a_force_that_the_inspection_is_named_after_is_not_asked_for() -> None:
    text = "\n".join(("# Recommendations", SEEN, MOVED))
    report = report_of("peel.pdf", text, Family.INSPECTION, area="Arn", force="Arn Police", published="2030-05")
    material = material_of(report)
    told = ((SEEN, "Arn Police"), (MOVED, "Arnbury Homes"))
    entries = [entry(material, report, words, FindingKind.RECOMMENDATION, to) for words, to in told]
    assert not list(told_to(replace(material, entries=tuple(entries))))
