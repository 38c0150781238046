"""Writers of others' companies with their own packages, over loopback: Anthropic's protocol, Azure's addresses."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from dvrag.answer.write import write_langchain
from dvrag.answer.write.events import last
from dvrag.answer.write.write_langchain import LangChainModel, open_model
from dvrag.config.settings import AnswerSettings
from dvrag.errors import WriterError
from dvrag.model.writing import Message, Role, Usage
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.answer.write.drafts import writing
from unit.answer.write.server import Server, running

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
"""The packages' clients close their connections when they are collected."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("ANTHROPIC_API_URL", "ANTHROPIC_BASE_URL", "AZURE_OPENAI_ENDPOINT", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("ANTHROPIC_API_KEY", "AZURE_OPENAI_API_KEY"):
        monkeypatch.setenv(name, "k-own")
    monkeypatch.setenv("OPENAI_API_VERSION", "2025-01-01")
    monkeypatch.setattr(write_langchain, "FIRST_WAIT", 0.0)
    with running() as found:
        yield found
    gc.collect()


def opened(server: Server, provider: str) -> LangChainModel:
    return open_model(AnswerSettings(writer=f"{provider}:small", base_url=server.address, seconds=10), {})


def said(model: LangChainModel) -> tuple[str, Usage]:
    *pieces, usage = model.stream((Message(Role.SYSTEM, "Rules."), Message(Role.USER, "Why?")))
    assert isinstance(usage, Usage)
    return "".join(str(piece) for piece in pieces), usage


def test_anthropic_s_protocol(server: Server) -> None:
    model = opened(server, "anthropic")
    assert said(model) == ("Police were called eleven times [1].", Usage(1200, 30, None))
    sent = server.requests[0]
    assert (sent["path"], sent["model"], sent["system"]) == ("/v1/messages", "small", "Rules.")
    assert [(m["role"], m["content"]) for m in sent["messages"]] == [("user", "Why?")]
    assert server.headers[0]["authorization"] == "Bearer k-own"
    assert not model.hosted


def test_azure_s_addresses(server: Server) -> None:
    model = opened(server, "azure_openai")
    assert said(model) == ("Police were called eleven times [1].", Usage(1200, 30, None))
    assert server.requests[0]["path"] == "/openai/deployments/small/chat/completions?api-version=2025-01-01"
    assert server.headers[0]["api-key"] == "k-own"


@pytest.mark.parametrize("provider", ["anthropic", "azure_openai"])
def test_hosted_providers_fail_in_our_words(server: Server, provider: str) -> None:
    server.statuses = [503]
    assert said(opened(server, provider))[0] == "Police were called eleven times [1]."
    server.statuses = [401]
    with pytest.raises(WriterError, match="refused the key") as caught:
        said(opened(server, provider))
    assert server.said not in str(caught.value)
    server.pieces, server.breaks_after = ["Police were ", "called"], 1
    with pytest.raises(WriterError, match="broke off amid its answer"):
        said(opened(server, provider))


@pytest.mark.parametrize("provider", ["anthropic", "azure_openai"])
def test_an_answer_is_written_over_the_network_and_checked(server: Server, corpus: MemoryCorpus, provider: str) -> None:
    server.pieces.append(" They were called 99 times [1].")
    found = last(writing(corpus, opened(server, provider)).stream("How often?", None, ()))
    assert [claim.text for claim in found.claims] == ["Police were called eleven times."]
    assert [claim.text for claim in found.dropped] == ["They were called 99 times."]
