from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dvrag.model.learning.items import GAP, Item, ItemKind
from dvrag.training.items.build import About, Asking, true_false
from dvrag.training.material import Material, cited_at
from dvrag.training.quality.check import RULES, problems
from unit.training.items.invented import CLOSED, COUNTED, SEEN, library, sound


@pytest.fixture(scope="module")
def material() -> Material:
    return library()


def wrong_one(item: Item) -> int:
    return next(place for place in range(len(item.options)) if place not in item.answer)


def with_option(item: Item, place: int, text: str) -> Item:
    return replace(item, options=(*item.options[:place], text, *item.options[place + 1 :]))


def test_a_sound_item_has_no_problems(material: Material) -> None:
    assert problems(sound(material), material) == ()


def test_every_rule_is_listed_once() -> None:
    assert len({rule.__name__ for rule in RULES}) == len(RULES) == 13


Break = Callable[[Item], Item]
LONG = "Write a very long account of everything that happened at every incident, in the words of all who were there."

BROKEN: list[tuple[str, Break]] = [
    ("cites nothing", lambda item: replace(item, cited=())),
    ("not in the library", lambda item: replace(item, cited=(replace(item.cited[0], report_id="gone"),))),
    ("does not stand in", lambda item: replace(item, cited=(replace(item.cited[0], quote="Something else."),))),
    ("does not stand in", lambda item: replace(item, cited=(replace(item.cited[0], start=item.cited[0].start + 1),))),
    ("characters; it may have", lambda item: replace(item, stem="Why so?")),
    ("characters; it may have", lambda item: replace(item, stem="word " * 90 + "end?")),
    ("does not end as a sentence", lambda item: replace(item, stem="What the Arnbury review said the force should do")),
    ("line break", lambda item: replace(item, stem="What did the review\nsay Arn Police should do?")),
    ("An option is empty", lambda item: with_option(item, wrong_one(item), "x" * 201)),
    ("reason is missing", lambda item: replace(item, rationale=" ")),
    ("cut in two", lambda item: replace(item, stem="Which inci-dent of the Arnbury review was it?")),
    ("2 options", lambda item: replace(item, options=(item.options[item.answer[0]], "Other."), answer=(0,))),
    ("Two options say the same", lambda item: with_option(item, wrong_one(item), f"{item.options[item.answer[0]]}")),
    (
        "stands for several",
        lambda item: with_option(item, wrong_one(item), "All of the above are what the review said."),
    ),
    ("none of the options", lambda item: replace(item, answer=(9,))),
    ("not exactly one", lambda item: replace(item, answer=(0, 1))),
    (
        "does not stand in the quote",
        lambda item: with_option(
            item, item.answer[0], "Buy twelve bicycles for the officers who patrol the park at night."
        ),
    ),
    (
        "wrong option stands in the quote",
        lambda item: with_option(item, wrong_one(item), "see each child alone at every incident and write down"),
    ),
    (
        "much longer",
        lambda item: replace(
            item, options=tuple(o if n in item.answer else f"Do it {n}." for n, o in enumerate(item.options))
        ),
    ),
    (
        "much shorter",
        lambda item: replace(
            item,
            options=tuple(
                "See each child alone." if n in item.answer else f"{LONG} {n}" for n, o in enumerate(item.options)
            ),
        ),
    ),
    (
        "words of the right answer alone",
        lambda item: replace(
            item, stem="What should be done when a child is seen alone at every incident to write down what it says?"
        ),
    ),
    (
        "names a person",
        lambda item: with_option(
            item, wrong_one(item), "Account to Child A for each attendance at which no camera was worn."
        ),
    ),
    (
        "graphic detail",
        lambda item: replace(item, stem="He was stabbed. What did the Arnbury review say Arn Police should do?"),
    ),
]


@pytest.mark.parametrize(("said", "broken"), BROKEN, ids=[f"{n}-{said}" for n, (said, _) in enumerate(BROKEN)])
def test_an_item_that_breaks_a_rule_is_refused(said: str, broken: Break, material: Material) -> None:
    found = problems(broken(sound(material)), material)
    assert any(said in problem for problem in found), found


