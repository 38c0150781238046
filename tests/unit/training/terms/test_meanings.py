from __future__ import annotations

from dvrag.model.learning.items import ItemKind
from dvrag.training.terms.acronyms import match_terms
from dvrag.training.terms.glossaries import alike, meanings
from dvrag.training.terms.senses import acronym_here
from unit.training.terms.library_of import material_of, report_of

GLOSSARY = """
# Appendix: glossary
| Term | Meaning
| CSP | Community safety partnership
| IDVA | Independent domestic violence adviser, who works with people at high risk
| NFA | No further action
| DVPN / DVPO | Domestic violence protection notice / order
| Outcome 16 | Crime closed because the victim does not support further action. It is often used.
| Link | The visiting service, the one proposed in part D
| Related | The relationship required by section 2.1
| SPO | Stalking protection order
"""


def test_rows_of_a_glossary_are_read_with_their_place() -> None:
    report = report_of("arn.pdf", GLOSSARY)
    found = {each.term: each for each in meanings(report)}
    assert list(found) == ["CSP", "IDVA", "NFA", "Outcome 16", "Link", "SPO"]
    assert found["Outcome 16"].meaning == "Crime closed because the victim does not support further action"
    assert found["Link"].meaning == "The visiting service"
    for each in found.values():
        assert report.text[each.start : each.end] == f"{each.term} | {each.meaning}"


def test_acronyms_spelled_out_in_the_text_are_read_too() -> None:
    text = "The case went to a multi-agency risk assessment conference (MARAC) in May."
    material = material_of(
        report_of("arn.pdf", text),
        glossaries={"arn.pdf": {"MARAC": "multi-agency risk assessment conference", "NRPF": "no recourse"}},
    )
    (found,) = meanings(material.report(next(iter(material.reports))))
    assert (found.term, found.meaning) == ("MARAC", "Multi-agency risk assessment conference")
    assert text[found.start : found.end] == "multi-agency risk assessment conference (MARAC)"


def test_terms_are_matched_with_their_own_meanings() -> None:
    (item,) = match_terms(material_of(report_of("arn.pdf", GLOSSARY, area="Arnbury")))
    assert item.kind is ItemKind.MATCH
    assert item.stem == "Match each term with what it means in the Arnbury review."
    assert len(item.prompts) == len(item.options) == len(item.cited) == 4
    for prompt, answer, cited in zip(item.prompts, item.answer, item.cited, strict=True):
        assert cited.quote == f"{prompt} | {item.options[answer]}"


def test_no_two_meanings_of_an_item_are_alike() -> None:
    assert alike("Domestic violence protection notice", "Domestic violence protection order")
    assert not alike("No further action", "Community safety partnership")
    rows = "\n".join(f"| A{n}B | Domestic violence protection order number {n}" for n in range(6))
    assert not list(match_terms(material_of(report_of("arn.pdf", f"# Glossary\n{rows}"))))


def test_the_second_item_of_a_library_asks_for_other_terms_first() -> None:
    more = f"{GLOSSARY}| MASH | Multi-agency safeguarding hub\n| NRPF | No recourse to public funds"
    items = list(
        match_terms(material_of(report_of("a.pdf", GLOSSARY, area="Arn"), report_of("b.pdf", more, area="Bex")))
    )
    assert {"MASH", "NRPF"} <= {prompt for item in items if item.cited[0].source == "b.pdf" for prompt in item.prompts}


def test_an_acronym_with_two_meanings_in_the_library_is_asked_for() -> None:
    text = "A stalking protection order (SPO) was made. No further action (NFA) followed. A hub (MASH), a partnership."
    other = "A senior probation officer (SPO) was told of it."
    own = {"SPO": "stalking protection order", "NFA": "no further action", "MASH": "multi-agency hub", "AB": "all beds"}
    material = material_of(
        report_of("a.pdf", text, area="Arnbury"),
        report_of("b.pdf", other, area="Bexhill"),
        glossaries={"a.pdf": own, "b.pdf": {"SPO": "senior probation officer"}},
    )
    items = {item.stem: item for item in acronym_here(material)}
    item = items["In the Arnbury review, what does “SPO” stand for?"]
    assert item.options[item.answer[0]] == "Stalking protection order"
    assert "Senior probation officer" in item.options
    assert "stalking protection order (SPO" in item.cited[0].quote


def test_an_acronym_that_a_report_itself_uses_twice_is_not_asked_for() -> None:
    text = "# Glossary\n| CSP (1) | Community safety partnership\n| CSP (2) | Care and support plan"
    glossary = {"CSP": "Community safety partnership", "NFA": "No further action", "A": "One", "B": "Two", "C": "Three"}
    material = material_of(report_of("a.pdf", text, area="Arnbury"), glossaries={"a.pdf": glossary})
    assert not [item for item in acronym_here(material) if "CSP" in item.stem]
