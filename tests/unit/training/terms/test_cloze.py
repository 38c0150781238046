from __future__ import annotations

from dvrag.model.documents import Family
from dvrag.model.learning.items import GAP, Item, ItemKind, Role
from dvrag.training.terms.alone import quoted
from dvrag.training.terms.catalogue import found_in
from dvrag.training.terms.cloze import OF_ONE_REPORT, OF_ONE_TERM, cloze
from dvrag.training.terms.gaps import balanced, gaps
from unit.training.terms.library_of import material_of, report_of

REFERRED = "Officers referred nobody to MARAC although the agreed actions asked for it each time."
ASKED = "The midwife did not ask about abuse at the scan, although the mother was pregnant and alone."


def only(text: str, **facts: str) -> Item:
    (item,) = cloze(material_of(report_of("arn.pdf", text, area="Arnbury", **facts)))
    return item


def test_a_gap_is_a_sentence_with_its_term_taken_out() -> None:
    item = only(REFERRED)
    assert item.kind is ItemKind.CLOZE
    assert item.stem == f"The Arnbury review says: “{REFERRED.replace('MARAC', GAP)}”"
    assert item.options[item.answer[0]] == "MARAC"
    assert len(set(item.options)) == 4
    assert item.cited[0].quote == REFERRED
    assert item.themes == ("risk_assessment",)
    assert Role.MARAC_REPRESENTATIVE in item.roles


def test_wrong_answers_are_of_the_same_kind_and_of_no_kindred() -> None:
    item = only(ASKED)
    families = [found_in(option)[0].term.family for option in item.options]
    groups = {each.term.group for option in item.options for each in found_in(option)}
    assert groups == {"people"}
    assert len(set(families)) == 4


def test_an_article_goes_into_the_gap() -> None:
    (gap,) = gaps("The panel heard that a teacher of the child had told the school of it.", "", "k")
    assert gap.right == "a teacher"
    assert all(option.split()[0] in {"a", "an"} for option in gap.wrong)


def test_a_capital_and_a_plural_are_kept() -> None:
    (gap,) = gaps("Supervisors should review each grade before an officer closes the log.", "", "k")
    assert gap.right == "Supervisors"
    assert all(option[0].isupper() and option.rstrip(".").endswith("s") for option in gap.wrong)


def test_a_term_spoken_of_nearby_is_no_wrong_answer() -> None:
    sentence = "The midwife did not ask about abuse at the scan."
    near = f"{sentence} The GP, the teacher, the coroner and the pharmacist were told."
    wrong = {found_in(option)[0].term.family for gap in gaps(sentence, near, "k") for option in gap.wrong}
    assert wrong
    assert not wrong & {"gp", "school", "coroner", "pharmacist"}


def test_a_term_without_a_cue_for_it_gives_no_gap() -> None:
    assert not list(gaps("People were pleased to hear that MARAC had moved to another town last year.", "", "k"))


def test_a_term_whose_words_come_again_gives_no_gap() -> None:
    sentence = "Officers saw stalking in the messages, and a stalking specialist agreed with their view."
    assert not [gap for gap in gaps(sentence, sentence, "k") if gap.right == "stalking"]


def test_a_grade_is_asked_for_only_after_a_word_for_grading() -> None:
    graded = [gap.right for gap in gaps("The DASH was graded medium and no crime was recorded.", "", "k")]
    assert "medium" in graded
    sentence = "A medium cup of tea was given to each of the officers who had attended."
    assert "medium" not in [gap.right for gap in gaps(sentence, "", "k")]


def test_a_word_that_is_part_of_another_is_left() -> None:
    assert not list(gaps("Marian went to her GP surgery nine times with poor sleep.", "", "k"))


def test_a_report_gives_few_gaps_and_few_of_one_term() -> None:
    many = "\n".join(f"{REFERRED[:-1]} in case number {n}, {'again ' * (n % 3)}and so on." for n in range(30))
    items = list(cloze(material_of(report_of("arn.pdf", many, area="Arnbury"))))
    assert 0 < len(items) <= OF_ONE_TERM <= OF_ONE_REPORT


def test_what_two_reports_say_alike_is_asked_once() -> None:
    review = report_of("arn.pdf", REFERRED, area="Arnbury")
    summary = report_of("a-summary.pdf", REFERRED, Family.DHR_SUMMARY, area="Arnbury")
    (item,) = cloze(material_of(summary, review))
    assert item.cited[0].source == "arn.pdf"


def test_the_same_library_gives_the_same_items() -> None:
    material = material_of(report_of("arn.pdf", f"{REFERRED}\n{ASKED}", area="Arnbury"))
    assert list(cloze(material)) == list(cloze(material))


def test_quotation_marks_inside_become_single() -> None:
    assert quoted('They wrote "all well" and “left”.') == "They wrote ‘all well’ and ‘left’."


def test_one_wrong_answer_is_about_as_long_as_the_right_one() -> None:
    assert balanced("a very long answer indeed", ["ab", "cd", "ef", "a rather long one"]) == (
        "ab",
        "cd",
        "a rather long one",
    )
    assert balanced("ab", ["a long one", "another long", "still longer", "cd"])[-1] == "cd"
    assert balanced("abc", ["abd", "abe", "abf", "a long one"]) == ("abd", "abe", "abf")


def test_no_two_wrong_answers_mean_the_same() -> None:
    sentence = "Pastoral notes should reach the designated safeguarding lead of the school that day."
    for gap in gaps(sentence, "", "k"):
        families = [found_in(option)[0].term.family for option in gap.wrong]
        assert len(families) == len(set(families))
