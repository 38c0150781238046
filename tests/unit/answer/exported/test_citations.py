"""Both styles of citation, with all facts, with some, with none: what is not stated is not invented."""

from __future__ import annotations

import pytest

from dvrag.answer.exported.citations import Style, in_text, letters, note, reference, references
from dvrag.answer.exported.copied import copied
from dvrag.exports.document import text_of
from dvrag.model.documents import Family
from unit.answer.exported.answer_values import (
    AGAIN,
    CALLS,
    COUNTED,
    COURIER,
    DECLINED,
    FULL,
    NO_PAGE,
    NOT_FOUND,
    OVERVIEW,
    PARTNERSHIP,
    PRESS,
    SUMMARY,
    UNKNOWN,
    UNSIGNED,
    WRITTEN,
    answer,
    report,
    source,
)

BARE = source(1, UNKNOWN, "A sentence.", (None, None, None, 0), "")


def short(*sources) -> str:
    return in_text(sources, letters(sources))


def entry(of) -> str:
    return text_of(reference(of, {}))


def noted(of, *, with_quote: bool = False) -> str:
    return text_of(note(of, with_quote=with_quote))


def test_harvard_in_the_text() -> None:
    assert short(CALLS) == f"({PARTNERSHIP}, 2019, p. 7, para. 5.14)"
    assert short(AGAIN) == f"({PARTNERSHIP}, 2019, p. iii, Recommendation 4)"
    assert short(CALLS, AGAIN) == (
        f"({PARTNERSHIP}, 2019, p. 7, para. 5.14; {PARTNERSHIP}, 2019, p. iii, Recommendation 4)"
    )


def test_harvard_without_pages_names_the_section() -> None:
    assert short(COURIER) == "(The Courier, 2019, ‘The review’, 3rd paragraph of its section)"


def test_harvard_without_a_printed_page_gives_the_page_of_the_file() -> None:
    assert short(source(1, OVERVIEW, "x", (9, None, None, 2))) == f"({PARTNERSHIP}, 2019, p. 9)"


def test_harvard_where_nothing_is_stated() -> None:
    assert short(BARE) == "(‘scan0001.pdf’, n.d.)"
    assert short(source(1, UNSIGNED, "x", NO_PAGE, "")) == "(‘Who was told?’, n.d., 3rd paragraph of its section)"


def test_a_partnership_publishes_its_reviews_and_not_what_others_write_about_it() -> None:
    assert entry(SUMMARY).startswith(f"{PARTNERSHIP} (2019) Summary: Ann.")
    assert PARTNERSHIP not in entry(UNSIGNED)
    assert PARTNERSHIP not in noted(source(1, UNSIGNED, "x"))


def test_the_list_of_references() -> None:
    assert entry(OVERVIEW) == (
        f"{PARTNERSHIP} (2019) Review of the death of Ann. DHR overview report, statutory review, version 2, "
        "published 4 November 2019. File: overview.pdf."
    )
    assert entry(PRESS) == (
        "The Courier (2019) ‘Calls “were missed”, says review’, 14 November. News article. File: courier.html."
    )
    assert entry(UNSIGNED) == "Who was told? (n.d.). News article. File: web.html."
    assert entry(UNKNOWN) == "scan0001.pdf (n.d.)."


def test_the_title_of_a_report_is_in_italics() -> None:
    assert [run.text for run in reference(OVERVIEW, {}) if run.italic] == ["Review of the death of Ann"]
    assert [run.text for run in note(CALLS, with_quote=False) if run.italic] == ["Review of the death of Ann"]


def test_a_title_that_ends_a_sentence_gets_no_second_full_stop() -> None:
    asked = report("a.pdf", title="Who was told?", publisher="LANTERNWAY", published="2021")
    assert entry(asked).startswith("LANTERNWAY (2021) Who was told? DHR overview report")


def test_one_author_and_year_get_letters_in_order_of_title() -> None:
    sources = (CALLS, AGAIN, source(4, SUMMARY, "x", (2, "2", None, 1)), COURIER)
    told = letters(sources)
    assert told == {OVERVIEW.id: "a", SUMMARY.id: "b", PRESS.id: ""}
    assert in_text(sources[:1], told) == f"({PARTNERSHIP}, 2019a, p. 7, para. 5.14)"
    listed = [text_of(runs) for runs in references(sources, told)]
    assert [line[: line.index(")") + 1] for line in listed] == [
        f"{PARTNERSHIP} (2019a)",
        f"{PARTNERSHIP} (2019b)",
        "The Courier (2019)",
    ]


