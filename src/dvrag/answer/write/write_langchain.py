"""The one door to LangChain's chat models: `init_chat_model`, or a model that a LangChain user made.

Keys are read from the environment by each provider's own package; none is kept, shown or logged. What a server says of
an error is not repeated: it may hold a part of the key or of the passages.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core import exceptions as known
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langsmith import tracing_context

from dvrag.answer.write.prompt import estimated_tokens
from dvrag.answer.write.where import address_of, leaves, provider_of, writer_facts
from dvrag.config.settings import AnswerSettings
from dvrag.errors import WriterError
from dvrag.model.writing import Message, Role, Usage

DEFAULT_CONTEXT = 4096
"""Tokens of prompt and answer where neither the settings nor LangChain's profile of the model say more: what Ollama
loads a model with."""
FIRST_WAIT = 0.5
"""Seconds before the second attempt; each further one waits twice as long."""

EXTRAS = {"ollama": "ollama", "openai": "openai", "azure_openai": "openai", "anthropic": "anthropic"}
KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY", "azure_openai": "AZURE_OPENAI_API_KEY"}
_MESSAGES: dict[Role, type[BaseMessage]] = {
    Role.SYSTEM: SystemMessage,
    Role.USER: HumanMessage,
    Role.ASSISTANT: AIMessage,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one model: tokens of its context, attempts after the first, prices of a million tokens read and written."""

    context_tokens: int = 0
    retries: int = 2
    price_input: float = 0.0
    price_output: float = 0.0
    says_the_end: bool = False
    """Whether its server says why an answer ended: one that breaks off without that is no answer."""

    @classmethod
    def of(cls, settings: AnswerSettings) -> Limits:
        """Return the limits that the settings set."""
        ends = provider_of(settings.writer)[0] in EXTRAS
        return cls(settings.context_tokens, settings.retries, settings.price_input, settings.price_output, ends)