def test_a_wrong_option_that_was_told_too_is_refused(material: Material) -> None:
    report = material.report(sound(material).cited[0].report_id)
    start = report.text.index(CLOSED)
    cited = cited_at(report, material.reports[report.id], (start, start + len(CLOSED)))
    names = ("Arnbury Hospitals NHS Trust", "Wexby Hospitals NHS Trust", "Home Office")
    named = replace(sound(material), cited=(cited,), options=names, answer=(1,))
    assert any("those who were told" in problem for problem in problems(named, material))


def test_an_article_that_rules_options_out_is_refused(material: Material) -> None:
    item = sound(material)
    gap = replace(
        item,
        kind=ItemKind.CLOZE,
        stem=f"The Arnbury review says: “A child saw an {GAP}.”",
        options=("incident", "list", "form", "key"),
        answer=(0,),
    )
    assert any("before the gap" in problem for problem in problems(gap, material))


def test_a_gap_must_be_there_once(material: Material) -> None:
    gap = replace(sound(material), kind=ItemKind.CLOZE, stem="The Arnbury review says nothing here.")
    assert any("one gap" in problem for problem in problems(gap, material))


def test_a_match_needs_an_option_for_each_line(material: Material) -> None:
    match = replace(sound(material), kind=ItemKind.MATCH, prompts=("one", "two"), answer=(0, 0))
    assert any("option of its own" in problem for problem in problems(match, material))


def test_an_order_holds_every_option_once(material: Material) -> None:
    order = replace(sound(material), kind=ItemKind.ORDER, answer=(0, 1, 1, 2))
    assert any("every option once" in problem for problem in problems(order, material))


def statement(material: Material, text: str, right: str) -> Item:
    identity = next(i for i, s in material.reports.items() if s.source == "arn.pdf")
    report, summary = material.report(identity), material.reports[identity]
    start = report.text.index(COUNTED)
    asking = Asking(f"According to the Arnbury review, {text}", right, (), "It says so.")
    return true_false(About("said"), asking, cited_at(report, summary, (start, start + len(COUNTED))))


TOLD = "officers went to the house nineteen times in fourteen months and made two referrals."


@pytest.mark.parametrize(
    ("text", "right", "said"),
    [
        (TOLD, "True", ""),
        (TOLD.replace("nineteen", "thirty"), "False", ""),
        (TOLD, "False", "marked false and its quote says it"),
        (TOLD.replace("nineteen", "thirty"), "True", "marked true and its quote does not say it"),
        (TOLD.replace("made", "did not make"), "True", "marked true and its quote does not say it"),
    ],
)
def test_a_statement_is_held_against_its_quote(text: str, right: str, said: str, material: Material) -> None:
    found = problems(statement(material, text, right), material)
    assert any(said in problem for problem in found) if said else found == ()


def test_true_and_false_are_the_options_of_a_statement(material: Material) -> None:
    item = replace(statement(material, TOLD, "True"), options=("Yes", "No"))
    assert any("“True” and “False”" in problem for problem in problems(item, material))


def test_a_pseudonym_is_no_answer(material: Material) -> None:
    arn = next(i for i, s in material.reports.items() if s.source == "arn.pdf")
    report = material.report(arn)
    text = f"{report.text}Zinnia told a nurse. Later Zinnia said that she was afraid. Then Zinnia left."
    named = replace(
        material, report=lambda identity: replace(report, text=text) if identity == arn else material.report(identity)
    )
    item = sound(named)
    assert problems(item, named) == ()
    told = with_option(item, wrong_one(item), "Account to Zinnia for each attendance at which no camera was worn.")
    assert "An option names a person." in problems(told, named)


def test_the_quote_of_the_sound_item_is_its_sentence(material: Material) -> None:
    assert sound(material).cited[0].quote == SEEN
