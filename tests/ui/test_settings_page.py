"""The page Settings over a small real library."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.answer.write.prompt import prompt_text
from dvrag.ui import session
from dvrag.ui.about.facts import HIDDEN, shareable
from ui.fake_assistant import fake_assistant
from ui.fake_registrar import opened
from ui.page import PageUnderTest


def settings_page() -> None:
    from dvrag.ui.pages import settings

    settings.page()


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of four reports in the home folder of somebody."""
    folder = tmp_path / "home" / "anna.smith" / "My reports"
    folder.mkdir(parents=True)
    made = opened(folder)
    root = next(path.parent for path in folder.rglob("*.sqlite*"))
    monkeypatch.setenv("DVRAG_LIBRARY", str(root))
    monkeypatch.setattr(session, "assistant", lambda: made.assistant)
    return root


def page() -> PageUnderTest:
    return PageUnderTest(AppTest.from_function(settings_page))


def row(shown: PageUnderTest, name: str) -> str:
    return shown.html.split(f'<th scope="row">{name}</th><td>')[1].split("</td>")[0]


def copied(shown: PageUnderTest) -> str:
    return shown.app.code[0].value


def test_it_names_the_library_the_model_and_the_versions(library: Path) -> None:
    shown = page()
    assert row(shown, "Folder") == str(library)
    assert row(shown, "Reports") == "4"
    assert int(row(shown, "Passages")) > 4
    assert len(row(shown, "Fingerprint")) == 16
    assert row(shown, "Finds meaning with") == "all-MiniLM-L6-v2, from its package (default)"
    assert row(shown, "streamlit").startswith("1.")
    assert "Nothing is sent anywhere." in shown.text
    assert "MIT licence" in shown.text


def test_settings_name_what_sets_them(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "All settings have their defaults." in page().text
    (library / "dvrag.toml").write_text("[retrieve]\ndense_weight = 0.7\n")
    monkeypatch.setenv("DVRAG_ANSWER_MAX_QUOTES", "3")
    shown = page()
    assert "2 settings of" in shown.text
    table = shown.html.split("Settings in force and what sets each")[-1]
    weight = table.split("retrieve.dense_weight")[1].split("</tr>")[0]
    assert "0.7" in weight
    assert "The library’s dvrag.toml" in weight
    assert "Environment" in table.split("answer.max_quotes")[1].split("</tr>")[0]
    assert "Default" in table.split("answer.passages")[1].split("</tr>")[0]


def test_what_is_copied_holds_the_facts_and_no_folder_or_name(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = library / "my model"
    model.mkdir()
    monkeypatch.setenv("DVRAG_EMBED_MODEL", str(model))
    text = copied(page())
    assert "Fingerprint: " in text
    assert "dvrag: " in text
    assert f"embed.model: {HIDDEN} (environment)" in text
    assert "anna" not in text
    assert "smith" not in text
    assert "my model" not in text
    assert "Folder" not in text


@pytest.mark.parametrize(
    "line",
    [
        "The file /home/anna/x.pdf is gone.",
        "See ~/anna/x.",
        "See C:\\Users\\anna\\x.toml.",
        "In (/srv/anna/lib) it is.",
        "at ../anna/lib",
        "file:///home/anna",
    ],
)
def test_a_path_in_a_notice_is_not_copied(line: str) -> None:
    assert "anna" not in shareable({"Notices": [("1", line)]}, ())


def test_what_is_no_path_is_copied_as_it_is() -> None:
    rows = [("Made with", "all-MiniLM-L6-v2:53aa:mean:256"), ("Model", "org/name"), ("Share", "3 of 4, 1/2")]
    text = shareable({"Facts": rows}, ())
    assert HIDDEN not in text


def test_without_a_library_it_still_says_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DVRAG_LIBRARY", str(tmp_path / "none"))
    shown = page()
    assert "There is no library in" in shown.text
    assert "All settings have their defaults." in shown.text
    assert "dvrag: " in copied(shown)


def test_a_wrong_setting_is_said_and_the_rest_is_shown(library: Path) -> None:
    (library / "dvrag.toml").write_text("[retrieve]\ndense_wight = 1\n")
    shown = page()
    assert "dense_wight" in shown.text
    assert "Nothing is sent anywhere." in shown.text


def test_what_is_out_of_order_is_said(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = fake_assistant(notices=("The index <b>was</b> rebuilt.",))
    monkeypatch.setattr(session, "assistant", lambda: assistant)
    shown = page()
    assert "The index <b>was</b> rebuilt." in shown.text
    assert "The index <b>was</b> rebuilt." in copied(shown)


def test_without_a_language_model_it_says_that_answers_are_quoted(library: Path) -> None:
    shown = page()
    assert "no language model writes them" in row(shown, "Answers")
    assert row(shown, "Answers recorded") == "those that a language model wrote or was to write"
    assert row(shown, "Records are kept") == "for ever"


def test_it_names_a_local_writer_and_its_instructions(library: Path) -> None:
    (library / "dvrag.toml").write_text('[answer]\nwriter = "ollama:small:1b"\n[audit]\nkeep_days = 365\n')
    shown = page()
    assert row(shown, "Language model") == "ollama:small:1b"
    assert row(shown, "Its server") == "127.0.0.1:11434, on this machine"
    assert row(shown, "Version of the instructions to it") == prompt_text().version
    assert row(shown, "Records are kept") == "365 days"
    assert "Nothing is sent anywhere." in shown.text


def test_a_hosted_writer_is_said_where_it_says_what_is_sent(library: Path) -> None:
    (library / "dvrag.toml").write_text('[answer]\nwriter = "openai:some"\nbase_url = "https://llm.example/v1"\n')
    shown = page()
    private = shown.text.split("Is anything sent anywhere?")[1]
    assert "The passages found and your question are sent to openai:some (llm.example)" in private
    assert "Nothing is sent anywhere." not in shown.text
    assert "llm.example" not in copied(shown)
