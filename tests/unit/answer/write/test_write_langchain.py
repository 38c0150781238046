"""LangChain's chat models behind one door: real packages, a server on loopback."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from langchain_core.language_models import FakeListChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage

from dvrag.answer.write import write_langchain
from dvrag.answer.write.events import last
from dvrag.answer.write.write_langchain import LangChainModel, Limits, adopted, in_passing, open_model, plain
from dvrag.config.settings import AnswerSettings
from dvrag.errors import WriterError
from dvrag.model.writing import Message, Role, Usage
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.answer.write.drafts import quoted, writing
from unit.answer.write.server import Server, running

ASKED = (Message(Role.SYSTEM, "Rules."), Message(Role.USER, "Why?"))
NO_WAIT = 0.0

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
"""The packages' clients close their connections when they are collected."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("OPENAI_API_KEY", "OPENAI_API_BASE", "OPENAI_BASE_URL", "OLLAMA_HOST", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(write_langchain, "FIRST_WAIT", NO_WAIT)
    with running() as found:
        yield found
    gc.collect()


def settings(server: Server, provider: str = "openai", **others: Any) -> AnswerSettings:
    address = f"{server.address}/v1" if provider == "openai" else server.address
    return AnswerSettings(writer=f"{provider}:small", base_url=address, seconds=10, **others)


def said(model: LangChainModel) -> tuple[str, Usage]:
    *pieces, usage = list(model.stream(ASKED))
    assert isinstance(usage, Usage)
    return "".join(str(piece) for piece in pieces), usage


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_a_server_on_this_machine_writes(server: Server, provider: str) -> None:
    model = open_model(settings(server, provider), {})
    assert said(model) == ("Police were called eleven times [1].", Usage(1200, 30, None))
    assert (model.name, model.hosted, model.context_tokens) == (f"{provider}:small", False, 4096)
    sent = server.requests[0]
    assert sent["model"] == "small"
    assert [(m["role"], m["content"]) for m in sent["messages"]] == [("system", "Rules."), ("user", "Why?")]


def test_limits_are_told_to_the_server(server: Server) -> None:
    said(open_model(settings(server, answer_tokens=321, temperature=0.5), {}))
    said(open_model(settings(server, "ollama", answer_tokens=321, context_tokens=2048), {}))
    said(open_model(settings(server, temperature=-1.0), {}))
    openai, ollama, free = server.requests
    assert (openai.get("max_tokens") or openai.get("max_completion_tokens"), openai["temperature"]) == (321, 0.5)
    assert ollama["options"] == {"num_ctx": 2048, "num_predict": 321, "temperature": 0.0}
    assert "temperature" not in free


def test_cost_is_counted_from_the_prices_of_the_settings(server: Server) -> None:
    _, usage = said(open_model(settings(server, price_input=2.0, price_output=10.0), {}))
    assert usage.cost == pytest.approx(0.0024 + 0.0003)


def test_a_key_of_the_environment_is_used_and_nowhere_else(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-from-environment")
    model = open_model(settings(server), {"OPENAI_API_KEY": "sk-from-environment"})
    said(model)
    assert server.headers[0]["authorization"] == "Bearer sk-from-environment"
    assert "sk-from" not in repr(vars(model)) + repr(settings(server))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_fails_in_passing_is_tried_again(server: Server, status: int) -> None:
    server.statuses = [status, status]
    assert said(open_model(settings(server), {}))[0].startswith("Police")
    assert len(server.requests) == 3


def test_attempts_end(server: Server) -> None:
    server.statuses = [500] * 9
    with pytest.raises(WriterError, match=r"The language model openai:small failed \(500\)\."):
        said(open_model(settings(server, retries=1), {}))
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (400, "did not accept the request"),
        (401, "refused the key"),
        (403, "refused the key"),
        (404, "is not known to its server"),
    ],
)
@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_what_will_not_pass_is_tried_once_and_said_in_our_words(
    server: Server, provider: str, status: int, line: str
) -> None:
    server.statuses = [status] * 3
    with pytest.raises(WriterError) as caught:
        said(open_model(settings(server, provider), {}))
    assert line in caught.value.message
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(server.requests) == 1


def test_too_many_requests_are_said(server: Server) -> None:
    server.statuses = [429] * 3
    with pytest.raises(WriterError, match="asked too often, or its budget is spent"):
        said(open_model(settings(server, retries=0), {}))


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_no_server_is_one_clear_line(server: Server, provider: str) -> None:
    gone = settings(server, provider, retries=1)
    server.shutdown()
    server.server_close()
    with pytest.raises(WriterError) as caught:
        said(open_model(gone, {}))
    assert caught.value.message == f"The language model {provider}:small cannot be reached."


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_a_silent_server_times_out(server: Server, provider: str) -> None:
    server.waits = 3
    with pytest.raises(WriterError, match="did not answer in time"):
        said(open_model(replace(settings(server, provider, retries=0), seconds=1), {}))


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_a_break_amid_the_answer_is_an_error_and_not_tried_again(server: Server, provider: str) -> None:
    server.breaks_after = 1
    pieces: list[str | Usage] = []
    with pytest.raises(WriterError, match="broke off amid its answer"):
        pieces.extend(open_model(settings(server, provider), {}).stream(ASKED))
    assert len(server.requests) == 1


