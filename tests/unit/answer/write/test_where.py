"""Where a model runs, told from the settings: what leaves this machine, what stays."""

from __future__ import annotations

import pytest

from dvrag.answer.write.where import address_of, check_writer, provider_of, writer_facts
from dvrag.config.settings import AnswerSettings
from dvrag.errors import SettingsError
from dvrag.model.writing import WriterFacts


def facts(writer: str, base_url: str = "", **environ: str) -> WriterFacts:
    found = writer_facts(AnswerSettings(writer=writer, base_url=base_url), environ)
    assert found
    return found


@pytest.mark.parametrize(
    ("writer", "base_url", "environ", "address"),
    [
        ("ollama:qwen3:8b", "", {}, "127.0.0.1:11434"),
        ("ollama:qwen3:8b", "", {"OLLAMA_HOST": "0.0.0.0"}, "127.0.0.1:11434"),
        ("ollama:qwen3:8b", "http://localhost:99", {"OLLAMA_HOST": "far.example"}, "localhost:99"),
        ("openai:any", "http://127.0.0.1:8080/v1", {}, "127.0.0.1:8080"),
        ("openai:any", "http://[::1]:8080/v1", {}, "::1:8080"),
        ("openai:any", "", {"OPENAI_BASE_URL": "http://127.1.2.3:1/v1"}, "127.1.2.3:1"),
        ("openai:any", "http://127.0.0.1:1/v1", {"http_proxy": "http://p", "no_proxy": "127.0.0.1"}, "127.0.0.1:1"),
        ("openai:any", "http://127.0.0.1:1/v1", {"HTTPS_PROXY": "http://p"}, "127.0.0.1:1"),
    ],
)
def test_what_stays_on_this_machine(writer: str, base_url: str, environ: dict[str, str], address: str) -> None:
    assert facts(writer, base_url, **environ) == WriterFacts(writer, False, address)


@pytest.mark.parametrize(
    ("writer", "base_url", "environ", "address"),
    [
        ("openai:gpt-5-mini", "", {}, "api.openai.com"),
        ("anthropic:claude", "", {}, "api.anthropic.com"),
        ("azure_openai:mine", "", {"AZURE_OPENAI_ENDPOINT": "https://x.openai.azure.com/"}, "x.openai.azure.com"),
        ("azure_openai:mine", "", {}, "azure_openai"),
        ("groq:llama", "", {}, "groq"),
        ("ollama:qwen3:8b", "", {"OLLAMA_HOST": "far.example"}, "far.example:11434"),
        ("ollama:gpt-oss:120b-cloud", "", {}, "127.0.0.1:11434"),
        ("openai:any", "http://192.168.1.5:8080/v1", {}, "192.168.1.5:8080"),
        ("openai:any", "http://localhost.evil.example/v1", {}, "localhost.evil.example"),
        ("openai:any", "http://127.0.0.1@evil.example/v1", {}, "evil.example"),
        ("openai:any", "http://127.0.0.1:1/v1", {"http_proxy": "http://p"}, "127.0.0.1:1"),
        ("openai:any", "http://127.0.0.1:1/v1", {"ALL_PROXY": "http://p", "NO_PROXY": "x.y"}, "127.0.0.1:1"),
    ],
)
def test_what_leaves_it(writer: str, base_url: str, environ: dict[str, str], address: str) -> None:
    assert facts(writer, base_url, **environ) == WriterFacts(writer, True, address)


def test_no_writer_has_no_place() -> None:
    assert writer_facts(AnswerSettings(), {}) is None


def test_the_settings_come_before_the_environment() -> None:
    environ = {"OPENAI_BASE_URL": "http://other.example"}
    assert address_of("openai:any", "http://127.0.0.1:1/v1", environ) == "http://127.0.0.1:1/v1"
    assert address_of("openai:any", "", environ) == "http://other.example"
    assert provider_of("azure-openai:x:y") == ("azure_openai", "x:y")


@pytest.mark.parametrize("writer", ["qwen3", ":qwen3", "ollama:", "gpt-5"])
def test_a_writer_without_provider_or_model_is_refused(writer: str) -> None:
    with pytest.raises(SettingsError, match="names no provider and model"):
        check_writer(AnswerSettings(writer=writer))


@pytest.mark.parametrize("base_url", ["127.0.0.1:8080", "ftp://x.y", "http://", "file:///etc/passwd", "http://[::1"])
def test_an_address_that_is_none_is_refused(base_url: str) -> None:
    with pytest.raises(SettingsError, match="no web address"):
        check_writer(AnswerSettings(writer="openai:x", base_url=base_url))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("context_tokens", -1), ("answer_tokens", 10), ("seconds", 0), ("retries", 11), ("temperature", 2.5),
        ("price_input", -0.1), ("price_output", -1.0),
    ],
)  # fmt: skip
def test_a_setting_out_of_its_range_is_refused(key: str, value: float) -> None:
    with pytest.raises(SettingsError, match=f"{key} .* must lie between"):
        check_writer(AnswerSettings(**{key: value}))  # type: ignore[arg-type]
