"""A writer named by an option keeps the address of the settings, unless that is another provider's."""

from __future__ import annotations

import pytest

from dvrag.answer.write.where import writer_facts
from dvrag.assembly.writers import named
from dvrag.config.settings import AnswerSettings

HERE = "http://127.0.0.1:8931/v1"


@pytest.mark.parametrize("before", ["", "openai:other"])
def test_an_address_that_is_set_is_kept(before: str) -> None:
    settings = named(AnswerSettings(writer=before, base_url=HERE), "openai:toy")
    facts = writer_facts(settings, {})
    assert facts is not None
    assert (settings.base_url, facts.hosted, facts.address) == (HERE, False, "127.0.0.1:8931")


def test_another_provider_s_address_is_not_asked() -> None:
    assert named(AnswerSettings(writer="ollama:qwen3", base_url=HERE), "openai:toy").base_url == ""
