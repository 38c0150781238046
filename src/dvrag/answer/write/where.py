"""Where a language model runs, told from the settings before anything is sent.

The rule: text stays on this machine only where the address of the server is a loopback one ("localhost", 127.0.0.0/8,
::1), no proxy of the environment stands before it, and the model is not one that Ollama passes on to its cloud.
Anything else counts as hosted, a computer in the same network and a name that may point anywhere included; names are
not looked up, since what they point to may change.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from dvrag.config.settings import AnswerSettings
from dvrag.errors import SettingsError
from dvrag.model.writing import WriterFacts

ADDRESSES = {
    "ollama": "http://127.0.0.1:11434",
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
}
"""The servers that are asked where the settings name none, as each provider documents them."""

VARIABLES = {
    "ollama": ("OLLAMA_HOST",),
    "openai": ("OPENAI_API_BASE", "OPENAI_BASE_URL"),
    "anthropic": ("ANTHROPIC_API_URL", "ANTHROPIC_BASE_URL"),
    "azure_openai": ("AZURE_OPENAI_ENDPOINT",),
}
"""Variables of the environment by which each provider's own package would be pointed elsewhere; they are kept to."""

_ALL_INTERFACES = frozenset({"0.0.0.0", "::"})  # noqa: S104 - where Ollama listens, not where dvrag does


def check_writer(settings: AnswerSettings) -> None:
    """Raise SettingsError where a setting of the writer is out of its range."""
    bounds = {
        "context_tokens": (0, 10_000_000),
        "answer_tokens": (50, 100_000),
        "seconds": (1, 3600),
        "retries": (0, 10),
        "temperature": (-1, 2),
        "price_input": (0, 1_000_000),
        "price_output": (0, 1_000_000),
    }
    for key, (low, high) in bounds.items():
        if not low <= getattr(settings, key) <= high:
            raise SettingsError(f"{key} [answer] must lie between {low} and {high}, not {getattr(settings, key)}.")
    if settings.writer:
        provider_of(settings.writer)
    if settings.base_url and not (_host(settings.base_url) and settings.base_url.startswith(("http://", "https://"))):
        raise SettingsError(
            "base_url [answer] is no web address.", hint="Write it whole, for example http://127.0.0.1:8080/v1."
        )


def provider_of(writer: str) -> tuple[str, str]:
    """Return provider and model of "provider:model". Raises SettingsError where either is missing."""
    provider, _, model = writer.strip().partition(":")
    if not provider or not model:
        raise SettingsError(
            f"writer [answer] is {writer!r}, which names no provider and model.",
            hint='Write it as "ollama:qwen3:8b" or "openai:gpt-5-mini".',
        )
    return provider.replace("-", "_").lower(), model


def address_of(writer: str, base_url: str, environ: Mapping[str, str]) -> str:
    """Return the server's address: of the settings, else of the environment, else the provider's; "" if unknown."""
    provider, _ = provider_of(writer)
    named = next((environ[name] for name in VARIABLES.get(provider, ()) if environ.get(name)), "")
    found = base_url or named or ADDRESSES.get(provider, "")
    if found and "://" not in found:
        found = f"http://{found}"
    if _host(found) in _ALL_INTERFACES:
        found = found.replace("0.0.0.0", "127.0.0.1").replace("[::]", "[::1]")  # noqa: S104 - never bound to
    if provider == "ollama" and urlsplit(found).port is None and urlsplit(found).scheme == "http":
        found = f"{found.rstrip('/')}:11434"
    return found


def leaves(address: str, model: str, environ: Mapping[str, str]) -> bool:
    """Return whether what a server at that address is given leaves this machine."""
    return not _is_loopback(_host(address)) or _is_cloud(model) or _proxied(address, environ)


def writer_facts(settings: AnswerSettings, environ: Mapping[str, str]) -> WriterFacts | None:
    """Return the writer that the settings name, None where answers quote. Raises SettingsError."""
    check_writer(settings)
    if not settings.writer:
        return None
    provider, model = provider_of(settings.writer)
    address = address_of(settings.writer, settings.base_url, environ)
    parts = urlsplit(address)
    shown = f"{parts.hostname}:{parts.port}" if parts.port else (parts.hostname or provider)
    return WriterFacts(settings.writer, leaves(address, model, environ), shown)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_cloud(model: str) -> bool:
    return model.lower().endswith(("-cloud", ":cloud"))


def _proxied(address: str, environ: Mapping[str, str]) -> bool:
    """Return whether a proxy of the environment would be given what goes to the address."""
    lower = {name.lower(): value for name, value in environ.items() if value}
    scheme = urlsplit(address).scheme
    if not (lower.get(f"{scheme}_proxy") or lower.get("all_proxy")):
        return False
    spared = [part.strip().lstrip(".").lower() for part in lower.get("no_proxy", "").split(",")]
    host = _host(address)
    return not any(part == "*" or (part and (host == part or host.endswith(f".{part}"))) for part in spared)
