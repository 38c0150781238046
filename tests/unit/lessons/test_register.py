"""The register: findings with people's changes in them, found by id, chosen by filters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.errors import NotFoundError, UsageError
from dvrag.lessons.correct import checked_correction, corrected, value_of
from dvrag.lessons.filters import facets, matching_entries
from dvrag.lessons.register import Register, entries_of
from dvrag.model.actions import ActionStatus, Edit, Entry
from dvrag.model.documents import Authority, Fact, Facts, Family
from dvrag.model.findings import (
    Agency,
    AgencyClass,
    Finding,
    FindingFilters,
    FindingKind,
    Judgment,
    Plan,
    Scale,
    Scope,
    ThemeMark,
)
from dvrag.model.ids import ReportId, finding_id
from dvrag.model.results import ReportSummary

THEMES = ("training", "housing")


def report(name: str, published: str | None, area: str) -> ReportSummary:
    facts = Facts(published=Fact(published), area=Fact(area))
    identity = ReportId(name.encode().hex().ljust(64, "0"))
    return ReportSummary(
        identity, name, "pdf", Family.DHR_OVERVIEW, Authority.STATUTORY_REVIEW, facts, 1, 1, 100, "2026-01-01"
    )


OLD, NEW = report("old.pdf", "2016-05", "Brackenford"), report("new.pdf", "2021", "Saltmere")
UNDATED = report("undated.pdf", None, "Saltmere")


def finding(of: ReportSummary, start: int, text: str, **values: object) -> Finding:
    kind = values.pop("kind", FindingKind.RECOMMENDATION)
    assert isinstance(kind, FindingKind)
    made = Finding(
        id=finding_id(of.id, kind.value, start, start + len(text)),
        report_id=of.id,
        kind=kind,
        start=start,
        end=start + len(text),
        text=text,
        section="Recommendations",
        page=1,
        page_label=None,
        paragraph=None,
        paragraph_index=1,
    )
    return replace(made, **values)  # type: ignore[arg-type]


GPS = Agency("General practice", AgencyClass.HEALTH)
ASK = finding(OLD, 10, "GPs should ask about abuse.", addressee="GPs", agencies=(GPS,))
TRAIN = finding(NEW, 5, "The force should train its staff.", themes=(ThemeMark("training", 0.9, "says “train”"),))
LATE = finding(UNDATED, 1, "Landlords should act.", plan=Plan(scope=Scope.NATIONAL), doubts=("No addressee is named.",))


def edit(n: int, of: Finding, field: str, after: str, before: str = "") -> Edit:
    return Edit(n, of.id, field, before, after, "Sam", "2026-01-02T03:04:05+00:00")


def register(*edits: Edit) -> Register:
    entries, own = entries_of((TRAIN, LATE, ASK), (OLD, NEW, UNDATED), edits)
    return Register(entries, own, {})


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.finding.text for entry in entries]


def test_entries_come_by_date_and_undated_reports_last() -> None:
    assert ids(register().entries) == [ASK.text, TRAIN.text, LATE.text]


def test_the_last_value_of_each_field_counts() -> None:
    made = register(edit(1, ASK, "owner", "A"), edit(2, ASK, "owner", "B"), edit(3, ASK, "status", "complete"))
    action = made.find(ASK.id).action
    assert (action.owner, action.status, action.version) == ("B", ActionStatus.COMPLETE, 3)
    assert made.find(TRAIN.id).action.version == 0


def test_a_correction_is_in_the_entry_and_named() -> None:
    entry = register(edit(1, ASK, "addressee", "Marlshire Police")).find(ASK.id)
    assert entry.finding.addressee == "Marlshire Police"
    assert [agency.kind for agency in entry.finding.agencies] == [AgencyClass.POLICE]
    assert entry.edited == ("addressee",)


def test_agencies_set_by_a_person_stand_against_those_of_a_corrected_addressee() -> None:
    entry = register(edit(1, ASK, "agencies", "Home Office"), edit(2, ASK, "addressee", "Ministers")).find(ASK.id)
    assert [agency.name for agency in entry.finding.agencies] == ["Home Office"]


def test_what_is_taken_out_is_not_kept_but_can_be_found_and_brought_back() -> None:
    made = register(edit(1, ASK, "kept", "no"))
    assert ASK.text not in ids(made.kept)
    assert made.find(ASK.id).kept is False
    assert register(edit(1, ASK, "kept", "no"), edit(2, ASK, "kept", "", "no")).find(ASK.id).kept


def test_a_doubt_goes_when_a_person_checked_it() -> None:
    assert register().find(LATE.id).to_check
    assert not register(edit(1, LATE, "checked", "yes")).find(LATE.id).to_check


def test_an_id_may_be_cut_but_not_to_several() -> None:
    assert register().find(ASK.id[:8]).finding.id == ASK.id
    with pytest.raises(NotFoundError):
        register().find("ffffff")
    with pytest.raises(NotFoundError):
        register().find("not an id")
    twin = replace(TRAIN, id=ASK.id[:10] + "0" * 22)
    with pytest.raises(UsageError, match="2 findings"):
        Register((*register().entries, Entry(twin, NEW)), {}, {}).find(ASK.id[:8])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (FindingFilters(), [ASK, TRAIN, LATE]),
        (FindingFilters(agency=("GPs",)), [ASK]),
        (FindingFilters(cls=("health",)), [ASK]),
        (FindingFilters(theme=("training", "housing")), [TRAIN]),
        (FindingFilters(year=(2016,)), [ASK]),
        (FindingFilters(area=("Saltmere",), scope=("national",)), [LATE]),
        (FindingFilters(words=("asking", "abused")), [ASK]),
        (FindingFilters(check=("yes",)), [LATE]),
        (FindingFilters(kind=("lesson",)), []),
        (FindingFilters(status=("not_started",), year=(2021,)), [TRAIN]),
    ],
)
def test_filters(filters: FindingFilters, expected: list[Finding]) -> None:
    assert ids(matching_entries(register().entries, filters)) == [found.text for found in expected]


def test_facets_count_what_is_not_stated_too() -> None:
    counts = facets(register().entries)
    assert counts["agency"] == {"not stated": 2, "General practice": 1}
    assert counts["year"] == {"2016": 1, "2021": 1, "not stated": 1}


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("kind", "Cause of concern", "cause_of_concern"),
        ("scope", "multi-agency", "multi_agency"),
        ("scope", "", ""),
        ("themes", "Training; housing; training", "training; housing"),
        ("number", "  9.1\u202e a ", "9.1 a"),
        ("checked", "YES", "yes"),
        ("kept", "", ""),
    ],
)
def test_values_of_corrections(field: str, value: str, kept: str) -> None:
    assert checked_correction(field, value, ASK, THEMES) == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "Other words"),
        ("kind", "wish"),
        ("themes", "training; weather"),
        ("grade", "good"),
        ("number", "9" * 501),
        ("kept", "yes"),
    ],
)
def test_values_that_a_field_cannot_hold(field: str, value: str) -> None:
    with pytest.raises(UsageError):
        checked_correction(field, value, ASK, THEMES)


def test_a_judgment_is_corrected_within() -> None:
    judged = finding(NEW, 50, "Good", kind=FindingKind.JUDGMENT)
    judged = replace(judged, judgment=Judgment("Marlshire Police", "Marlshire Police", "Crime", "good", Scale.PEEL_5))
    changed = corrected(judged, {"grade": "adequate"})
    assert (value_of(judged, "grade"), value_of(changed, "grade")) == ("good", "adequate")
    assert value_of(changed, "question") == "Crime"