class LangChainModel:
    """A ChatModel over any chat model of LangChain."""

    def __init__(
        self,
        model: BaseChatModel,
        name: str,
        *,
        hosted: bool,
        limits: Limits = Limits(),
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._model, self._name, self._hosted, self._limits, self._wait = model, name, hosted, limits, wait

    @property
    def name(self) -> str:
        """The model as the settings name it."""
        return self._name

    @property
    def hosted(self) -> bool:
        """Whether what it is given leaves this machine."""
        return self._hosted

    @property
    def context_tokens(self) -> int:
        """The setting, else what LangChain's profile of the model says, else 4096."""
        profile: Mapping[str, Any] = self._model.profile or {}
        return self._limits.context_tokens or int(profile.get("max_input_tokens") or 0) or DEFAULT_CONTEXT

    def count(self, text: str) -> int:
        """Return an estimate that is not below the tokens; the model's own tokenizer may need the network."""
        return estimated_tokens(text)

    def stream(self, messages: Sequence[Message]) -> Iterator[str | Usage]:
        """Yield the answer in pieces, then its usage.

        An attempt that fails in passing before the first piece came is made again. Raises WriterError.
        """
        attempt = 0
        while True:
            begun = False
            try:
                for piece in self._pieces(messages):
                    begun = begun or isinstance(piece, str)
                    yield piece
                return
            except Exception as error:  # noqa: BLE001 - any package's errors; each becomes a plain reason
                if begun or attempt >= self._limits.retries or not in_passing(error):
                    raise _broken(self._name) if begun else plain(error, self._name) from None
            self._wait(FIRST_WAIT * 2**attempt)
            attempt += 1

    def _pieces(self, messages: Sequence[Message]) -> Iterator[str | Usage]:
        """Yield non-empty pieces of text, then the usage that the server counted. Nothing is traced elsewhere."""
        read = written = 0
        ended = not self._limits.says_the_end
        with _untraced():
            chunks = self._model.stream([_MESSAGES[message.role](message.text) for message in messages])
        try:
            while (chunk := _next(chunks)) is not None:
                usage = chunk.usage_metadata if isinstance(chunk, AIMessage) else None
                if usage:
                    read, written = read + usage["input_tokens"], written + usage["output_tokens"]
                ended = ended or any(chunk.response_metadata.get(key) for key in _ENDS)
                if chunk.text:
                    yield str(chunk.text)
        finally:
            if isinstance(chunks, Generator):
                chunks.close()
        if not ended:
            raise ConnectionError("the answer breaks off")
        yield Usage(read, written, self._cost(read, written))

    def _cost(self, read: int, written: int) -> float | None:
        prices = self._limits.price_input, self._limits.price_output
        return (read * prices[0] + written * prices[1]) / 1_000_000 if any(prices) else None


def _next(chunks: Iterator[BaseMessage]) -> BaseMessage | None:
    with _untraced():
        return next(chunks, None)


def _untraced() -> AbstractContextManager[None]:
    """Keep LangSmith from recording prompts and answers, whatever the environment says."""
    return tracing_context(enabled=False)


def open_model(settings: AnswerSettings, environ: Mapping[str, str] = os.environ) -> LangChainModel:
    """Return the model that the settings name, without asking its server anything.

    Raises WriterError where its package or key is missing, SettingsError where a setting is out of range.
    """
    facts = writer_facts(settings, environ)
    if facts is None:
        raise WriterError("No language model is set.", hint='Set writer under [answer], for example "ollama:qwen3:8b".')
    provider, model = provider_of(settings.writer)
    try:
        made = init_chat_model(model, model_provider=provider, **_arguments(settings, environ))
    except ImportError as error:
        extra = EXTRAS.get(provider)
        hint = f"Install it: pip install 'dvrag[{extra}]'." if extra else f"Install LangChain's package for {provider}."
        raise WriterError(
            f"The language model {settings.writer} needs a package that is not installed.", hint=hint
        ) from error
    except Exception as error:  # noqa: BLE001 - any package's errors; each becomes a plain reason
        key = KEYS.get(provider)
        if key and not environ.get(key):
            raise WriterError(f"The language model {settings.writer} needs a key.", hint=f"Set {key}.") from None
        raise WriterError(
            f"The language model {settings.writer} cannot be set up ({type(error).__name__}).",
            hint="See docs/writing.md for what each provider needs.",
        ) from None
    return LangChainModel(made, settings.writer, hosted=facts.hosted, limits=Limits.of(settings))


def adopted(model: BaseChatModel, limits: Limits = Limits()) -> LangChainModel:
    """Return a LangChain user's own model; it counts as hosted unless it names a server on this machine."""
    named = next((str(getattr(model, field)) for field in _ADDRESS_FIELDS if getattr(model, field, None)), "")
    name = str(getattr(model, "model", "") or getattr(model, "model_name", "") or type(model).__name__)
    return LangChainModel(model, name, hosted=leaves(named, name, os.environ), limits=limits)


_ENDS = ("finish_reason", "done_reason", "stop_reason", "status")
_ADDRESS_FIELDS = ("base_url", "openai_api_base", "anthropic_api_url", "azure_endpoint")


def _arguments(settings: AnswerSettings, environ: Mapping[str, str]) -> dict[str, Any]:
    """Return what a provider's model is made with; the address is always named, so that nothing else redirects it."""
    provider, model = provider_of(settings.writer)
    address = address_of(settings.writer, settings.base_url, environ)
    arguments: dict[str, Any] = {} if settings.temperature < 0 else {"temperature": settings.temperature}
    if provider == "ollama":
        context = settings.context_tokens or DEFAULT_CONTEXT
        size = {"num_ctx": context, "num_predict": settings.answer_tokens}
        return {**arguments, **size, "base_url": address, "client_kwargs": {"timeout": settings.seconds}}
    arguments |= {"max_tokens": settings.answer_tokens, "timeout": settings.seconds, "max_retries": 0}
    if provider in {"openai", "azure_openai"}:
        arguments["stream_usage"] = True
    if provider == "azure_openai":
        return {**arguments, "azure_endpoint": address or None, "azure_deployment": model}
    if provider == "openai" and not environ.get("OPENAI_API_KEY") and not leaves(address, model, environ):
        arguments["api_key"] = "none"  # a server on this machine asks for no key, its client insists on one
    return {**arguments, "base_url": address} if address else arguments


def in_passing(error: Exception) -> bool:
    """Return whether the same request may succeed a little later: no connection, too busy, or a fault of the server."""
    if isinstance(error, known.ModelConnectionError | known.ModelRateLimitError | known.ModelTimeoutError):
        return True
    status = _status(error)
    return status in {408, 409, 425, 429} or 500 <= status <= 599 or (status == 0 and _connection(error))


def plain(error: Exception, name: str) -> WriterError:
    """Return a provider's error as one plain line, without its own words."""
    status = _status(error)
    who = f"The language model {name}"
    if "timeout" in type(error).__name__.lower():
        return WriterError(f"{who} did not answer in time.", hint="Give it more under [answer] seconds.")
    if _connection(error):
        return WriterError(f"{who} cannot be reached.", hint="Start its server, or mend base_url under [answer].")
    said = {
        400: ("did not accept the request", "Its context may be smaller than context_tokens under [answer]."),
        401: ("refused the key", "Set a valid key in the environment."),
        403: ("refused the key", "Set a valid key in the environment."),
        404: ("is not known to its server", "Mend writer or base_url under [answer], or fetch the model."),
        429: ("is asked too often, or its budget is spent", "Try again later."),
    }
    what, hint = said.get(status, (f"failed ({status or type(error).__name__})", "Try again later."))
    return WriterError(f"{who} {what}.", hint=hint)


def _broken(name: str) -> WriterError:
    return WriterError(f"The language model {name} broke off amid its answer.", hint="Try again.")


def _status(error: Exception) -> int:
    """Return the HTTP status that an error carries, 0 for none."""
    found = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    return found if isinstance(found, int) and found > 0 else 0


def _connection(error: Exception) -> bool:
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"ConnectionError", "APIConnectionError", "ConnectError", "TransportError"}) and not _status(
        error
    )