def test_undated_reports_of_one_author_get_letters_too_and_there_are_enough() -> None:
    many = [source(n, report(f"{n:02}.pdf", title=f"T{n:02}", publisher="P"), "x") for n in range(28)]
    told = letters(many)
    assert [told[s.hit.report.id] for s in (many[0], many[25], many[26], many[27])] == ["a", "z", "aa", "ab"]
    assert in_text(many[:1], told) == "(P, n.d.a, p. 7, para. 5.14)"


def test_a_note_with_all_facts() -> None:
    assert noted(CALLS) == (
        f"{PARTNERSHIP}, Review of the death of Ann (DHR overview report, statutory review, 4 November 2019) "
        "p 7 (PDF p 9), para 5.14, under ‘5 Chronology > The calls’."
    )
    assert noted(AGAIN) == (
        f"{PARTNERSHIP}, Review of the death of Ann (DHR overview report, statutory review, 4 November 2019) "
        "p iii (PDF p 3), Recommendation 4."
    )


def test_a_note_without_date_pages_or_anything() -> None:
    assert noted(COURIER, with_quote=True) == (
        "The Courier, Calls “were missed”, says review (News article, 14 November 2019) 3rd paragraph of its section, "
        "under ‘News > The review’: “Police were called 14 times.”"
    )
    assert noted(BARE) == "scan0001.pdf (date not stated)."


def test_a_page_that_is_printed_as_counted_is_said_once() -> None:
    assert " p 9, para 2.1," in noted(source(1, OVERVIEW, "x", (9, "9", "2.1", 1)))
    word = report("a.docx", Family.GUIDANCE, title="G")
    assert " p iv (page of the file 6)" in noted(source(1, word, "x", (6, "iv", None, 0)))


def test_copied_in_harvard_style() -> None:
    assert copied(FULL, Style.HARVARD) == (
        "How often were they called?\n\n"
        "Understood as “How often were the police called?”\n\n"
        f"“Police were called eleven times.” ({PARTNERSHIP}, 2019, p. 7, para. 5.14)\n\n"
        "“Police were called 14 times.” (The Courier, 2019, ‘The review’, 3rd paragraph of its section)\n\n"
        f"“No DASH was completed.” ({PARTNERSHIP}, 2019, p. iii, Recommendation 4)\n\n"
        f"The reports disagree about calls: eleven ({PARTNERSHIP}, DHR overview report, statutory review, "
        "4 November 2019); 14 (The Courier, News article, 14 November 2019).\n\n"
        "The reports say nothing about: Cornwall.\n\n"
        "References\n\n"
        f"{entry(OVERVIEW)}\n{entry(PRESS)}\n\n"
        "Quoted from published reports with dvrag. Read a quote in its report before relying on it."
    )


def test_copied_with_numbered_notes() -> None:
    lines = copied(FULL, Style.FOOTNOTE).split("\n\n")
    assert lines[2:5] == [
        "“Police were called eleven times.” [1]",
        "“Police were called 14 times.” [2]",
        "“No DASH was completed.” [3]",
    ]
    assert lines[-3:-1] == ["Notes", f"[1] {noted(CALLS)}\n[2] {noted(COURIER)}\n[3] {noted(AGAIN)}"]


def test_sentences_that_are_no_quotes_have_no_marks_and_their_notes_quote() -> None:
    text = copied(WRITTEN, Style.FOOTNOTE)
    assert "\n\nThe police came often. [1][2]\n\n" in text
    assert "\n\nNobody asked why. [1] (only partly supported by its source)\n\n" in text
    assert "\n\n“Police were called 14 times.” [2][1]\n\n" in text
    assert f"[1] {noted(CALLS, with_quote=True)}\n[2] {noted(COURIER)}" in text


@pytest.mark.parametrize("style", Style)
def test_a_count_is_copied_with_its_whole_list(style: Style) -> None:
    text = copied(COUNTED, style)
    assert "\n\nThe register holds 3 recommendations.\n\n" in text
    assert [text.count(f"“{s.quote}”") for s in COUNTED.sources] == [1, 1, 1]


def test_what_is_not_found_is_copied_as_that() -> None:
    assert copied(NOT_FOUND, Style.HARVARD) == (
        "What happened in Cornwall?\n\nNothing about Cornwall in these reports.\n\n"
        "The reports say nothing about: shelters."
    )
    assert "References" not in copied(DECLINED, Style.HARVARD)


def test_steering_characters_are_not_copied() -> None:
    assert "\u202e" not in copied(answer(source(1, OVERVIEW, "a\u202eb")), Style.HARVARD)