def test_leaving_an_answer_ends_the_request(server: Server) -> None:
    server.pieces, server.waits = ["word "] * 2000, 0.005
    stream = open_model(settings(server), {}).stream(ASKED)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert server.left.wait(5)


def test_cancelling_an_answer_ends_the_request(server: Server, corpus: MemoryCorpus) -> None:
    server.pieces, server.waits = ["word "] * 2000, 0.005
    stream = writing(corpus, open_model(settings(server), {})).stream("q", None, ())
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert server.left.wait(5)


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_an_answer_is_written_over_the_network_and_checked(server: Server, corpus: MemoryCorpus, provider: str) -> None:
    server.pieces.append(" They were called 99 times [1].")
    found = last(writing(corpus, open_model(settings(server, provider), {})).stream("How often?", None, ()))
    assert [claim.text for claim in found.claims] == ["Police were called eleven times."]
    assert [claim.text for claim in found.dropped] == ["They were called 99 times."]
    assert found.draft is not None
    assert found.draft.usage.input_tokens == 1200


def test_a_server_that_fails_leaves_the_quotes(server: Server, corpus: MemoryCorpus) -> None:
    server.statuses = [401]
    found = last(writing(corpus, open_model(settings(server), {})).stream("q", None, ()))
    assert found.claims == quoted(corpus).claims
    assert found.note.startswith("The language model openai:small refused the key. The answer quotes the reports")


def test_a_missing_package_is_one_clear_line_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ImportError("no langchain_anthropic")

    monkeypatch.setattr(write_langchain, "init_chat_model", missing)
    with pytest.raises(WriterError) as caught:
        open_model(AnswerSettings(writer="anthropic:claude"), {"ANTHROPIC_API_KEY": "k"})
    assert str(caught.value) == (
        "The language model anthropic:claude needs a package that is not installed. "
        "Install it: pip install 'dvrag[anthropic]'."
    )
    with pytest.raises(WriterError, match="LangChain's package for groq"):
        open_model(AnswerSettings(writer="groq:llama"), {})


@pytest.mark.parametrize("provider", ["openai", "azure_openai"])
def test_a_missing_key_names_its_variable(provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT", "OPENAI_API_VERSION"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(WriterError, match=r"needs a key\. Set (AZURE_)?OPENAI_API_KEY"):
        open_model(AnswerSettings(writer=f"{provider}:gpt"), {})


def test_an_unknown_provider_is_said() -> None:
    with pytest.raises(WriterError, match="cannot be set up"):
        open_model(AnswerSettings(writer="nobody:model"), {})


def test_no_writer_is_no_model() -> None:
    with pytest.raises(WriterError, match="No language model is set"):
        open_model(AnswerSettings(), {})


def test_nothing_is_traced_elsewhere(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from langsmith import utils

    seen: list[bool] = []
    utils.get_env_var.cache_clear()
    monkeypatch.setenv("LANGSMITH_TRACING", "true")

    class Watching(FakeListChatModel):
        def _stream(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
            seen.append(bool(utils.tracing_is_enabled()))
            yield from super()._stream(*args, **kwargs)

    assert utils.tracing_is_enabled()
    said(adopted(Watching(responses=["Yes."])))
    utils.get_env_var.cache_clear()
    assert seen == [False]


def test_another_s_model_counts_as_hosted_unless_it_is_on_this_machine(server: Server) -> None:
    own = GenericFakeChatModel(messages=iter([AIMessage("Police came [1].")]))
    model = adopted(own, Limits(context_tokens=2000))
    assert (model.hosted, model.context_tokens, model.name) == (True, 2000, "GenericFakeChatModel")
    assert said(model)[0] == "Police came [1]."
    local = adopted(open_model(settings(server), {})._model)
    assert (local.hosted, local.name) == (False, "small")


def test_the_context_of_a_known_model_is_its_profile_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    model = open_model(AnswerSettings(writer="openai:gpt-4o"), {"OPENAI_API_KEY": "k"})
    assert model.context_tokens == 128_000
    assert model.hosted


def test_waits_double() -> None:
    class Broken(FakeListChatModel):
        def _stream(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
            raise ConnectionError("sk-secret")

    waited: list[float] = []
    model = LangChainModel(Broken(responses=[""]), "x:y", hosted=False, limits=Limits(retries=3), wait=waited.append)
    with pytest.raises(WriterError, match="cannot be reached"):
        list(model.stream(ASKED))
    assert waited == [0.5, 1.0, 2.0]


def test_an_error_without_a_status_is_named_by_its_kind() -> None:
    assert not in_passing(ValueError("secret"))
    assert str(plain(ValueError("secret"), "x:y")) == "The language model x:y failed (ValueError). Try again later."
